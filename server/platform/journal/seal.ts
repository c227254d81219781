import { createHash, sign, verify, type KeyObject } from 'node:crypto'
import type { SealKey } from './seal-key.ts'

/**
 * What one seal states. `previous` makes the chain; `parts` say which rows are covered, one digest a table over
 * the hashes of its rows in their order; `more` is true when rows were left waiting for the next batch.
 */
export interface SealStatement {
  readonly v: 1
  readonly batch: number
  readonly previous: string
  readonly sealedAt: string
  readonly more: boolean
  readonly parts: readonly { readonly table: string; readonly rows: number; readonly digest: string }[]
}

/** A link of the chain: the statement as signed, and its head. */
export interface Seal {
  readonly batch: number
  readonly head: string
  readonly statement: string
  readonly keyId: string
  readonly signature: Buffer
}

/** What the first batch names as the head before it. */
export const NO_HEAD = '0'.repeat(64)

/** Signs a statement. The text is kept as signed, so that nobody ever has to write it again the same way. */
export function makeSeal(statement: SealStatement, key: SealKey): Seal {
  const text = JSON.stringify(statement)
  const head = sha256(text)
  return {
    batch: statement.batch,
    head,
    statement: text,
    keyId: key.id,
    signature: sign(null, signedBytes(head), key.privateKey),
  }
}

export type SealFlaw = 'journal.seal_forged' | 'journal.key_unknown' | 'journal.order_changed'

/** Why `seal` is not the one that follows `previous`, if it is not: its hash, its signature, its place. */
export function findSealFlaw(
  seal: Seal,
  previous: Pick<Seal, 'batch' | 'head'> | undefined,
  keys: ReadonlyMap<string, KeyObject>,
): SealFlaw | undefined {
  if (sha256(seal.statement) !== seal.head) return 'journal.seal_forged'
  const key = keys.get(seal.keyId)
  if (!key) return 'journal.key_unknown'
  if (!verify(null, signedBytes(seal.head), key, seal.signature)) return 'journal.seal_forged'
  const { batch, previous: named } = readStatement(seal)
  const follows = batch === (previous?.batch ?? 0) + 1 && named === (previous?.head ?? NO_HEAD)
  return follows && batch === seal.batch ? undefined : 'journal.order_changed'
}

/** The statement of a seal whose head was compared with it. */
export function readStatement(seal: Pick<Seal, 'statement'>): SealStatement {
  return JSON.parse(seal.statement) as SealStatement
}

/** The digest of one table's rows in a batch: over their hashes, one after another. */
export function digestOfRows(hashes: Buffer): string {
  return sha256(hashes)
}

const signedBytes = (head: string) => Buffer.from(`khoso journal head 1\n${head}`)
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')
