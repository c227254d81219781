import type { KeyObject } from 'node:crypto'
import { openClient, type CaseSystemClient, type Receipt } from '../egov/client.ts'
import { deliver, type DeliveryClaim } from '../egov/deliver.ts'
import type { CityClaim } from './claim.ts'

/** A connected case system at its own desk: it signs in with its key and speaks the public API over HTTP. */
export interface CaseSystem {
  readonly client: CaseSystemClient
  readonly deliver: (deliveries: readonly CityDelivery[]) => Promise<readonly Receipt[]>
  /** A public code for a paper about to be signed; asked again under the same reference, the same code. */
  readonly reserve: (record: object) => Promise<ReservedCode>
  /** Every delivery it ever made and where each stands. */
  readonly listDeliveries: () => Promise<readonly DeliveryView[]>
}

export interface CityDelivery {
  readonly claim: CityClaim
  /** Deliveries with the very same buffer share one file of the call. */
  readonly file?: Buffer | undefined
}

export interface ReservedCode {
  readonly code: string
  readonly qrText: string
}

export interface DeliveryView {
  readonly id: string
  readonly state: 'received' | 'waiting' | 'accepted' | 'quarantined' | 'refused' | 'superseded'
  readonly resultCode: string
  readonly resultId: string | null
  readonly reason: { readonly code: string } | null
}

interface Page {
  readonly deliveries: readonly DeliveryView[]
  readonly next: string | null
}

/** Opens the desk of one system; it signs in when it first has something to say. */
export function openCaseSystem(order: {
  readonly id: string
  readonly url: string
  readonly key: KeyObject
}): CaseSystem {
  const client = openClient({ ...order, fetch: fetchAgain })
  return {
    client,
    deliver: (deliveries) =>
      deliver(
        client,
        deliveries.map(({ claim, file }) => ({ claim: claim as unknown as DeliveryClaim, file })),
      ),
    reserve: async (record) => (await client.post('/api/verification/codes', record)) as ReservedCode,
    listDeliveries: () => listAllOf(client),
  }
}

/**
 * Tries once more when the line was closed under a call, as it is when both sides wait on one busy machine. A delivery
 * that had arrived all the same gets the receipt it got.
 */
export const fetchAgain: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, init)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return fetch(input, init)
  }
}

async function listAllOf(client: CaseSystemClient): Promise<readonly DeliveryView[]> {
  const all: DeliveryView[] = []
  for (let after: string | null = ''; after !== null;) {
    const page = (await client.get(`/api/deliveries?limit=200${after && `&after=${after}`}`)) as Page
    all.push(...page.deliveries)
    after = page.next
  }
  return all
}
