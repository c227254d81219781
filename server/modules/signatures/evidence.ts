import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import { digestOf, type FileStore } from '../../platform/files/file-store.ts'
import type { FetchedEvidence } from './judge-task.ts'

const { read: looking, write } = handleOf('signatures')

const MEDIA_TYPES = {
  ocsp: 'application/ocsp-response',
  crl: 'application/pkix-crl',
  certificate: 'application/pkix-cert',
} as const satisfies Record<FetchedEvidence['kind'], string>

/** Keeps what authorities answered, each answer once, and returns the digests in the order given. */
export async function keepEvidence(
  tx: Tx,
  files: FileStore,
  fetched: readonly FetchedEvidence[],
): Promise<string[]> {
  const named = fetched.map((one) => ({ ...one, digest: digestOf(one.der) }))
  // In one order everywhere: two files that need the same two lists would otherwise wait for each other.
  for (const { digest, kind, der, url } of named.toSorted((a, b) => (a.digest < b.digest ? -1 : 1))) {
    await files.put(tx, der, { mediaType: MEDIA_TYPES[kind], sensitivity: 1 })
    await sql`insert into signatures.evidence (digest, kind, url, obtained_at)
      select ${digest}, ${kind}, ${url}, ${tx.now}
      where not exists (select from signatures.evidence where digest = ${digest})`.execute(write(tx))
  }
  return named.map(({ digest }) => digest)
}

/** The kept answers with these digests, in their order. Throws when one is missing or was changed in the store. */
export async function listEvidence(
  read: Read,
  files: FileStore,
  digests: readonly string[],
): Promise<Pick<FetchedEvidence, 'kind' | 'der'>[]> {
  const rows = await looking(read)
    .selectFrom('signatures.evidence')
    .select(['digest', 'kind'])
    .where('digest', 'in', digests.length > 0 ? [...digests] : [''])
    .execute()
  const kinds = new Map(rows.map(({ digest, kind }) => [digest, kind as FetchedEvidence['kind']]))
  return Promise.all(
    digests.map(async (digest) => {
      const kind = kinds.get(digest)
      if (!kind) throw new Error(`no evidence ${digest}`)
      return { kind, der: await files.get(read, digest) }
    }),
  )
}
