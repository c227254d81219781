import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { toPem } from '@khoso/pades/issue'
import { signPdf } from '@khoso/pades/sign'
import { issueAgency, serveAuthority, timeStamperAt, type Authority } from '../demo/authority/index.ts'
import { testDatabase } from './database.ts'
import * as make from './given.ts'
import { HEALTH, plainPage } from './signed-files.ts'
import { findDelivery } from '../server/modules/intake/delivery.queries.ts'
import type { DeliveryId } from '../server/modules/intake/delivery.ts'
import { receiptSignerOf } from '../server/modules/intake/receive/receipt.ts'
import { receiveDeliveries } from '../server/modules/intake/receive/receive-deliveries.ts'
import { anchorsCommand } from '../server/modules/signatures/anchors-command.ts'
import { readConfig, type Config } from '../server/platform/config.ts'
import { startServer } from '../server/server.ts'

/** A server that runs, and two authorities of which it may ask the first; nobody is trusted yet. */
async function given(t: TestContext) {
  const authorities = [
    await serveAuthority({ port: 0, keys: 'ec' }),
    await serveAuthority({ port: 0, keys: 'ec' }),
  ]
  for (const { close } of authorities) t.after(close)
  const database = await testDatabase(t)
  const folder = mkdtempSync(join(tmpdir(), 'khoso-trust-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const config = readConfig({
    KHOSO_FOLDER: folder,
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.urls.appUrl,
    DATABASE_OWNER_URL: database.urls.ownerUrl,
    KHOSO_EVIDENCE_HOSTS: new URL(authorities[0]!.url).host,
  })
  const server = await startServer(config)
  t.after(server.stop)
  const { services } = server
  const city = await services.database.transaction((tx) =>
    make.intake.world(tx, { name: HEALTH.name, signsAs: { commonName: HEALTH.name } }),
  )
  const counter = { files: services.files, receipts: await receiptSignerOf(services) }
  let dossier = 0
  const deliver = async (bytes: Buffer) => {
    const codes = {
      dossierCode: `H17-${(dossier += 1)}`,
      number: `${dossier}/GCN-SYT`,
      decidedOn: '2026-11-02',
    }
    const claim = make.intake.claim(city.codes, codes)
    const [receipt] = await services.database.transaction((tx) =>
      receiveDeliveries(tx, counter, make.intake.EGOV, [make.intake.arrival(claim, bytes)]),
    )
    return receipt!.id as DeliveryId
  }
  const becomes = async (id: DeliveryId, state: string) => {
    for (let tries = 0; tries < 300; tries += 1) {
      const delivery = await findDelivery(services.database.read(), id)
      if (delivery?.state === state) return delivery
      await pause(100)
    }
    return assert.fail(`${id} never became ${state}`)
  }
  return {
    services,
    config,
    folder,
    deliver,
    becomes,
    authorities: authorities.map(({ authority }) => authority),
  }
}

const DAY = 86_400_000
const signed = (authority: Authority) => {
  const now = new Date()
  const years = {
    notBefore: new Date(now.getTime() - 365 * DAY),
    notAfter: new Date(now.getTime() + 365 * DAY),
  }
  const { signer } = issueAgency(authority, { ...HEALTH, ...years })
  return signPdf(plainPage(), { signer, claimedTime: now, timeStamp: timeStamperAt(authority, now) })
}

test('an authority trusted by command is trusted by the running server at once, and only what waited for it is judged again', async (t) => {
  const { services, config, folder, deliver, becomes, authorities } = await given(t)
  const [ours, silent] = authorities as [Authority, Authority]
  const run = anchorsIn(config, folder)
  // Trusted, but nobody may ask it: this file waits for evidence, under the same code as the other.
  assert.equal(await run(silent.root.certificate, 'time-stamp', 'signature'), 0)
  const waiting = await deliver(await signed(ours))
  const elsewhere = await deliver(await signed(silent))
  assert.equal((await becomes(waiting, 'waiting')).reasonCode, 'intake.evidence_awaited')
  const before = await becomes(elsewhere, 'waiting')
  assert.equal(before.reasonCode, 'intake.evidence_awaited')
  assert.equal(await run(ours.root.certificate, 'signature', 'time-stamp'), 0)
  assert.ok((await becomes(waiting, 'accepted')).resultId)
  const after = await findDelivery(services.database.read(), elsewhere)
  assert.deepEqual(
    [after!.state, after!.tries, after!.changedAt],
    [before.state, before.tries, before.changedAt],
  )
})

/** The operator at a console of the same installation, another process than the server for all it shares. */
const anchorsIn =
  (config: Config, folder: string) =>
  (root: Uint8Array, ...uses: readonly string[]) => {
    const file = join(folder, 'root.pem')
    writeFileSync(file, toPem(root))
    const fingerprint = createHash('sha256').update(root).digest('hex')
    const io = { out: () => {}, err: (line: string) => assert.fail(line) }
    const use = uses.flatMap((one) => ['--use', one])
    return anchorsCommand(['trust', fingerprint, '--from', file, '--letter', '9/CV-BCY', ...use], io, config)
  }
