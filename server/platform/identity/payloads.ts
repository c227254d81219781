import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import type { Database } from '../database/connect.ts'
import { handleOf } from '../database/handles.ts'

const { read, write } = handleOf('platform')

/** Where oidc-provider keeps what it must remember: a table; its clients are ours. */
export function payloadAdapter(database: Database): AdapterFactory {
  return (kind) => (kind === 'Client' ? clients(database) : payloads(database, kind))
}

/** Connected systems are registered by the administrator, never by the protocol. */
function clients(database: Database): Adapter {
  const refuse = () => Promise.reject(new Error('clients are registered by the administrator'))
  return {
    async find(id) {
      const client = await read(database.read())
        .selectFrom('platform.client')
        .selectAll()
        .where('id', '=', id)
        .where('active', '=', true)
        .executeTakeFirst()
      if (!client) return undefined
      return {
        client_id: client.id,
        client_name: client.name,
        jwks: client.jwks as never,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        scope: 'khoso',
        id_token_signed_response_alg: 'ES256',
        token_endpoint_auth_method: 'private_key_jwt',
      }
    },
    upsert: refuse,
    findByUserCode: refuse,
    findByUid: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  }
}

function payloads(database: Database, kind: string): Adapter {
  const find = async (
    column: 'id' | 'uid' | 'user_code',
    value: string,
  ): Promise<AdapterPayload | undefined> => {
    const row = await read(database.read())
      .selectFrom('platform.oidc_payload')
      .select(['payload', 'consumed_at', 'expires_at'])
      .where('kind', '=', kind)
      .where(column, '=', value)
      .executeTakeFirst()
    if (!row || (row.expires_at && row.expires_at < database.clock())) return undefined
    const payload = row.payload as AdapterPayload
    return row.consumed_at ? { ...payload, consumed: Math.floor(row.consumed_at.getTime() / 1_000) } : payload
  }
  return {
    find: (id) => find('id', id),
    findByUid: (uid) => find('uid', uid),
    findByUserCode: (userCode) => find('user_code', userCode),
    upsert: (id, payload, expiresIn) =>
      database.transaction(async (tx) => {
        const row = {
          payload: JSON.stringify(payload),
          grant_id: payload.grantId ?? null,
          uid: payload.uid ?? null,
          user_code: payload.userCode ?? null,
          expires_at: expiresIn ? new Date(tx.now.getTime() + expiresIn * 1_000) : null,
        }
        await write(tx)
          .insertInto('platform.oidc_payload')
          .values({ kind, id, ...row })
          .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(row))
          .execute()
      }),
    consume: (id) =>
      database.transaction(async (tx) => {
        const rows = write(tx).updateTable('platform.oidc_payload').set({ consumed_at: tx.now })
        await rows.where('kind', '=', kind).where('id', '=', id).execute()
      }),
    destroy: (id) =>
      database.transaction(async (tx) => {
        const rows = write(tx).deleteFrom('platform.oidc_payload')
        await rows.where('kind', '=', kind).where('id', '=', id).execute()
      }),
    revokeByGrantId: (grantId) =>
      database.transaction(async (tx) => {
        await write(tx).deleteFrom('platform.oidc_payload').where('grant_id', '=', grantId).execute()
      }),
  }
}

/** Forgets what expired; a job runs it every night. */
export const forgetExpiredPayloads = (database: Database): Promise<void> =>
  database.transaction(async (tx) => {
    await write(tx).deleteFrom('platform.oidc_payload').where('expires_at', '<', tx.now).execute()
  })
