import type { Id } from '../../platform/ids.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import type { AgencyId, Sensitivity } from '../catalog/index.ts'
import type { MatchFinding, PartyId, PrintedHolder } from '../parties/index.ts'
import type { ResultCodes } from './codes.ts'
import type { FileRole, Origin, Readiness } from './register/new-result.ts'
import type { ResultId } from './result.ts'

export type HolderId = Id<'holder'>

/** A result as it was issued (kết quả giải quyết TTHC). How it stands is asked apart: `statusOn`. */
export interface Result {
  readonly id: ResultId
  readonly codes: ResultCodes
  readonly typeCode: string
  readonly procedureCode: string | null
  readonly title: string
  readonly abstract: string | null
  readonly issuerId: AgencyId
  readonly issuerName: string
  readonly decidedOn: LegalDay
  readonly issuedOn: LegalDay
  readonly effectiveFrom: LegalDay
  readonly effectiveTo: LegalDay | null
  readonly scope: string | null
  readonly metadata: Readonly<Record<string, unknown>>
  readonly origin: Origin
  readonly source: string
  readonly readiness: Readiness
  readonly legalGround: string | null
  readonly sensitivity: Sensitivity
  readonly reportId: string | null
  readonly registeredAt: Date
  readonly holders: readonly Holder[]
  readonly files: readonly ResultFile[]
}

/** A holder as printed, and the last finding of who that is. */
export interface Holder extends PrintedHolder {
  readonly id: HolderId
  readonly link: HolderLinkNow
}

export interface HolderLinkNow {
  readonly ordinal: number
  readonly finding: MatchFinding | 'withdrawn'
  readonly partyId: PartyId | null
  readonly conflict: string | null
  readonly confirmedBy: string | null
  readonly recordedAt: Date
}

export interface ResultFile {
  readonly digest: string
  readonly role: FileRole
  readonly mediaType: string
  readonly recordedAt: Date
}
