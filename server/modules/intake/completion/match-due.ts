import type { DeliveryState } from '../delivery.ts'

/** One result a completed dossier owes: by ordinal where the sender knows it, else by type, else any. */
export interface DueResult {
  readonly ordinal: number | null
  readonly resultTypeCode: string | null
}

export interface ArrivedResult {
  readonly id: string
  readonly ordinal: number
  readonly resultTypeCode: string | null
  readonly state: DeliveryState
  readonly reasonCode: string | null
}

export interface MatchedDue<Arrived extends ArrivedResult> {
  readonly due: DueResult
  readonly arrived: Arrived | undefined
}

/**
 * Which of a dossier's arrived results answers which due one. Each answers once; the sure matches go first: by
 * ordinal, then by type, then whatever is left for what names neither.
 */
export function matchDue<Arrived extends ArrivedResult>(
  dues: readonly DueResult[],
  arrivals: readonly Arrived[],
): readonly MatchedDue<Arrived>[] {
  const left = new Set(arrivals.toSorted((one, other) => one.ordinal - other.ordinal))
  const matched = new Map<DueResult, Arrived>()
  const rounds: readonly ((due: DueResult, arrived: Arrived) => boolean)[] = [
    (due, arrived) => due.ordinal === arrived.ordinal,
    (due, arrived) =>
      due.ordinal === null && due.resultTypeCode !== null && due.resultTypeCode === arrived.resultTypeCode,
    (due) => due.ordinal === null && due.resultTypeCode === null,
  ]
  for (const fits of rounds) {
    for (const due of dues) {
      if (matched.has(due)) continue
      const found = [...left].find((arrived) => fits(due, arrived))
      if (!found) continue
      matched.set(due, found)
      left.delete(found)
    }
  }
  return dues.map((due) => ({ due, arrived: matched.get(due) }))
}
