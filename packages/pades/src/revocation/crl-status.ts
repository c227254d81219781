import { listAppointed, listPaths } from '../path/build.ts'
import { validatePath } from '../path/validate.ts'
import { verifySignature } from '../x509/algorithms.ts'
import { findKey, type Certificate } from '../x509/certificate.ts'
import type { Crl, CrlEntry } from '../x509/crl.ts'
import { KEY_USAGE, type DistributionPoint } from '../x509/extensions.ts'
import type { GeneralName } from '../x509/general-name.ts'
import { findAgeFault, type SignedBy } from './ocsp-status.ts'
import {
  moreTelling,
  speaksOf,
  stillListed,
  type EvidenceUsed,
  type Question,
  type RevocationContext,
  type RevocationStatus,
  type Unknown,
} from './context.ts'

/** Every reason but unspecified: bits 1 to 8 of ReasonFlags (RFC 5280 4.2.1.13). */
const ALL_REASONS = 0b1_1111_1110
const REMOVE_FROM_CRL = 8

type CheckSigner = (signed: SignedBy, question: Question, context: RevocationContext) => boolean

/** The status of a certificate by the CRLs at hand (RFC 5280 6.3.3). */
export function findCrlStatus(
  question: Question,
  context: RevocationContext,
  checkSigner: CheckSigner,
): RevocationStatus {
  const { certificate } = question
  const used: EvidenceUsed[] = []
  let [reasons, why]: [number, Unknown] = [0, 'none']
  // Newest first: what an older list did not know yet must not settle the question.
  const newestFirst = context.crls.toSorted((a, b) => b.thisUpdate - a.thisUpdate)
  for (const point of listPoints(certificate)) {
    for (const crl of newestFirst) {
      if (crl.baseNumber !== undefined || !isInScope(crl, point, certificate)) continue
      const delta = findDelta(crl, context, question)
      const covered = coveredReasons(crl, point)
      if ((covered & ~reasons) === 0) continue
      const judged = judgeCrl({ crl, delta }, question, context, checkSigner)
      if (judged.status === 'revoked') return judged
      if (judged.status === 'unknown') {
        why = moreTelling(why, judged.why)
        continue
      }
      used.push(...judged.used)
      reasons |= covered
    }
  }
  return (reasons & ALL_REASONS) === ALL_REASONS ? { status: 'good', used } : { status: 'unknown', why }
}

/** The certificate's own points, and the one RFC 5280 6.3.3 adds: any CRL by the issuer's own name. */
function listPoints({ extensions, issuer }: Certificate): DistributionPoint[] {
  const implicit: DistributionPoint = { names: [{ kind: 'directory', name: issuer }] }
  return [...(extensions.crlDistributionPoints ?? []), implicit]
}

/** Step b of 6.3.3. */
function isInScope(crl: Crl, point: DistributionPoint, certificate: Certificate): boolean {
  const issuers = point.crlIssuer ? directoryKeys(point.crlIssuer) : [certificate.issuer.key]
  if (!issuers.includes(crl.issuer.key)) return false
  const scope = crl.issuingPoint
  if (point.crlIssuer && crl.issuer.key !== certificate.issuer.key && !scope?.indirect) return false
  if (!scope) return true
  const isCa = certificate.extensions.basicConstraints?.ca === true
  if ((scope.onlyUser && isCa) || (scope.onlyCa && !isCa) || scope.onlyAttribute) return false
  const offered = nameKeys(scope, crl.issuer.key)
  if (offered.length === 0) return true
  const wanted = nameKeys(point, crl.issuer.key)
  const sought = wanted.length > 0 ? wanted : (point.crlIssuer ?? []).map(nameKey)
  return offered.some((name) => sought.includes(name))
}

const directoryKeys = (names: readonly GeneralName[]): string[] =>
  names.flatMap((name) => (name.kind === 'directory' ? [name.name.key] : []))

function nameKeys(point: Pick<DistributionPoint, 'names' | 'relativeName'>, issuerKey: string): string[] {
  if (point.relativeName !== undefined) return [`directory:${issuerKey}\u0000${point.relativeName}`]
  return (point.names ?? []).map(nameKey)
}

function nameKey(name: GeneralName): string {
  if (name.kind === 'directory') return `directory:${name.name.key}`
  return `${name.kind}:${name.kind === 'ip' ? Buffer.from(name.octets).toString('hex') : name.value}`
}

const coveredReasons = (crl: Crl, point: DistributionPoint): number =>
  (point.reasons ?? ALL_REASONS) & (crl.issuingPoint?.onlyReasons ?? ALL_REASONS) & ALL_REASONS

/** The newest delta that fits this base (step c of 6.3.3: same issuer and scope, base not older than its base). */
function findDelta(base: Crl, context: RevocationContext, question: Question): Crl | undefined {
  return context.crls
    .filter((delta) => fitsBase(delta, base) && speaksOf(delta, question, context))
    .toSorted((a, b) => b.thisUpdate - a.thisUpdate)[0]
}

