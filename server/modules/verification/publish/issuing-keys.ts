// Keys of this installation: one seals QR codes, one signs status lists. Their private halves lie in the secrets
// folder; the database knows only what is published.
import { createPublicKey, sign, type KeyObject } from 'node:crypto'
import { keyId, publicPart, toHex, type PublicJwk, type QrSigner } from '@khoso/qr-proof'
import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { readSigningKey } from '../../../platform/secrets.ts'
import type { Services } from '../../../platform/services.ts'

export type KeyUse = 'qr' | 'status'
export type Keeper = Pick<Services, 'config'>

/** Keys are used for a year, the next one is made thirty days before: both verify until the last paper has expired. */
const LIFE_MS = 395 * 86_400_000
const OVERLAP_MS = 30 * 86_400_000

const { read, write } = handleOf('verification')

/** The signer of today's key for a use; the key is made when there is none, or the last one nears its end. */
export async function getSigner(keeper: Keeper, tx: Tx, use: KeyUse): Promise<QrSigner> {
  const current = (await findCurrent(tx, use)) ?? (await makeNext(keeper, tx, use))
  const key = readSigningKey(keeper.config.secretsFolder, fileName(use, current.ordinal))
  const signer = await signerOf(key)
  if (toHex(signer.kid) !== current.kid)
    throw new Error(`the private key of ${use} key ${current.kid} is not in the secrets folder`)
  return signer
}

async function findCurrent(tx: Tx, use: KeyUse) {
  return read(tx)
    .selectFrom('verification.issuing_key')
    .select(['kid', 'ordinal'])
    .where('use', '=', use)
    .where('retired_at', 'is', null)
    .where('compromised_since', 'is', null)
    .where('not_before', '<=', tx.now)
    .where('not_after', '>', new Date(tx.now.getTime() + OVERLAP_MS))
    .orderBy('ordinal', 'desc')
    .executeTakeFirst()
}

async function makeNext({ config }: Keeper, tx: Tx, use: KeyUse) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`verification.key ${use}`}, 0))`.execute(read(tx))
  const made = await findCurrent(tx, use)
  if (made) return made
  const { last } = await read(tx)
    .selectFrom('verification.issuing_key')
    .select(sql<number>`coalesce(max(ordinal), 0)`.as('last'))
    .where('use', '=', use)
    .executeTakeFirstOrThrow()
  const ordinal = last + 1
  const publicJwk = publicJwkOf(readSigningKey(config.secretsFolder, fileName(use, ordinal)))
  const kid = toHex(await keyId(publicJwk))
  // Whole seconds: a QR carries no fractions, and must not seem to be sealed before its key began.
  const notBefore = new Date(Math.floor(tx.now.getTime() / 1000) * 1000)
  await write(tx)
    .insertInto('verification.issuing_key')
    .values({
      kid,
      use,
      ordinal,
      public_jwk: JSON.stringify(publicJwk),
      scope: config.cityCode,
      not_before: notBefore,
      not_after: new Date(notBefore.getTime() + LIFE_MS),
    })
    .execute()
  return { kid, ordinal }
}

const fileName = (use: KeyUse, ordinal: number): string => `${use}-key-${ordinal}`

/** The public half of a key of the secrets folder. */
export const publicJwkOf = (key: KeyObject): PublicJwk =>
  publicPart(createPublicKey(key).export({ format: 'jwk' }) as JsonWebKey)

async function signerOf(key: KeyObject): Promise<QrSigner> {
  return {
    kid: await keyId(publicJwkOf(key)),
    sign: async (data) => new Uint8Array(sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' })),
  }
}

export type IssuingKey = {
  readonly kid: string
  readonly use: KeyUse
  readonly publicJwk: PublicJwk
  readonly scope: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly retiredAt: Date | null
  readonly compromisedSince: Date | null
}

/** Every key there ever was: a paper sealed years ago is verified with the key of then. */
export const listIssuingKeys = (on: Read): Promise<readonly IssuingKey[]> =>
  read(on)
    .selectFrom('verification.issuing_key')
    .select([
      'kid',
      'use',
      'public_jwk as publicJwk',
      'scope',
      'not_before as notBefore',
      'not_after as notAfter',
      'retired_at as retiredAt',
      'compromised_since as compromisedSince',
    ])
    .orderBy('use')
    .orderBy('ordinal')
    .$castTo<IssuingKey>()
    .execute()

/** The root key of this installation: made at first start, kept apart from the database. */
export const readRootKey = ({ config }: Keeper): KeyObject =>
  readSigningKey(config.secretsFolder, 'trust-root')
