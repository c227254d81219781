import { examineToken, parseCertificate } from '@khoso/pades'
import type { Read } from '../../../platform/database/transaction.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { OpenedBasis } from '../basis.ts'
import { openEvidence } from '../evidence.ts'
import type { GivenEvidence } from '../judgement.ts'
import type { ArchiveStep } from './archive.ts'
import type { Manifest } from './manifest.ts'

interface Asked {
  readonly steps: readonly ArchiveStep[]
  readonly held: readonly GivenEvidence[]
  readonly basis: OpenedBasis
}

type Proof = GivenEvidence & { readonly kind: 'proof' }

/**
 * What the stamped lists of a file prove to have existed, and since when: the file, the answers about its
 * certificates, the list and token before. From the newest token inwards, each judged at the moment the one over it
 * proves; a token that proves nothing any more ends the walk, and nothing is proven on our word instead.
 */
export async function proveByManifests(
  read: Read,
  files: FileStore,
  { steps, held, basis }: Asked,
): Promise<Proof[]> {
  const evidence = await openEvidence(read, files, held)
  const options = {
    anchors: basis.anchors.map(parseCertificate),
    intermediates: [...basis.helpers, ...evidence.certificates].map(parseCertificate),
    policy: basis.policy,
    ...(basis.terms && { terms: basis.terms }),
    evidence: evidence.revocation,
    at: read.now.getTime(),
  }
  const proofs = new Map<string, Proof>()
  const told = steps.filter(({ kind, tokenDigest }) => kind === 'manifest' && tokenDigest !== null)
  for (const { partDigest, tokenDigest, recordedAt } of told.toReversed()) {
    const [bytes, token] = [await files.get(read, partDigest), await files.get(read, tokenDigest!)]
    const given = [...proofs.values()].map(({ sha256, obtainedAt }) => ({ sha256, at: obtainedAt }))
    // Its certificates stand in the token: what proves the one proves the others.
    const outer = proofs.get(tokenDigest!)?.obtainedAt
    const chain = examineToken(token, bytes, options).foundation?.chain ?? []
    const carried = outer === undefined ? [] : chain.map((sha256) => ({ sha256, at: outer }))
    const examine = (at: number) =>
      examineToken(token, bytes, { ...options, at, proofs: [...given, ...carried] }).verdict
    const { time, fault, awaitsEvidence, lapsed } = examine(options.at)
    if (time === undefined || fault || lapsed) break
    // Nothing is known against it; that its authority stood when it stamped was asked then, and kept.
    if (awaitsEvidence && examine(recordedAt.getTime()).awaitsEvidence) break
    for (const sha256 of listObjects(JSON.parse(bytes.toString()) as Manifest)) {
      proofs.set(sha256, { kind: 'proof', sha256, obtainedAt: time })
    }
  }
  return [...proofs.values()]
}

const listObjects = ({ file, evidence, basis, before }: Manifest): string[] =>
  [file, ...evidence, basis, before?.manifest, before?.token].flatMap((item) => (item ? [item.sha256] : []))
