import { isSignedBy, parseCertificate, showName, type Certificate, type Report } from '@khoso/pades'
import type { Read } from '../../platform/database/transaction.ts'
import { listCertificatesKnown } from './anchors.queries.ts'
import { listCertificatesByFingerprint, listReports } from './report.queries.ts'

/** Certificates by what a report says of them: themselves, and what they may have issued. */
interface Given {
  readonly ids: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

/**
 * Of these files, those whose last judgement failed for want of trust in exactly these certificates: a chain that
 * ends below one of them, or below an authority we keep that one of them issued.
 */
export async function listAwaiting(
  read: Read,
  fingerprints: readonly string[],
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  const given = await gather(read, fingerprints)
  const awaiting = new Set<string>()
  for (const digest of digests) {
    const [newest] = await listReports(read, digest)
    if (newest?.report && awaits(newest.report, given)) awaiting.add(digest)
  }
  return awaiting
}

async function gather(read: Read, fingerprints: readonly string[]): Promise<Given> {
  const own = await listCertificatesByFingerprint(read, fingerprints)
  const reached = own.map(({ der }) => parseCertificate(der))
  const kept = (await listCertificatesKnown(read, read.now)).map(({ der }) => parseCertificate(der))
  for (let i = 0; i < reached.length; i += 1) reached.push(...issuedBy(reached[i]!, kept, reached))
  return {
    ids: new Set(reached.map(({ id }) => id)),
    names: new Set(reached.map(({ subject }) => showName(subject))),
  }
}

const issuedBy = (issuer: Certificate, kept: readonly Certificate[], reached: readonly Certificate[]) =>
  kept.filter(
    (one) =>
      one.issuer.key === issuer.subject.key &&
      one.extensions.basicConstraints?.ca === true &&
      !reached.includes(one) &&
      isSignedBy(one, issuer),
  )

type Part = { readonly chain: Report['signatures'][number]['chain'] }

function awaits({ signatures, documentTimeStamps }: Report, given: Given): boolean {
  const untrusted: Part[] = [
    ...signatures.filter(
      ({ code }) => code === 'signature.chain_unknown' || code === 'signature.trust_ended',
    ),
    ...[...documentTimeStamps, ...signatures.flatMap(({ timeStamps }) => timeStamps)].filter(
      ({ fault }) => fault === 'tsp.chain_unknown',
    ),
  ]
  return untrusted.some(({ chain }) =>
    chain.some((one) => given.ids.has(one.sha256) || given.names.has(one.issuer)),
  )
}
