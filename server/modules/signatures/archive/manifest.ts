import { createHash } from 'node:crypto'
import type { Policy } from '@khoso/pades'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { GivenEvidence, StoredReport } from '../judgement.ts'
import type { ArchiveCode, ArchiveStep } from './archive.ts'

export const MANIFEST_SCHEMA = 'urn:khoso:evidence-manifest:1'

/** One object of the store, named by its SHA-256 and proven by the digest the manifest uses. */
export interface ManifestItem {
  readonly sha256: string
  readonly digest: string
}

/**
 * Bản kê bằng chứng: all that a judgement of a file rests on, by digest. A time-stamp over it proves that the file and
 * all of it existed then, on nobody's word; a renewal lists everything again, and the manifest and token before.
 */
export interface Manifest {
  readonly schema: typeof MANIFEST_SCHEMA
  /** By Node's name: what `digest` is made with everywhere below. */
  readonly algorithm: string
  readonly ordinal: number
  readonly file: ManifestItem & { readonly size: number }
  readonly report: {
    readonly id: string
    readonly sha256: string | null
    readonly judgedAt: string
    readonly judge: string | null
    readonly decision: string
    readonly code: string
  }
  readonly basis: ManifestItem | null
  readonly evidence: readonly (ManifestItem & Pick<GivenEvidence, 'kind' | 'obtainedAt'>)[]
  readonly before: { readonly manifest: ManifestItem; readonly token: ManifestItem | null } | null
  readonly reason: ArchiveCode
}

export interface ManifestOrder {
  readonly ordinal: number
  readonly report: StoredReport
  readonly evidence: readonly GivenEvidence[]
  readonly before: ArchiveStep | undefined
  readonly reason: ArchiveCode
  readonly algorithm: string
}

/** The next manifest of a file, as octets; everything it lists is read from the store and digested anew. */
export async function writeManifest(read: Read, files: FileStore, order: ManifestOrder): Promise<Buffer> {
  const { report, algorithm, before } = order
  const item = async (sha256: string) => {
    const bytes = await files.get(read, sha256)
    return { sha256, digest: createHash(algorithm).update(bytes).digest('hex'), size: bytes.length }
  }
  const bare = async (sha256: string) => {
    const { size: _size, ...one } = await item(sha256)
    return one
  }
  const evidence = []
  for (const { kind, sha256, obtainedAt } of order.evidence) {
    evidence.push({ kind, obtainedAt, ...(await bare(sha256)) })
  }
  const manifest: Manifest = {
    schema: MANIFEST_SCHEMA,
    algorithm,
    ordinal: order.ordinal,
    file: await item(report.fileDigest),
    report: {
      id: report.id,
      sha256: report.reportDigest,
      judgedAt: report.judgedAt.toISOString(),
      judge: report.report?.judge ?? null,
      decision: report.decision,
      code: report.code,
    },
    basis: report.basis ? await bare(report.basis) : null,
    evidence,
    before: before
      ? {
          manifest: await bare(before.partDigest),
          token: before.tokenDigest ? await bare(before.tokenDigest) : null,
        }
      : null,
    reason: order.reason,
  }
  return Buffer.from(canonicalJson(manifest))
}

/** From the usual to the stronger; each is of another family or length than the one before. */
const ALGORITHMS = ['sha256', 'sha512', 'sha3-512'] as const
const TEN_YEARS_MS = 10 * 365.25 * 86_400_000

/** The first digest this policy still relies on in ten years; the last one when there is none. */
export function chooseAlgorithm({ digests }: Policy, now: Date): string {
  const lasts = (name: string) => {
    const until = digests[name]
    return until === null || (until !== undefined && Date.parse(until) > now.getTime() + TEN_YEARS_MS)
  }
  return ALGORITHMS.find(lasts) ?? ALGORITHMS.at(-1)!
}
