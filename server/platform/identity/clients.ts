import { calculateJwkThumbprint } from 'jose'
import { handleOf } from '../database/handles.ts'
import type { Read, Tx } from '../database/transaction.ts'
import { refuseIdentity } from './errors.ts'
import { listKeyFaults, publicPart, type Jwk } from './judge-keys.ts'

const { read, write } = handleOf('platform')

export interface NewClient {
  readonly id: string
  readonly name: string
  readonly jwks: { readonly keys: readonly Jwk[] }
}

/** Connects a system by its public keys. It may do nothing until it is granted a role. */
export async function connectClient(tx: Tx, { id, name, jwks }: NewClient): Promise<void> {
  const row = { id, name, jwks: requireKeys(jwks), added_at: tx.now }
  const rows = await write(tx)
    .insertInto('platform.client')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  if (rows.length === 0) throw refuseIdentity('identity.client_exists', { id })
}

/** Puts new keys in the place of all a system had; the old ones open nothing from then on. */
export async function replaceKeys(tx: Tx, id: string, jwks: NewClient['jwks']): Promise<void> {
  const { numUpdatedRows } = await write(tx)
    .updateTable('platform.client')
    .set({ jwks: requireKeys(jwks) })
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw refuseIdentity('identity.client_unknown')
}

/** Switches a system off, or on again. Off, it is nobody at once: tokens it holds are refused too. */
export async function switchClient(tx: Tx, id: string, active: boolean): Promise<void> {
  const { numUpdatedRows } = await write(tx)
    .updateTable('platform.client')
    .set({ active })
    .where('id', '=', id)
    .where('active', '=', !active)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  throw refuseIdentity((await isClient(tx, id)) ? 'identity.client_unchanged' : 'identity.client_unknown')
}

/** True for a connected system, switched on or off. */
export async function isClient(on: Read, id: string): Promise<boolean> {
  const row = await read(on)
    .selectFrom('platform.client')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

export interface ConnectedClient {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly addedAt: string
  readonly keys: readonly { readonly kind: string; readonly thumbprint: string }[]
}

/** Every connected system with the thumbprints (RFC 7638) of its keys, to compare with what the vendor reads out. */
export async function listClients(on: Read): Promise<readonly ConnectedClient[]> {
  const rows = await read(on)
    .selectFrom('platform.client')
    .select(['id', 'name', 'active', 'added_at', 'jwks'])
    .orderBy('id')
    .execute()
  return Promise.all(
    rows.map(async ({ id, name, active, added_at, jwks }) => ({
      id,
      name,
      active,
      addedAt: added_at.toISOString(),
      keys: await Promise.all((jwks as unknown as NewClient['jwks']).keys.map(describeKey)),
    })),
  )
}

async function describeKey(jwk: Jwk): Promise<{ kind: string; thumbprint: string }> {
  return { kind: String(jwk['kty']), thumbprint: await calculateJwkThumbprint(jwk) }
}

function requireKeys({ keys }: NewClient['jwks']): string {
  const faults = listKeyFaults(keys)
  if (faults.length > 0) throw refuseIdentity('identity.keys_refused', { faults })
  return JSON.stringify({ keys: keys.map(publicPart) })
}
