import type { LegalDay } from '../../../platform/legal-day.ts'
import type { AgencyId } from '../../catalog/index.ts'
import type {
  MatchConflict,
  MatchEvidence,
  MatchFinding,
  PartyId,
  PrintedHolder,
} from '../../parties/index.ts'

/** Where a result came from: delivered, made from old paper, typed by hand, converted from another system. */
export type Origin = 'intake' | 'digitised' | 'manual' | 'converted'

/**
 * Legal readiness: image only; with metadata; signed by the digitiser; with the agency's signature; structured,
 * born digital and signed. Only L3 and L4 stand in for paper.
 */
export const READINESS = ['L0', 'L1', 'L2', 'L3', 'L4'] as const
export type Readiness = (typeof READINESS)[number]

export const FILE_ROLES = ['signed-original', 'rendition', 'scan', 'data', 'correction'] as const
export type FileRole = (typeof FILE_ROLES)[number]

/** A holder as printed, and which party that was found to be. */
export interface NewHolder {
  readonly printed: PrintedHolder
  readonly partyId: PartyId | null
  readonly finding: MatchFinding
  readonly evidence: readonly MatchEvidence[]
  readonly conflict?: MatchConflict | null | undefined
  /** Who confirmed a `linked` finding; until somebody did, it is shown to nobody. */
  readonly confirmedBy?: string | null | undefined
}

export interface NewFile {
  readonly digest: string
  readonly mediaType: string
  readonly role: FileRole
}

/** All that is known of a result when it comes in. */
export interface NewResult {
  readonly origin: Origin
  /** The system or campaign it came from: dossier codes are told apart by it. `origin` when not given. */
  readonly source?: string
  readonly typeCode: string
  readonly procedureCode: string | null
  readonly dossierCode: string | null
  /** Which of its dossier's results; the next free one is given when null. */
  readonly ordinal: number | null
  readonly number: string | null
  readonly title: string
  readonly abstract: string | null
  readonly issuerId: AgencyId
  /** The issuer as printed; the name it bore on the day of issue when not given. Never rewritten. */
  readonly issuerName?: string
  readonly decidedOn: LegalDay
  readonly issuedOn: LegalDay
  readonly effectiveFrom: LegalDay
  /** The last day printed; the type's rule gives it when null. */
  readonly effectiveTo: LegalDay | null
  readonly scope: string | null
  readonly metadata: Readonly<Record<string, unknown>>
  readonly holders: readonly NewHolder[]
  readonly file: NewFile
  readonly reportId: string | null
  readonly readiness: Readiness
  readonly legalGround: string | null
  /** A public code reserved before signing; told on with `result.registered`, not kept here. */
  readonly publicCode?: string
  /** Kept but not issued: `issueResult` follows when it is complete. */
  readonly draft?: boolean
  readonly registeredBy?: string
}
