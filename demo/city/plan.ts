import type { LegalDay } from '../../server/platform/legal-day.ts'
import type { Standing } from './calendar.ts'
import { KINDS, type KindName } from './papers/kinds.ts'
import { makePaper, type Ground, type PaperOrder } from './papers/make-paper.ts'
import type { PaperKind } from './papers/paper.ts'
import { makePeople, type People } from './people.ts'
import { numberPapers, type PlannedResult } from './planned-result.ts'
import { specialOrders } from './specials.ts'

/** The demonstration city, from a seed and the day it is founded: the same two give the same city. */
export interface Plan {
  readonly seed: string
  readonly foundedOn: LegalDay
  readonly people: People
  /** Every result the repository will hold, in the order of decision. */
  readonly results: readonly PlannedResult[]
}

export function planCity(seed: string, foundedOn: LegalDay): Plan {
  const people = makePeople(seed, foundedOn)
  const ground: Ground = { seed, today: foundedOn, people }
  const orders = [...specialOrders(ground), ...ordinaryOrders()]
  const papers = orders.map((order) => makePaper(ground, order))
  return { seed, foundedOn, people, results: numberPapers(seed, papers) }
}

/** What every kind of paper says of how many there are. */
function ordinaryOrders(): readonly PaperOrder[] {
  return (Object.keys(KINDS) as KindName[]).flatMap((kind) => {
    const { count }: PaperKind = KINDS[kind]
    return (Object.keys(count) as Standing[]).flatMap((standing) =>
      Array.from({ length: count[standing] ?? 0 }, (_, at) => ({
        key: `${kind}-${standing}-${at + 1}`,
        kind,
        standing,
      })),
    )
  })
}
