import type { QuarantineCode } from '../errors.ts'

/** What a signature report says of one signature, as far as the law's question needs it. */
export interface SignatureFacts {
  readonly kind: 'person' | 'agency' | 'unknown'
  /** The agency the catalogue knows this signer as on the day of signing. */
  readonly agencyId: string | null
  readonly code: string
  /** CRLReason (RFC 5280 §5.3.1) of the first certificate of its chain that is revoked. */
  readonly revocationReason: number | null
}

/** The judgement of the whole file, and who may have signed it. */
export interface SignedFileFacts {
  /** `accepted`, or the judge's reason for anything else. */
  readonly code: string
  readonly signatures: readonly SignatureFacts[]
  readonly issuerId: string
  /** Who answers for the issuer's papers today, when that is another agency. */
  readonly responsibleId: string | null
  /** A person decided that the responsible agency answers for this paper by a decision of its own. */
  readonly ground: 'attest' | 'countersign' | null
}

/** What the judge's reasons mean for a delivery. Any other reason is a signature that is not valid. */
const REASONS: Readonly<Record<string, QuarantineCode>> = {
  'file.not_pdf': 'intake.file_not_pdf',
  'file.unreadable': 'intake.file_unreadable',
  'file.encrypted': 'intake.file_unreadable',
  'file.too_large': 'intake.file_unreadable',
  'file.too_complex': 'intake.file_unreadable',
  'signature.missing': 'intake.signature_missing',
  'signature.altered': 'intake.signature_altered',
  'signature.changed_after': 'intake.signature_altered',
  'signature.locked_changed': 'intake.signature_altered',
  'signature.removed': 'intake.signature_altered',
  'signature.range_missing': 'intake.signature_altered',
  'signature.contents_missing': 'intake.signature_altered',
  'signature.replaced': 'intake.signature_altered',
  'signature.resaved': 'intake.signature_altered',
  'signature.coverage': 'intake.signature_altered',
  'signature.shared': 'intake.signature_altered',
  'signature.annotated_after': 'intake.annotated_after_signing',
  'signature.padding': 'intake.annotated_after_signing',
  'signature.filled_after': 'intake.annotated_after_signing',
  'signature.covered_after': 'intake.annotated_after_signing',
  'signature.expired_unproven': 'intake.certificate_expired',
  'signature.trust_ended': 'intake.certificate_expired',
  'signature.proof_lapsed': 'intake.certificate_expired',
  'signature.chain_unknown': 'intake.evidence_awaited',
  'signature.evidence_missing': 'intake.evidence_awaited',
  'signature.evidence_unproven': 'intake.evidence_awaited',
  'signature.on_hold': 'intake.evidence_awaited',
}

/** RFC 5280 §5.3.1: keyCompromise, cACompromise, aACompromise. Somebody else may have signed. */
const COMPROMISED = new Set([1, 2, 10])
/** affiliationChanged, superseded, cessationOfOperation, privilegeWithdrawn: the key was never in wrong hands. */
const CEASED = new Set([3, 4, 5, 9])

/** What a decision of the responsible agency can stand in for: proof that is missing, never a signature. */
const ATTESTABLE = new Set<QuarantineCode>([
  'intake.annotated_after_signing',
  'intake.certificate_ceased',
  'intake.certificate_expired',
  'intake.evidence_awaited',
])

/**
 * The first reason why a file is no legal original of its issuer, or undefined when it is one (Decree
 * 45/2020/NĐ-CP art. 14.3: it must bear the signature of the competent agency). Who signed comes before what is
 * merely missing: waiting for evidence about the wrong agency helps nobody.
 */
export function findLegalFlaw(file: SignedFileFacts): QuarantineCode | undefined {
  const flaw = findSignatureFlaw(file)
  if (flaw && !ATTESTABLE.has(flaw)) return flaw
  return findSignerFlaw(file) ?? (file.ground === null ? flaw : undefined)
}

function findSignatureFlaw({ code, signatures }: SignedFileFacts): QuarantineCode | undefined {
  if (code === 'accepted') return signatures.length === 0 ? 'intake.signature_missing' : undefined
  if (code !== 'signature.revoked' && code !== 'signature.authority_revoked') {
    return REASONS[code] ?? 'intake.signature_invalid'
  }
  const reasons = signatures
    .filter((one) => one.code === code)
    .map(({ revocationReason }) => revocationReason ?? 0)
  if (reasons.some((reason) => COMPROMISED.has(reason))) return 'intake.key_compromised'
  return reasons.every((reason) => CEASED.has(reason))
    ? 'intake.certificate_ceased'
    : 'intake.certificate_revoked'
}

/** A person's signature beside the agency's is welcome; alone it is not the agency's (Decree 30/2020/NĐ-CP art. 5). */
function findSignerFlaw({
  signatures,
  issuerId,
  responsibleId,
  ground,
}: SignedFileFacts): QuarantineCode | undefined {
  const known = signatures.map(({ agencyId }) => agencyId).filter((id) => id !== null)
  if (known.includes(issuerId)) return undefined
  if (responsibleId !== null && known.includes(responsibleId)) {
    return ground === 'countersign' ? undefined : 'intake.signed_by_successor'
  }
  if (known.length > 0) return 'intake.signer_not_issuer'
  const byPersons = signatures.every(({ kind }) => kind === 'person')
  return byPersons ? 'intake.agency_signature_missing' : 'intake.signer_unknown'
}

/** Both a person and the agency signed: the full form of an electronic document (Decree 30/2020/NĐ-CP art. 5). */
export const isFullySigned = (signatures: readonly SignatureFacts[]): boolean =>
  signatures.some(({ kind }) => kind === 'person') && signatures.some(({ agencyId }) => agencyId !== null)
