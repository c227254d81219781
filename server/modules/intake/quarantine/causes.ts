import type { Refusal, RefusalDetails } from '../../../platform/refusal.ts'
import { refuse, type QuarantineCode } from '../errors.ts'

/** What a person may do about a quarantined delivery. Closed: an option that is not listed does not exist. */
export const OPTIONS = [
  'repair', // send a file, corrected metadata, type or holder; judged again
  'judge-again', // what was missing stands elsewhere now (catalogue, completion); judged again
  'send-evidence', // the sender brings the file with evidence embedded, or says where it is; judged again
  'attest', // the responsible agency of today answers for the paper by a decision
  'countersign', // the same, with its own signature on the file that was sent as a repair
  'confirm-holder', // a person compared the papers: the printed holder is that party
  'replace', // conflict: the new file takes the place of the first
  'correct', // conflict: the new file is a correction attached to the first, which stays in force
  'distinct', // suspected duplicate: these are two papers
  'refuse', // for good
] as const
export type Option = (typeof OPTIONS)[number]

export interface Cause {
  /** Who must act first. After `ownedFor` days without anything the agency above is shown it too. */
  readonly owner: 'sender' | 'agency' | 'city'
  readonly ownedFor: number
  readonly options: readonly Option[]
}

const senderRepairs: Cause = { owner: 'sender', ownedFor: 5, options: ['repair', 'judge-again', 'refuse'] }
const cityRepairs: Cause = { owner: 'city', ownedFor: 10, options: ['judge-again', 'repair', 'refuse'] }
const legalGround: Cause = {
  owner: 'agency',
  ownedFor: 15,
  options: ['attest', 'countersign', 'send-evidence', 'refuse'],
}
const signedAnew: Cause = { owner: 'agency', ownedFor: 15, options: ['countersign', 'repair', 'refuse'] }
const holderToConfirm: Cause = {
  owner: 'agency',
  ownedFor: 5,
  options: ['confirm-holder', 'repair', 'refuse'],
}

/**
 * Every reason of quarantine, its owner and its options. An attestation cannot cure a key that others may hold, a
 * file that was changed or one that no agency signed: there the paper has to be signed anew.
 */
export const CAUSES = {
  'intake.no_file': senderRepairs,
  'intake.file_not_pdf': senderRepairs,
  'intake.file_unreadable': senderRepairs,
  'intake.claim_incomplete': senderRepairs,
  'intake.procedure_unknown': cityRepairs,
  'intake.result_type_unknown': cityRepairs,
  'intake.result_type_not_of_procedure': senderRepairs,
  'intake.agency_unknown': cityRepairs,
  'intake.competence_unknown': cityRepairs,
  'intake.decided_in_future': senderRepairs,
  'intake.dossier_not_completed': senderRepairs,
  'intake.signature_missing': senderRepairs,
  'intake.signature_altered': senderRepairs,
  'intake.signature_invalid': senderRepairs,
  'intake.agency_signature_missing': senderRepairs,
  'intake.signer_unknown': { ...cityRepairs, options: ['judge-again', 'repair', 'countersign', 'refuse'] },
  'intake.signer_not_issuer': senderRepairs,
  'intake.signed_by_successor': signedAnew,
  'intake.annotated_after_signing': legalGround,
  'intake.certificate_ceased': legalGround,
  'intake.certificate_expired': legalGround,
  'intake.certificate_revoked': signedAnew,
  'intake.key_compromised': { ...signedAnew, ownedFor: 2 },
  'intake.evidence_awaited': { owner: 'city', ownedFor: 7, options: ['send-evidence', 'judge-again'] },
  'intake.evidence_never_came': legalGround,
  'intake.holder_unmatched': holderToConfirm,
  'intake.holder_name_differs': holderToConfirm,
  'intake.holder_ambiguous': holderToConfirm,
  'intake.holder_deceased': holderToConfirm,
  'intake.metadata_invalid': senderRepairs,
  'intake.key_conflict': { owner: 'agency', ownedFor: 3, options: ['replace', 'correct', 'refuse'] },
  'intake.duplicate_suspected': { owner: 'agency', ownedFor: 3, options: ['distinct', 'refuse'] },
  'intake.qr_of_other_record': senderRepairs,
  'intake.reserved_code_unknown': senderRepairs,
  'intake.repository_refused': cityRepairs,
  'intake.judging_failed': cityRepairs,
} as const satisfies Record<QuarantineCode, Cause>

/** The cause behind a code; throws for a code that is no reason of quarantine. */
export function getCause(code: string): Cause {
  if (!isQuarantineCode(code)) throw new Error(`${code} is no reason of quarantine.`)
  return CAUSES[code]
}

export const isQuarantineCode = (code: string): code is QuarantineCode =>
  (refuse.codes as readonly string[]).includes(code)

/** What the modules above refuse while a delivery is judged, in the words of quarantine. */
const FOREIGN_CODES: Readonly<Record<string, QuarantineCode>> = {
  'results.not_registrable': 'intake.metadata_invalid',
}

/** The reason of quarantine behind any refusal, with its details; a foreign code stays visible in them. */
export function quarantineCodeOf({ code, details }: Refusal): {
  readonly code: QuarantineCode
  readonly details: RefusalDetails
} {
  if (isQuarantineCode(code)) return { code, details }
  return { code: FOREIGN_CODES[code] ?? 'intake.repository_refused', details: { ...details, because: code } }
}

const HOUR = 3_600_000

/**
 * When an indeterminate signature is looked at again: quickly at first, because most evidence is late by
 * minutes, then daily for a week. The last entry is the last retry; after it a person decides.
 */
export const EVIDENCE_RETRIES = [
  HOUR / 12,
  HOUR / 2,
  2 * HOUR,
  8 * HOUR,
  ...Array<number>(7).fill(24 * HOUR),
] as const

/** The instant of the next try after `tries` fruitless ones, or undefined when the last has been made. */
export function nextEvidenceTry(tries: number, now: Date): Date | undefined {
  const pause = EVIDENCE_RETRIES[tries]
  return pause === undefined ? undefined : new Date(now.getTime() + pause)
}

/** Judging that broke this many times is broken: a person looks at it, and the paper is not lost. */
export const MOST_FAULTS = 5
