import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getReport } from '../report.queries.ts'
import { judgeToday } from './judge-today.ts'
import { givenArchive, inYears, type ArchiveWorld } from './testing/given-archive.ts'

async function today(world: ArchiveWorld, reportId: Parameters<typeof judgeToday>[1]) {
  const { services } = world
  return getReport(services.database.read(), await judgeToday(services, reportId))
}

test('ten years on a copy renewed in time still passes, and one that was not says which proof has lapsed', async (t) => {
  const world = await givenArchive(t)
  const { reportId } = await world.receive('good')
  await world.run()
  world.setClock(inYears(4.5))
  world.renewStamper()
  assert.deepEqual(await world.run(), { copy: 1 })
  const late = await world.receive('pkcs7')
  await world.run()
  world.setClock(inYears(9))
  world.renewStamper()
  await world.renew(reportId)
  world.setClock(inYears(10))

  const renewed = await today(world, reportId)
  assert.deepEqual([renewed.decision, renewed.code], ['accept', 'accepted'])
  assert.equal(renewed.report!.documentTimeStamps.length, 3)
  assert.deepEqual(renewed.report!.lapses, [])

  const lapsed = await today(world, late.reportId)
  assert.deepEqual([lapsed.decision, lapsed.code], ['wait', 'signature.proof_lapsed'])
  assert.ok(
    lapsed.report!.lapses.some(({ what, why }) => what === 'time-stamp' && why === 'certificate-expired'),
  )
  // Nothing of the day of receipt has changed.
  assert.equal((await getReport(world.services.database.read(), late.reportId)).decision, 'accept')
})

test('ten years on a file that had to stay as it is passes by its stamped lists alone', async (t) => {
  const world = await givenArchive(t)
  const { reportId } = await world.receive('good', { asManifest: true })
  assert.deepEqual(await world.run(), { manifest: 1 })
  const first = await today(world, reportId)
  assert.deepEqual([first.decision, first.copyDigest], ['accept', undefined])
  world.setClock(inYears(4.5))
  world.renewStamper()
  assert.deepEqual(await world.run(), { manifest: 1 })
  world.setClock(inYears(9))
  world.renewStamper()
  assert.deepEqual(await world.run(), { manifest: 1 })
  world.setClock(inYears(10))
  const { decision, code, report } = await today(world, reportId)
  assert.deepEqual([decision, code, report?.lapses], ['accept', 'accepted', []])

  world.setClock(inYears(20))
  assert.notEqual((await today(world, reportId)).decision, 'accept')
})
