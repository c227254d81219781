import type { Path } from '../path/validate.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Question, RevocationContext, RevocationStatus } from './context.ts'
import { findCrlStatus, reachesAnchor } from './crl-status.ts'
import { findOcspStatus, type SignedBy } from './ocsp-status.ts'

/**
 * The status of one certificate at one moment. OCSP is asked first; a CRL that says "revoked" is heard
 * even where OCSP says "good", because whoever withdraws a key must be believed wherever it is published.
 */
export function checkRevocation(question: Question, context: RevocationContext): RevocationStatus {
  const { certificate } = question
  if (context.asking?.has(certificate.id)) return { status: 'unknown', why: 'none' }
  const inside = { ...context, asking: new Set([...(context.asking ?? []), certificate.id]) }
  const ocsp = findOcspStatus(question, inside, isResponderSound)
  if (ocsp.status === 'revoked') return ocsp
  const crl = findCrlStatus(question, inside, isSignerSound)
  if (crl.status !== 'unknown') return crl.status === 'good' && ocsp.status === 'good' ? ocsp : crl
  if (ocsp.status === 'good') return ocsp
  return ocsp.why === 'none' ? crl : ocsp
}

/**
 * A delegated responder is sound while its certificate is in force at the moment its answer is proven
 * to have existed, and it is exempt from checking, names no way to check it, or is not itself revoked
 * (RFC 6960 4.2.2.2.1).
 */
function isResponderSound({ signer, id }: SignedBy, question: Question, context: RevocationContext): boolean {
  const at = provenBefore(id, context)
  if (at < signer.notBefore || at > signer.notAfter) return false
  if (signer.extensions.ocspNoCheck || namesNoSource(signer)) return true
  return checkRevocation({ ...question, certificate: signer, at }, context).status === 'good'
}

/** The earliest moment an item of evidence is known to have existed. */
const provenBefore = (id: string, { now, provenAt }: RevocationContext): number => Math.min(now, provenAt(id))

/** A responder's certificate that says nowhere how to check it is left to local policy; ours trusts its CA. */
const namesNoSource = ({ extensions }: Certificate): boolean =>
  extensions.noRevocationAvailable === true ||
  (extensions.crlDistributionPoints === undefined && extensions.ocspUris === undefined)

/**
 * A CRL signed by somebody other than the issuer: its certificate needs a path, and a status, of its own.
 * Where a CRL issuer's own status stands in its own list, that list is heard (PKITS 4.14.30).
 */
function isSignerSound({ signer, id }: SignedBy, question: Question, context: RevocationContext): boolean {
  const at = provenBefore(id, context)
  const path = reachesAnchor(signer, question.anchor, context, at)
  if (!path) return false
  const above = signer.id === question.certificate.id ? path.slice(0, -1) : path
  return listStatuses(above, at, context).every(({ status }) => status === 'good')
}

/** The status of every certificate of a path but the anchor, in the path's order. */
export function listStatuses(path: Path, at: number, context: RevocationContext): RevocationStatus[] {
  return path
    .slice(1)
    .map((certificate, i) =>
      certificate.extensions.noRevocationAvailable
        ? { status: 'good', used: [] }
        : checkRevocation({ certificate, issuer: path[i]!, anchor: path[0]!, at }, context),
    )
}
