import type { CaseSystemClient, DeliveryState, Receipt } from './client.ts'
import { toExchangeNames } from './exchange-names.ts'

/** What a case system says of a result; the contract of `POST /api/deliveries`. */
export interface DeliveryClaim {
  readonly dossierCode: string
  readonly issuerCode: string
  readonly [field: string]: unknown
}

/** One delivery as it is planned: what is said, the bytes, and how it is sent. */
export interface PlannedDelivery {
  readonly claim: DeliveryClaim
  /** Left out: the sender forgot it. */
  readonly file?: Buffer | undefined
  /** `exchange`: in the names of the national exchange. */
  readonly words?: 'ours' | 'exchange' | undefined
}

/**
 * Delivers in one call, and returns the receipts in the same order. Deliveries that share their bytes share the
 * file of the call: a decision that lists fifty people is sent once.
 */
export async function deliver(
  client: CaseSystemClient,
  deliveries: PlannedDelivery | readonly PlannedDelivery[],
): Promise<readonly Receipt[]> {
  const list = Array.isArray(deliveries)
    ? (deliveries as readonly PlannedDelivery[])
    : [deliveries as PlannedDelivery]
  const exchange = list.some(({ words }) => words === 'exchange')
  const body = new FormData()
  const parts = new Map<Buffer, string>()
  for (const { file } of list) if (file && !parts.has(file)) parts.set(file, `ket-qua-${parts.size + 1}`)
  const partOf = ({ file }: PlannedDelivery) => (file ? { file: parts.get(file)! } : {})
  const claims = list.map((one) => ({ ...one.claim, ...partOf(one) }))
  body.set(
    'metadata',
    JSON.stringify(exchange ? { data: claims.map(toExchangeNames) } : { deliveries: claims }),
  )
  for (const [bytes, name] of parts) {
    body.set(name, new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), `${name}.pdf`)
  }
  const answer = await client.post(`/api/deliveries${exchange ? '/exchange' : ''}`, body)
  return (answer as { receipts: readonly Receipt[] }).receipts
}

export interface DeclaredCompletion {
  readonly dossierCode: string
  readonly procedureCode: string
  readonly agencyCode: string
  readonly completedOn: string
  readonly due?: readonly { readonly ordinal?: number; readonly resultTypeCode?: string }[]
  readonly noneDueBecause?: string
}

/** Declares dossiers completed, with the results they owe. */
export async function declareCompletions(
  client: CaseSystemClient,
  completions: readonly DeclaredCompletion[],
): Promise<void> {
  for (let at = 0; at < completions.length; at += 1_000) {
    await client.post('/api/completions', { completions: completions.slice(at, at + 1_000) })
  }
}

/** Asks for one delivery until it has been judged, or until patience ends; the last answer either way. */
export async function followDelivery(
  client: CaseSystemClient,
  id: string,
  patienceMs = 60_000,
): Promise<DeliveryState> {
  const until = Date.now() + patienceMs
  for (;;) {
    const state = (await client.get(`/api/deliveries/${id}`)) as DeliveryState
    if (state.state !== 'received' || Date.now() > until) return state
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}
