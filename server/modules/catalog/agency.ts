import type { Id } from '../../platform/ids.ts'
import type { LegalDay } from '../../platform/legal-day.ts'

export type AgencyId = Id<'agency'>

/** `district` is the tier abolished on 1 July 2025 (Law 72/2025/QH15); its agencies remain as issuers. */
export const AGENCY_LEVELS = [
  'ministry',
  'city',
  'department',
  'unit',
  'district',
  'commune',
  'other',
] as const
export type AgencyLevel = (typeof AGENCY_LEVELS)[number]

/** An agency as it was on the day asked for (cơ quan). */
export interface Agency {
  readonly id: AgencyId
  readonly key: string
  readonly level: AgencyLevel
  /** The name borne on that day; of an agency that did not stand then, the nearest it ever bore. */
  readonly name: string
  readonly codeNew: string | null
  readonly codeOld: string | null
  readonly parentId: AgencyId | null
  readonly territoryCode: string | null
  readonly validFrom: LegalDay
  readonly validTo: LegalDay | null
  /** Whether it stood on that day. An abolished agency is still found: it remains the issuer of its papers. */
  readonly stands: boolean
}

/** What the certificate of a signature says of its subject; compared exactly after Unicode composition. */
export interface CertificateSubject {
  readonly commonName: string
  readonly organization?: string | undefined
}
