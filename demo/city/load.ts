import { join } from 'node:path'
import type { Authority } from '../authority/index.ts'
import { legalDayOf } from '../../server/platform/legal-day.ts'
import type { Services } from '../../server/platform/services.ts'
import { declareCompletions } from '../egov/deliver.ts'
import { readSystemKey } from '../egov/system-keys.ts'
import { openCaseSystem, type CaseSystem } from './case-system.ts'
import { listCompletions } from './completions.ts'
import { decideMoves } from './decide.ts'
import { awaitJudgement, deliverFault, deliverResults, listAll, type Delivering } from './deliver.ts'
import { foundCity } from './found.ts'
import { MISHAPS } from './mishaps.ts'
import { planCity, type Plan, type PlannedFault } from './plan.ts'
import { findCounts, openProgress, type CityCounts, type Progress } from './progress.ts'
import { SYSTEMS, type System, type SystemName } from './systems.ts'

export interface CityOrder {
  /** Of the running server. */
  readonly services: Services
  readonly authority: Authority
  /** Where the server listens. */
  readonly url: string
  readonly say: (line: string) => void
  readonly seed?: string
}

export const SEED = 'Đà Nẵng'

/**
 * Fills the repository with the demonstration city, through the delivery API and with real signatures. The first
 * time takes about a minute; a second does nothing; one that was interrupted goes on where it stopped.
 */
export async function loadCity(order: CityOrder): Promise<CityCounts> {
  const { services, seed = SEED } = order
  const folder = join(services.config.folder, 'city')
  const known = findCounts(folder)
  if (known) return known
  const progress = openProgress(folder, { seed, foundedOn: legalDayOf(services.clock()) })
  const record = progress.record()
  const counts = await loadPlan(order, planCity(record.seed, record.foundedOn), progress)
  progress.keep({ counts })
  progress.forgetFiles()
  return counts
}

/** Founds, delivers, decides, and delivers what goes wrong; each step finds what was done of it before. */
export async function loadPlan(order: CityOrder, plan: Plan, progress: Progress): Promise<CityCounts> {
  const { services, authority, url, say } = order
  say('Lập thành phố trình diễn: danh mục, cơ quan, người dân… (founding the city)')
  const keys = new Map(Object.values(SYSTEMS).map(({ id }) => [id, keyOf(services, id)]))
  await services.database.transaction((tx) => foundCity(tx, plan, keys))

  const systems = openSystems(order)
  const city: Delivering = { plan, workshop: { seed: plan.seed, authority }, progress, systems, say }
  for (const [system, completions] of listCompletions(plan)) {
    await declareCompletions(systems[system].client, completions)
  }
  await deliverResults(city)
  const deliveries = await awaitJudgement(city)
  say('Ghi các quyết định sau khi cấp: đình chỉ, thu hồi, thay thế… (later decisions)')
  await decideMoves({ plan, services, url, progress, deliveries })
  await deliverFaults(city, order)
  return countCity(city)
}

/** The key a case system signs in with, in the folder of secrets; made at the first start. */
const keyOf = ({ config }: Services, id: System['id']) => readSystemKey(config.secretsFolder, id)

function openSystems({ services, url }: CityOrder): Readonly<Record<SystemName, CaseSystem>> {
  const open = ({ id }: System) => openCaseSystem({ id, url, key: keyOf(services, id) })
  return Object.fromEntries(
    Object.entries(SYSTEMS).map(([name, system]) => [name, open(system)]),
  ) as unknown as Record<SystemName, CaseSystem>
}

/** After everything else, since some of them run into what was delivered and decided before. */
async function deliverFaults(city: Delivering, { services, url }: CityOrder): Promise<void> {
  const { plan, say } = city
  say('Gửi các hồ sơ có lỗi, mỗi lý do một hồ sơ… (one delivery for each reason of quarantine)')
  const ids: [PlannedFault, string][] = []
  for (const fault of plan.faults) ids.push([fault, await deliverFault(city, fault)])
  const before = new Map((await awaitJudgement(city)).map(({ id, reason }) => [id, reason?.code]))
  for (const [{ code, besides }, deliveryId] of ids) {
    const done = before.get(deliveryId) === code
    if (besides && !done) await MISHAPS[besides]({ services, url, today: plan.foundedOn, deliveryId })
  }
  await awaitJudgement(city)
}

async function countCity({ systems }: Delivering): Promise<CityCounts> {
  const views = await listAll(systems)
  const count = (wanted: string) => views.filter(({ state }) => state === wanted).length
  return { results: count('accepted'), quarantined: count('quarantined'), waiting: count('waiting') }
}
