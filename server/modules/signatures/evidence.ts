import type { SuppliedEvidence } from '@khoso/pades'
import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import { digestOf, type FileStore } from '../../platform/files/file-store.ts'
import type { FetchedEvidence } from './judge-task.ts'
import type { GivenEvidence } from './judgement.ts'

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

/** What kind of thing each of these kept answers is, in their order. Throws when one is unknown. */
export async function listEvidenceKinds(
  read: Read,
  digests: readonly string[],
): Promise<Pick<GivenEvidence, 'kind' | 'sha256'>[]> {
  const rows = await looking(read)
    .selectFrom('signatures.evidence')
    .select(['digest', 'kind'])
    .where('digest', 'in', digests.length > 0 ? [...digests] : [''])
    .execute()
  const kinds = new Map(rows.map(({ digest, kind }) => [digest, kind as FetchedEvidence['kind']]))
  return digests.map((sha256) => {
    const kind = kinds.get(sha256)
    if (!kind) throw new Error(`no evidence ${sha256}`)
    return { kind, sha256 }
  })
}

/** Evidence as the judge takes it: answers about revocation apart from certificates that help to build chains. */
export interface OpenedEvidence {
  readonly revocation: readonly SuppliedEvidence[]
  readonly certificates: readonly Uint8Array[]
  readonly proofs: readonly { readonly sha256: string; readonly at: number }[]
}

/** The octets of this evidence, in its order. Throws when one is missing or was changed in the store. */
export async function openEvidence(
  read: Read,
  files: FileStore,
  given: readonly GivenEvidence[],
): Promise<OpenedEvidence> {
  const opened: { revocation: SuppliedEvidence[]; certificates: Uint8Array[] } = {
    revocation: [],
    certificates: [],
  }
  for (const { kind, sha256, obtainedAt } of given) {
    if (kind === 'proof') continue
    const der = await files.get(read, sha256)
    if (kind === 'certificate') opened.certificates.push(der)
    else opened.revocation.push({ kind, der, obtainedAt })
  }
  const proofs = given.filter(({ kind }) => kind === 'proof')
  return { ...opened, proofs: proofs.map(({ sha256, obtainedAt }) => ({ sha256, at: obtainedAt })) }
}
