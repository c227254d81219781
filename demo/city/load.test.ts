import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { toPem } from '@khoso/pades/issue'
import { readSystemKey } from '../egov/system-keys.ts'
import { composeApp } from '../../server/app.ts'
import { TASKS } from '../../server/composition.ts'
import { loadAnchors } from '../../server/modules/signatures/index.ts'
import { statusOn, verdictOf, type ResultId, type Verdict } from '../../server/modules/results/index.ts'
import { startJobs } from '../../server/platform/jobs.ts'
import { legalDayOf } from '../../server/platform/legal-day.ts'
import { readSigningKey } from '../../server/platform/secrets.ts'
import { SUBSCRIPTIONS } from '../../server/subscriptions.ts'
import { testServices } from '../../tests/services.ts'
import { serveAuthority } from '../authority/index.ts'
import { openCaseSystem, type DeliveryView } from './case-system.ts'
import { loadPlan, type CityOrder } from './load.ts'
import { planCity, type Plan } from './plan.ts'
import { openProgress } from './progress.ts'
import { SYSTEMS } from './systems.ts'

/** A whole server over real HTTP with an authority that answers. */
async function openHouse(t: TestContext) {
  const { authority, url: authorityUrl, close } = await serveAuthority({ port: 0, keys: 'ec' })
  t.after(close)
  const env = { KHOSO_EVIDENCE_HOSTS: new URL(authorityUrl).host }
  const services = await testServices(t, env, () => new Date())
  const { config, database } = services
  mkdirSync(config.anchorsFolder, { recursive: true })
  writeFileSync(join(config.anchorsFolder, 'root.pem'), toPem(authority.root.certificate))
  await database.transaction((tx) => loadAnchors(tx, config.anchorsFolder))
  const app = await composeApp(services, readSigningKey(config.secretsFolder, 'tokens'))
  const url = await app.listen({ port: 0 })
  const jobs = await startJobs({ services, tasks: TASKS, subscriptions: SUBSCRIPTIONS })
  const order: CityOrder = { services, authority, url, say: () => {} }
  const stop = async () => {
    await jobs.stop()
    await app.close()
  }
  return { order, stop }
}

/** Only the papers that something is told about; the city's many others are of the same make. */
function smallCity(): Plan {
  const plan = planCity('một hạt giống', legalDayOf(new Date()))
  const told = new Set(plan.moves.flatMap(({ result, by }) => (by === undefined ? [result] : [result, by])))
  const kept = plan.results.filter(({ key }) => told.has(key) || KEPT.has(key))
  return { ...plan, results: kept }
}

const KEPT = new Set([
  'anh-tuyet',
  'badge-1',
  'badge-2',
  'badge-3',
  'listed-01',
  'listed-02',
  'tan-phuoc-boat',
])

test('every paper becomes a result, every fault ends under its own reason, every decision stands, and a second load adds nothing', async (t) => {
  const { order, stop } = await openHouse(t)
  const { services } = order
  const plan = smallCity()
  const begin = { seed: plan.seed, foundedOn: plan.foundedOn }
  const progress = openProgress(join(services.config.folder, 'city'), begin)
  // A server that went on would keep the process, and what went wrong, for itself.
  const counts = await loadPlan(order, plan, progress).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const views = await listDeliveries(order)
  const reasons = views.flatMap(({ reason }) => (reason ? [reason.code] : []))
  const verdicts = await verdictsOf(order, plan, views)
  const again = await loadPlan(order, plan, progress)
  await stop()

  assert.deepEqual(reasons.toSorted(), plan.faults.map(({ code }) => code).toSorted())
  assert.deepEqual(counts, {
    results: plan.results.length,
    quarantined: plan.faults.length - 1,
    waiting: 1,
  })
  assert.deepEqual(again, counts)
  assert.deepEqual(verdicts, STANDS)
})

/** Every delivery, asked for by the systems that made them. */
async function listDeliveries({ services, url }: CityOrder): Promise<readonly DeliveryView[]> {
  const open = (id: string) =>
    openCaseSystem({ id, url, key: readSystemKey(services.config.secretsFolder, id) })
  const lists = await Promise.all(Object.values(SYSTEMS).map(({ id }) => open(id).listDeliveries()))
  return lists.flat()
}

/** How each paper that something was decided about stands today. */
async function verdictsOf(
  { services }: CityOrder,
  { results }: Plan,
  views: readonly DeliveryView[],
): Promise<Record<string, Verdict>> {
  const verdicts: Record<string, Verdict> = {}
  for (const key of Object.keys(STANDS)) {
    const { dossierCode, ordinal } = results.find((one) => one.key === key)!
    const view = views.find(({ resultCode }) => resultCode === `${dossierCode}-KQ${ordinal}`)
    const status = await statusOn(services.database.read(), view!.resultId as ResultId)
    verdicts[key] = verdictOf(status, status.onDay)
  }
  return verdicts
}

const STANDS = {
  'anh-tuyet': 'valid',
  'suspended-kitchen': 'suspended',
  'resumed-kitchen': 'valid',
  'reopened-kitchen': 'valid',
  'withdrawn-transport': 'revoked',
  'withdrawn-next-month': 'valid',
  'cancelled-cosmetics': 'revoked',
  'annulled-permit': 'revoked',
  'reinstated-vessel': 'valid',
  'exchanged-kitchen': 'replaced',
  'exchanged-kitchen-new': 'valid',
  'restored-advertising': 'valid',
  'annulled-advertising': 'revoked',
  'corrected-broker': 'valid',
  'amended-electricity': 'valid',
  'minh-quan-house': 'valid',
} as const satisfies Record<string, Verdict>
