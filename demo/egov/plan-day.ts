import { addLegalDays, type LegalDay } from '../../server/platform/legal-day.ts'
import { claimOf, type CityClaim } from '../city/claim.ts'
import { listFaults, type Fault } from '../city/faults.ts'
import type { FileRecipe } from '../city/make-file.ts'
import { KINDS, type KindName } from '../city/papers/kinds.ts'
import { makePaper, type Ground, type PaperOrder } from '../city/papers/make-paper.ts'
import type { PaperKind } from '../city/papers/paper.ts'
import { makePeople } from '../city/people.ts'
import { numberPapers, type PlannedResult } from '../city/planned-result.ts'
import { pick, randomFor } from '../city/random.ts'

export interface DayOrder {
  /** Of the city whose day it is: who lives there follows from these two. */
  readonly seed: string
  readonly foundedOn: LegalDay
  readonly day: LegalDay
  /** How many ordinary results are finished; the faults come besides. */
  readonly count: number
}

/** One delivery of the day, and what must become of it. */
export interface DayDelivery {
  readonly name: string
  /** Hour of the office, for the reader only: nobody waits for it. */
  readonly at: string
  readonly result: PlannedResult
  readonly claim: CityClaim
  readonly file: FileRecipe
  /** Its QR is that of another paper, reserved but never used. */
  readonly borrowsQr: boolean
  readonly words: 'ours' | 'exchange'
  /** The line broke and the sender sends it again. */
  readonly sentTwice: boolean
  /** `accepted`, or the code it waits or stands in quarantine under. */
  readonly expects: string
}

/** Nothing that is delivered leads there: it takes a week, a broken disk or a decision of somebody. */
type Unplayable = Exclude<Fault['besides'], 'qr-of-another' | undefined>

/**
 * A working day of the city's case systems: ordinary results in all the manners they arrive in, then one delivery
 * for each reason of quarantine that a sender can bring about. The same order gives the same day.
 */
export function planDay({ seed, foundedOn, day, count }: DayOrder): readonly DayDelivery[] {
  const ground: Ground = { seed: `${seed} ${day}`, today: day, people: makePeople(seed, foundedOn) }
  const faults = Object.entries(listFaults(ground) as Readonly<Record<string, Fault>>).filter(isPlayable)
  const ordinary = ordinaryOrders(ground, count)
  const taken: PaperOrder = {
    key: 'taken',
    kind: 'catering',
    holder: ground.people.known['anh-tuyet'],
    decidedOn: addLegalDays(day, -150),
  }
  const faulty = faults.map(([code, { paper }]): PaperOrder => ({ ...paper, key: code }))
  const papers = [taken, ...ordinary, ...faulty].map((order) => makePaper(ground, order))
  const results = new Map(numberPapers(ground.seed, papers).map((result) => [result.key, result]))
  const sent = [taken, ...ordinary].map(({ key }, at) => ordinaryDelivery(results.get(key)!, at))
  const others = { taken: results.get('taken')! }
  const failing = faults.map(([code, fault]) =>
    faultyDelivery(code, fault, { result: results.get(code)!, others }),
  )
  return [...sent, ...failing].map((one, at, all) => ({ ...one, at: hourOf(at / all.length) }))
}

const isPlayable = ([, { besides }]: readonly [string, Fault]): boolean =>
  besides === undefined || besides === 'qr-of-another'

function ordinaryOrders(ground: Ground, count: number): readonly PaperOrder[] {
  const random = randomFor(ground.seed, 'a working day')
  // What follows from a birth or a death has its day from there; a list of many is another story.
  const kinds = (Object.keys(KINDS) as KindName[]).filter(
    (kind) => kind !== 'poorHouseholds' && !(KINDS[kind] as PaperKind).decidedOn,
  )
  return Array.from({ length: count }, (_, at) => ({
    key: `day-${at + 1}`,
    kind: pick(random, kinds),
    decidedOn: ground.today,
  }))
}

type Untimed = Omit<DayDelivery, 'at'>

/** Every fifth comes in the words of the national exchange, every seventh without its ordinal, every ninth twice. */
function ordinaryDelivery(result: PlannedResult, at: number): Untimed {
  const { ordinal: _ordinal, ...rest } = claimOf(result)
  const claim = at % 7 === 6 ? rest : claimOf(result)
  return {
    name: result.key,
    result,
    claim,
    file: {},
    borrowsQr: false,
    words: at % 5 === 4 ? 'exchange' : 'ours',
    sentTwice: at % 9 === 8,
    expects: 'accepted',
  }
}

interface FaultMatter {
  readonly result: PlannedResult
  readonly others: { readonly taken: PlannedResult }
}

function faultyDelivery(
  code: string,
  { file = {}, says, besides }: Fault,
  { result, others }: FaultMatter,
): Untimed {
  const claim = claimOf(result)
  return {
    name: code,
    result,
    claim: says?.(claim, others) ?? claim,
    file,
    borrowsQr: besides === ('qr-of-another' satisfies Exclude<Fault['besides'], Unplayable>),
    words: 'ours',
    sentTwice: false,
    expects: code,
  }
}

/** From 7:30 to 16:30, as offices are open. */
function hourOf(share: number): string {
  const minutes = Math.floor(7.5 * 60 + share * 9 * 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
