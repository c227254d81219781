import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyPdf, readTrust } from '@khoso/pades'
import { givenArchive, inYears, type ArchiveWorld } from './testing/given-archive.ts'
import { listSteps } from './step.queries.ts'
import { openCopy } from './open-copy.ts'
import { findWork } from './work.queries.ts'

const stepsOf = ({ services }: ArchiveWorld, digest: string) => listSteps(services.database.read(), digest)

async function copyOf(world: ArchiveWorld, digest: string): Promise<Buffer> {
  const { database, files } = world.services
  return (await openCopy(database.read(), files, await stepsOf(world, digest)))!
}

test('a file received is kept as a B-LTA copy beside it, of which its own octets are the beginning', async (t) => {
  const world = await givenArchive(t)
  const { digest, bytes } = await world.receive('two-signatures')
  assert.deepEqual(await world.run(), { copy: 1 })
  const [step, ...more] = await stepsOf(world, digest)
  assert.deepEqual([step?.level, step?.reason, more.length], ['B-LTA', null, 0])

  const { database, files } = world.services
  assert.deepEqual(await files.get(database.read(), digest), bytes)
  const copy = await copyOf(world, digest)
  assert.deepEqual(copy.subarray(0, bytes.length), bytes)
  assert.equal(copy.length, step?.copySize)
  // From the copy alone: no network, nothing of our store.
  const report = verifyPdf(copy, { ...readTrust([world.anchor]), at: world.now().getTime() })
  assert.deepEqual(
    report.signatures.map(({ level }) => level),
    ['PAdES-B-LTA', 'PAdES-B-LTA'],
  )
})

test('what is kept is renewed only when its time-stamp comes near its end, and once', async (t) => {
  const world = await givenArchive(t)
  const { digest } = await world.receive('good')
  await world.run()
  assert.deepEqual(await world.run(), {})
  world.setClock(inYears(3))
  assert.deepEqual(await world.run(), {})

  // The service's certificate ends five years after it began; a year before that it has a new one.
  world.setClock(inYears(4.5))
  world.renewStamper()
  assert.deepEqual(await world.run(), { copy: 1 })
  assert.deepEqual(await world.run(), {})
  const steps = await stepsOf(world, digest)
  assert.deepEqual(
    steps.map(({ ordinal, level }) => [ordinal, level]),
    [
      [1, 'B-LTA'],
      [2, 'B-LTA'],
    ],
  )
  assert.notEqual(steps[0]!.sourceId, steps[1]!.sourceId)
})

test('a service that still stamps with what is about to end is not asked for every file, but again in a week', async (t) => {
  const world = await givenArchive(t)
  const files = [await world.receive('good'), await world.receive('pkcs7')]
  await world.run()
  world.setClock(inYears(4.5))
  assert.deepEqual(await world.run({ threads: 1 }), { 'archive.tsa_no_gain': 2 })
  for (const { digest } of files) assert.equal((await stepsOf(world, digest)).length, 1)
  assert.deepEqual(await world.run(), {})
  world.setClock(inYears(4.55))
  world.renewStamper()
  assert.deepEqual(await world.run(), { copy: 2 })
})

test('a service that does not answer is tried again later, the file meanwhile as it was', async (t) => {
  const world = await givenArchive(t)
  const { digest } = await world.receive('good')
  const away = world.withTsa('http://127.0.0.1:9/tsa')
  assert.deepEqual(await away.run(), { 'archive.tsa_unreachable': 1 })
  const { database } = world.services
  assert.equal((await findWork(database.read(), digest))?.code, 'archive.tsa_unreachable')
  assert.deepEqual(await world.run(), {})
  world.setClock(new Date(world.now().getTime() + 6 * 60_000))
  assert.deepEqual(await world.run(), { copy: 1 })
  assert.equal((await findWork(database.read(), digest))?.code, null)
})

test('without a service there is a B-LT copy, and B-LTA follows when there is one', async (t) => {
  const world = await givenArchive(t)
  const { digest } = await world.receive('good')
  assert.deepEqual(await world.withTsa(undefined).run(), { copy: 1 })
  assert.equal((await findWork(world.services.database.read(), digest))?.code, 'archive.tsa_not_set')
  world.setClock(new Date(world.now().getTime() + 86_400_000))
  assert.deepEqual(await world.withTsa(undefined).run(), { 'archive.tsa_not_set': 1 })
  world.setClock(new Date(world.now().getTime() + 86_400_000))
  assert.deepEqual(await world.run(), { copy: 1 })
  const steps = await stepsOf(world, digest)
  assert.deepEqual(
    steps.map(({ level }) => level),
    ['B-LT', 'B-LTA'],
  )
})

test('a file that must stay as it is has its evidence listed and the list stamped, with the reason', async (t) => {
  const world = await givenArchive(t)
  for (const [what, reason] of [
    ['altered', 'archive.refused'],
    ['unsigned', 'archive.refused'],
  ] as const) {
    const { digest, bytes } = await world.receive(what)
    assert.deepEqual(await world.run(), { manifest: 1 })
    const [step] = await stepsOf(world, digest)
    assert.deepEqual([step?.kind, step?.level, step?.reason], ['manifest', 'stamped', reason])
    const { database, files } = world.services
    const manifest = JSON.parse((await files.get(database.read(), step!.partDigest)).toString())
    assert.deepEqual([manifest.file.digest, manifest.file.size], [digest, bytes.length])
  }
})

test('two workers at the same time take no file twice', async (t) => {
  const world = await givenArchive(t)
  for (const what of ['good', 'pkcs7', 'two-signatures', 'ed25519', 'rsa-pss'] as const) {
    await world.receive(what)
  }
  const counts = await Promise.all([world.run({ threads: 1 }), world.run({ threads: 1 })])
  assert.equal(
    counts.reduce((sum, { copy = 0 }) => sum + copy, 0),
    5,
  )
  const { rows } = await world.services.database.pool.query(
    'select count(*)::int as steps, count(distinct file_digest)::int as files from signatures.archive_step',
  )
  assert.deepEqual(rows[0], { steps: 5, files: 5 })
})

test('a revoked authority makes what hangs on it due at once', async (t) => {
  const world = await givenArchive(t)
  const { digest } = await world.receive('good')
  await world.run()
  await world.checkSources()
  assert.deepEqual(await world.run(), {})
  world.setClock(inYears(1))
  world.renewStamper()
  world.revokeOldStamper('superseded')
  await world.checkSources()
  assert.deepEqual(await world.run(), { copy: 1 })
  assert.equal((await stepsOf(world, digest)).length, 2)
})

test('a rule for an earlier renewal acts at the next check, without touching the files', async (t) => {
  const world = await givenArchive(t)
  await world.receive('good')
  await world.run()
  world.setClock(inYears(2.5))
  world.renewStamper()
  await world.checkSources()
  assert.deepEqual(await world.run(), {})
  await world.setRule({ certificateMonths: 36, algorithmMonths: 36 })
  await world.checkSources()
  assert.deepEqual(await world.run(), { copy: 1 })
})
