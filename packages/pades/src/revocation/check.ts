import type { Path } from '../path/validate.ts'
import type { Certificate } from '../x509/certificate.ts'
import {
  knownSince,
  moreTelling,
  type EvidenceRole,
  type EvidenceUsed,
  type Question,
  type RevocationContext,
  type RevocationStatus,
  type Unknown,
} from './context.ts'
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
  const ocsp = findOcspStatus(question, inside, findResponderFault)
  if (ocsp.status === 'revoked') return ocsp
  const crl = findCrlStatus(question, inside, isSignerSound)
  if (crl.status === 'revoked') return crl
  if (crl.status === 'good') return ocsp.status === 'good' && issued(ocsp) >= issued(crl) ? ocsp : crl
  if (ocsp.status === 'good') return ocsp
  return moreTelling(ocsp.why, crl.why) === ocsp.why ? ocsp : crl
}

const issued = ({ used }: { readonly used: readonly EvidenceUsed[] }): number => used[0]!.thisUpdate

/**
 * A delegated responder is sound while its certificate is in force at the moment its answer is proven
 * to have existed, and it is exempt from checking, names no way to check it, or is not itself revoked
 * (RFC 6960 4.2.2.2.1).
 */
function findResponderFault(
  { signer, id }: SignedBy,
  question: Question,
  context: RevocationContext,
): Unknown | undefined {
  const at = knownSince(id, context)
  if (at < signer.notBefore) return 'bad'
  if (at > signer.notAfter) return 'unproven'
  if (signer.extensions.ocspNoCheck || namesNoSource(signer)) return undefined
  const status = checkRevocation({ ...question, certificate: signer, at, role: 'authority' }, context)
  return status.status === 'good' ? undefined : 'bad'
}

/** A responder's certificate that says nowhere how to check it is left to local policy; ours trusts its CA. */
const namesNoSource = ({ extensions }: Certificate): boolean =>
  extensions.noRevocationAvailable === true ||
  (extensions.crlDistributionPoints === undefined && extensions.ocspUris === undefined)

/**
 * A CRL signed by somebody other than the issuer: its certificate needs a path, and a status, of its own.
 * Where a CRL issuer's own status stands in its own list, that list is heard (PKITS 4.14.30).
 */
function isSignerSound({ signer, id }: SignedBy, question: Question, context: RevocationContext): boolean {
  const at = knownSince(id, context)
  const path = reachesAnchor(signer, question.anchor, context, at)
  if (!path) return false
  const above = signer.id === question.certificate.id ? path.slice(0, -1) : path
  return listStatuses(above, at, context).every(({ status }) => status === 'good')
}

/**
 * The status of every certificate of a path but the anchor, in the path's order. What an authority said after
 * its own certificate ended or was revoked counts for nothing: each status lowers the limit for those below.
 */
export function listStatuses(
  path: Path,
  at: number,
  context: RevocationContext,
  target: EvidenceRole = 'signer',
): RevocationStatus[] {
  const statuses: RevocationStatus[] = []
  let limit = Number.POSITIVE_INFINITY
  for (let i = 1; i < path.length; i += 1) {
    const [issuer, certificate] = [path[i - 1]!, path[i]!]
    const role = i === path.length - 1 ? target : 'authority'
    const status: RevocationStatus = certificate.extensions.noRevocationAvailable
      ? EXEMPT
      : checkRevocation({ certificate, issuer, anchor: path[0]!, at, limit, role }, context)
    limit = Math.min(limit, certificate.notAfter, status.status === 'revoked' ? status.revokedAt : limit)
    statuses.push(status)
  }
  return statuses
}

/** Certificates that say of themselves that nothing is ever published about them (RFC 9608). */
const EXEMPT: RevocationStatus = { status: 'good', used: [] }