function fitsBase(delta: Crl, base: Crl): boolean {
  if (delta.baseNumber === undefined || base.number === undefined || delta.number === undefined) return false
  if (delta.issuer.key !== base.issuer.key || delta.unknownCritical) return false
  if (delta.authorityKeyId !== base.authorityKeyId) return false
  const scopeKey = ({ issuingPoint: scope }: Crl) =>
    scope ? JSON.stringify([nameKeys(scope, base.issuer.key), { ...scope, names: 0 }]) : ''
  return scopeKey(delta) === scopeKey(base) && base.number >= delta.baseNumber && delta.number >= base.number
}

type Lists = { readonly crl: Crl; readonly delta: Crl | undefined }

function judgeCrl(
  { crl, delta }: Lists,
  question: Question,
  context: RevocationContext,
  checkSigner: CheckSigner,
): RevocationStatus {
  const { certificate } = question
  if (crl.unknownCritical) return { status: 'unknown', why: 'bad' }
  const lists = delta ? [delta, crl] : [crl]
  if (
    !lists.some((list) => speaksOf(list, question, context)) ||
    crl.thisUpdate > context.now + context.skew
  ) {
    return { status: 'unknown', why: 'stale' }
  }
  const signed = lists.flatMap((list) => {
    const signer = findSigner(list, question, context, checkSigner)
    return signer ? [{ list, signer }] : []
  })
  const trusted = signed.map(({ list }) => list)
  if (!trusted.includes(crl)) return { status: 'unknown', why: 'bad' }
  if (!trusted.some((list) => speaksOf(list, question, context))) return { status: 'unknown', why: 'stale' }

  const used = trusted.map(describe)
  const entry = findEntryIn(trusted, certificate)
  if (entry === 'malformed') return { status: 'unknown', why: 'bad' }
  if (entry?.unknownCritical) return { status: 'unknown', why: 'bad' }
  if (entry && entry.reason !== REMOVE_FROM_CRL) return { status: 'revoked', ...revokedBy(entry), used }
  if (!stillListed(certificate, crl.thisUpdate, crl.keepsExpiredSince))
    return { status: 'unknown', why: 'stale' }
  const fault = signed
    .map(({ list, signer }) => findAgeFault(list, { signer, question }, context))
    .find(Boolean)
  return fault ? { status: 'unknown', why: fault } : { status: 'good', used }
}

function findEntryIn(
  lists: readonly Crl[],
  { issuer, serial }: Certificate,
): CrlEntry | 'malformed' | undefined {
  try {
    return lists.map((list) => list.findEntry(issuer.key, serial)).find(Boolean)
  } catch {
    // Entries are decoded only now; one that cannot be might be the one that matters.
    return 'malformed'
  }
}

const revokedBy = ({ revokedAt, reason }: CrlEntry) => ({
  revokedAt,
  ...(reason !== undefined && { reason }),
})

const describe = ({ id, thisUpdate, nextUpdate }: Crl): EvidenceUsed => ({
  kind: 'crl',
  id,
  thisUpdate,
  ...(nextUpdate !== undefined && { nextUpdate }),
})

// By the list as it was read: forgotten with it.
const verified = new WeakMap<Crl, Map<string, boolean>>()

function isSigned(crl: Crl, signer: Certificate): boolean {
  const known = verified.get(crl)?.get(signer.id)
  if (known !== undefined) return known
  const key = findKey(signer)
  const data = { data: crl.tbs, signature: crl.signature }
  const holds = key !== undefined && verifySignature(crl.algorithm, key.key, data)
  verified.set(crl, (verified.get(crl) ?? new Map<string, boolean>()).set(signer.id, holds))
  return holds
}

/** Steps f and g of 6.3.3: signed by a key that may sign CRLs and reaches the same anchor. */
function findSigner(
  crl: Crl,
  question: Question,
  context: RevocationContext,
  checkSigner: CheckSigner,
): Certificate | undefined {
  const named = context.pool.bySubject.get(crl.issuer.key) ?? []
  // The certificate's own issuer first: nearly always it, and already validated with the path.
  const candidates = [question.issuer, ...named].filter(
    (signer, i, all) => signer.subject.key === crl.issuer.key && all.indexOf(signer) === i,
  )
  const maySign = ({ extensions: { keyUsage } }: Certificate) =>
    keyUsage === undefined || (keyUsage & KEY_USAGE.crlSign) !== 0
  return candidates.find(
    (signer) =>
      maySign(signer) &&
      isSigned(crl, signer) &&
      (signer === question.issuer ||
        checkSigner({ signer, id: crl.id }, question, context) ||
        isAppointed(signer, crl, question, context)),
  )
}

/** Beyond 6.3.3 f, which wants the same anchor: one that our own trust appoints for this issuer's lists. */
const isAppointed = (signer: Certificate, { id }: Crl, { issuer }: Question, context: RevocationContext) =>
  listAppointed(context.pool, issuer, Math.min(context.now, context.provenAt(id))).includes(signer)

/** True when `signer` reaches `anchor` by a path valid at `at`. */
export function reachesAnchor(
  signer: Certificate,
  anchor: Certificate,
  context: RevocationContext,
  at: number,
) {
  for (const path of listPaths(signer, context.pool))
    if (path[0] === anchor && validatePath(path, { at }).ok) return path
  return undefined
}
