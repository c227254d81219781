import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { toPem } from '@khoso/pades/issue'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createAuthority } from '../../../demo/authority/index.ts'
import { sharedWorld } from '../../../tests/signed-files.ts'
import { fingerprintOf, givenArchive, inYears, type ArchiveWorld } from './archive/testing/given-archive.ts'
import { GENERAL_SCOPE, loadAnchors, withdrawAnchor } from './anchors.ts'
import { judgeToday } from './archive/judge-today.ts'
import { compareAgain } from './judge-again.ts'
import { getReport, storeReport } from './report.queries.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '../../..')

/** Every clock of the process and of its threads stands twenty years ahead. */
const AHEAD = `data:text/javascript,${encodeURIComponent(`
  const Real = Date
  const ahead = 20 * 365.25 * 86400000
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + ahead) }
    static now() { return Real.now() + ahead }
  }`)}`

async function rejudgeElsewhere({ services }: ArchiveWorld, zone: string, ...argv: string[]) {
  const { urls } = services.database
  const env = {
    ...process.env,
    TZ: zone,
    DATABASE_URL: urls.appUrl,
    DATABASE_OWNER_URL: urls.ownerUrl,
    KHOSO_FOLDER: services.config.folder,
  }
  const args = ['--import', AHEAD, join(ROOT, 'tools/khoso.ts'), 'rejudge', ...argv]
  const { stdout } = await run(process.execPath, args, { env, cwd: ROOT })
  return stdout.trim()
}

/** Trust is withdrawn, other roots and helpers come, more evidence is fetched, and nobody answers any more. */
async function muchHappens(world: ArchiveWorld): Promise<void> {
  const { services, anchor } = world
  await world.run()
  world.setClock(inYears(1))
  await world.receive('pkcs7')
  const stranger = createAuthority({ baseUrl: 'http://x.invalid', keys: 'ec' })
  mkdirSync(services.config.anchorsFolder, { recursive: true })
  const more = [stranger.root, stranger.issuing, world.world.authority.issuing, sharedWorld().authority.root]
  writeFileSync(
    join(services.config.anchorsFolder, 'more.pem'),
    more.map((one) => toPem(one.certificate)).join(''),
  )
  await services.database.transaction(async (tx) => {
    await loadAnchors(tx, services.config.anchorsFolder)
    await withdrawAnchor(tx, {
      fingerprint: fingerprintOf(anchor),
      scope: GENERAL_SCOPE,
      trustedTo: '2027-01-01',
      source: '15/CV',
    })
  })
  await world.silence()
}

test('every kept report is made again octet for octet, whatever the clock says and whom we trust by now', async (t) => {
  const world = await givenArchive(t)
  for (const what of ['two-signatures', 'revoked-after', 'unknown-chain', 'altered', 'not-a-pdf'] as const) {
    await world.receive(what)
  }
  const { reportId } = await world.receive('good')
  await world.run()
  await judgeToday(world.services, reportId)
  await muchHappens(world)
  for (const zone of ['America/Los_Angeles', 'Asia/Ho_Chi_Minh']) {
    const said = await rejudgeElsewhere(world, zone, '--all')
    assert.equal(said, "8 the same octet for octet, 0 but for the judge's version, 0 otherwise, 0 not made")
  }
})

test('what comes out otherwise is named by place and value, and by which version of the judge', async (t) => {
  const world = await givenArchive(t)
  const { reportId, digest } = await world.receive('good')
  const { services } = world
  const kept = await getReport(services.database.read(), reportId)
  const keep = (report: NonNullable<typeof kept.report>) =>
    services.database.transaction((tx) => storeReport(tx, digest, { ...kept, report }))
  const older = await keep({ ...kept.report!, judge: 'khoso-judge-0' })
  const { outcome, judges, differences } = await compareAgain(services, older)
  assert.deepEqual([outcome, differences], ['judge', []])
  assert.deepEqual(judges, ['khoso-judge-0', kept.report!.judge])

  const other = await compareAgain(services, await keep({ ...kept.report!, revisions: 7 }))
  assert.equal(other.outcome, 'differs')
  assert.deepEqual(
    other.differences.map(({ at, kept: was }) => [at, was]),
    [['/revisions', 7]],
  )
})
