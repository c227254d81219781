import type { LegalDay } from '../../server/platform/legal-day.ts'
import type { Standing } from './calendar.ts'
import { claimOf, type CityClaim } from './claim.ts'
import { listFaults, OTHERS, type Fault, type Others } from './faults.ts'
import type { FileRecipe } from './make-file.ts'
import { listMoves, type PlannedMove } from './moves.ts'
import { KINDS, type KindName } from './papers/kinds.ts'
import { makePaper, type Ground, type PaperOrder } from './papers/make-paper.ts'
import type { PaperKind } from './papers/paper.ts'
import { makePeople, type People } from './people.ts'
import { numberPapers, type PlannedResult } from './planned-result.ts'
import { missingOrders, specialOrders } from './specials.ts'

/** The demonstration city, from a seed and the day it is founded: the same two give the same city. */
export interface Plan {
  readonly seed: string
  readonly foundedOn: LegalDay
  readonly people: People
  /** Every result the repository will hold, in the order of decision. */
  readonly results: readonly PlannedResult[]
  /** What is delivered and does not become a result, one for each reason. */
  readonly faults: readonly PlannedFault[]
  /** What is declared completed and never comes. */
  readonly missing: readonly PlannedResult[]
  /** What is decided about results afterwards, in that order. */
  readonly moves: readonly PlannedMove[]
}

export interface PlannedFault {
  /** The reason of quarantine it ends under, or waits under. */
  readonly code: string
  readonly result: PlannedResult
  readonly claim: CityClaim
  readonly file: FileRecipe
  readonly besides: Fault['besides']
}

export function planCity(seed: string, foundedOn: LegalDay): Plan {
  const people = makePeople(seed, foundedOn)
  const ground: Ground = { seed, today: foundedOn, people }
  const faults: readonly (readonly [string, Fault])[] = Object.entries(listFaults(ground))
  const orders = [...specialOrders(ground), ...ordinaryOrders()]
  const faulty = faults.map(([code, { paper }]) => ({ ...paper, key: code }))
  const absent = missingOrders(ground)
  const papers = [...orders, ...faulty, ...absent].map((order) => makePaper(ground, order))
  const numbered = numberPapers(seed, papers)
  const among = (some: readonly { readonly key: string }[]) => {
    const keys = new Set(some.map(({ key }) => key))
    return numbered.filter(({ key }) => keys.has(key))
  }
  const named = (key: string) => numbered.find((one) => one.key === key)!
  const others = { taken: named(OTHERS.taken), annulled: named(OTHERS.annulled) }
  return {
    seed,
    foundedOn,
    people,
    results: among(orders),
    missing: among(absent),
    moves: listMoves(foundedOn),
    faults: faults.map(([code, fault]) => plannedFault(code, fault, { numbered, others })),
  }
}

function plannedFault(
  code: string,
  { file = {}, says, besides }: Fault,
  known: { readonly numbered: readonly PlannedResult[]; readonly others: Others },
): PlannedFault {
  const result = known.numbered.find(({ key }) => key === code)!
  const claim = claimOf(result)
  return { code, result, file, besides, claim: says?.(claim, known.others) ?? claim }
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
