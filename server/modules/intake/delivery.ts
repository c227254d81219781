import type { Id } from '../../platform/ids.ts'
import type { AgencyId } from '../catalog/index.ts'
import type { ResultId } from '../results/index.ts'
import type { Claim, DELIVERY_STATES } from './contract.ts'

/**
 * A delivery (lượt tiếp nhận kết quả) is one claimed result of a case system. Its *key* is source, dossier and
 * ordinal; its *slot* is that key as far as it can be held by one delivery only. *Received* it is bytes and a
 * receipt; judged it is a result, or it waits for evidence, or it stands in quarantine for a person.
 */
export type DeliveryId = Id<'delivery'>
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export interface DeliveryKey {
  /** The connected system, by the id it signs in with: nobody else can write under it. */
  readonly source: string
  readonly dossierCode: string
  readonly ordinal: number
}

export interface Delivery extends DeliveryKey {
  readonly id: DeliveryId
  readonly agencyId: AgencyId | null
  readonly claim: Claim
  readonly digest: string | null
  readonly state: DeliveryState
  readonly reasonCode: string | null
  readonly reasonDetails: Readonly<Record<string, unknown>>
  readonly resultId: ResultId | null
  readonly tries: number
  readonly faults: number
  readonly nextTryAt: Date | null
  readonly receivedAt: Date
  readonly changedAt: Date
}

/** What may follow what. `refused` and `superseded` are ends; an accepted delivery lives on as its result. */
export const NEXT_STATES = {
  received: ['waiting', 'accepted', 'quarantined'],
  waiting: ['received', 'waiting', 'accepted', 'quarantined'],
  quarantined: ['received', 'accepted', 'refused', 'superseded'],
  accepted: [],
  refused: [],
  superseded: [],
} as const satisfies Record<DeliveryState, readonly DeliveryState[]>

/** The states from which a delivery may move to `to`. */
export function statesBefore(to: DeliveryState): readonly DeliveryState[] {
  const states = Object.keys(NEXT_STATES) as DeliveryState[]
  return states.filter((from) => (NEXT_STATES[from] as readonly DeliveryState[]).includes(to))
}

/** The dossier code as a key: composed, without spaces, upper case. Never parsed for meaning. */
export const dossierKey = (printed: string): string =>
  printed.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()

/** `<mã hồ sơ>-KQ(n)`, the code of an electronic result (Decree 45/2020/NĐ-CP art. 14.3). */
export const resultCodeOf = ({
  dossierCode,
  ordinal,
}: Pick<DeliveryKey, 'dossierCode' | 'ordinal'>): string => `${dossierCode}-KQ${ordinal}`
