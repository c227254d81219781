import type { CaseSystem, CityDelivery, DeliveryView } from './case-system.ts'
import { claimOf, reservationOf } from './claim.ts'
import { makeFile, type Workshop } from './make-file.ts'
import type { Plan, PlannedFault } from './plan.ts'
import type { PlannedResult } from './planned-result.ts'
import type { Progress } from './progress.ts'
import type { SystemName } from './systems.ts'

/** Where the city's offices sign, deliver, and are told how it went. */
export interface Delivering {
  readonly plan: Plan
  readonly workshop: Workshop
  readonly progress: Progress
  readonly systems: Readonly<Record<SystemName, CaseSystem>>
  readonly say: (line: string) => void
}

/** As a system sends at the end of an hour. */
const CALL = 12

/** Signs every result of the plan and delivers it, in the order of decision; signing goes on while a call is taken. */
export async function deliverResults(city: Delivering): Promise<void> {
  const { plan, systems, say } = city
  const documents = [...Map.groupBy(plan.results, ({ document }) => document).values()]
  const calls = [...Map.groupBy(documents, ([first]) => first!.system)].flatMap(([system, own]) =>
    chunks(own, CALL).map((part) => ({ system, part })),
  )
  let [signed, taken] = [0, Promise.resolve<unknown>(undefined)]
  for (const { system, part } of calls) {
    const deliveries: CityDelivery[] = []
    for (const list of part) deliveries.push(...(await signDocument(city, list)))
    signed += part.length
    await taken
    taken = systems[system].deliver(deliveries)
    say(`Đã ký ${signed}/${documents.length} văn bản… (signed)`)
  }
  await taken
}

/** One file, and the delivery of each result it stands for. */
async function signDocument(
  city: Delivering,
  list: readonly PlannedResult[],
): Promise<readonly CityDelivery[]> {
  const { workshop, progress, systems } = city
  const first = list[0]!
  const reserved = first.reserves ? await systems[first.system].reserve(reservationOf(first)) : undefined
  const bytes = await progress.file(
    first.document,
    async () => (await makeFile(workshop, first, { list, qrText: reserved?.qrText }))!,
  )
  const publicCode = reserved && { publicCode: reserved.code }
  return list.map((result) => ({ claim: { ...claimOf(result), ...publicCode }, file: bytes }))
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  )
}

/** Delivers one that will not become a result; the delivery's id. */
export async function deliverFault(city: Delivering, fault: PlannedFault): Promise<string> {
  const { result, claim } = fault
  const file = fault.file.fate === 'nothing-sent' ? undefined : await faultyFile(city, fault)
  const [receipt] = await city.systems[result.system].deliver([{ claim, file }])
  return receipt!.id
}

const faultyFile = (
  { workshop, progress, systems }: Delivering,
  { code, result, file, besides }: PlannedFault,
) =>
  progress.file(code, async () => {
    // The code of a paper that is never signed, printed on this one.
    const other = { ...reservationOf(result, code), number: `${result.number}-B` }
    const qr = besides === 'qr-of-another' ? await systems[result.system].reserve(other) : undefined
    return (await makeFile(workshop, result, { recipe: file, qrText: qr?.qrText }))!
  })

const PAUSE = 400

/** Waits until nothing that was delivered is unjudged; every delivery there is. */
export async function awaitJudgement({ systems, say }: Delivering): Promise<readonly DeliveryView[]> {
  for (let last = -1; ;) {
    const views = await listAll(systems)
    const open = views.filter(({ state }) => state === 'received').length
    if (open === 0) return views
    if (open !== last) say(`Đã thẩm định ${views.length - open}/${views.length} kết quả… (judged)`)
    last = open
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
}

export async function listAll(systems: Delivering['systems']): Promise<readonly DeliveryView[]> {
  const lists = await Promise.all(Object.values(systems).map((system) => system.listDeliveries()))
  return lists.flat()
}
