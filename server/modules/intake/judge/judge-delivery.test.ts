import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { toPem } from '@khoso/pades/issue'
import { issueAgency, issuePerson, serveAuthority } from '../../../../demo/authority/index.ts'
import * as given from '../../../../tests/given.ts'
import { testServices } from '../../../../tests/services.ts'
import {
  DIRECTOR,
  HEALTH,
  makeSigned,
  NOW,
  type SignedCase,
  type SignedWorld,
} from '../../../../tests/signed-files.ts'
import type { AgencyScope } from '../../../platform/access.ts'
import { loadAnchors } from '../../signatures/index.ts'
import type { Claim } from '../contract.ts'
import { findDelivery } from '../delivery.queries.ts'
import type { DeliveryId } from '../delivery.ts'
import { decideDelivery } from '../quarantine/decide-delivery.ts'
import { EVIDENCE_RETRIES } from '../quarantine/causes.ts'
import { repairDelivery } from '../quarantine/repair-delivery.ts'
import { receiptSignerOf } from '../receive/receipt.ts'
import { receiveDeliveries, type Sender } from '../receive/receive-deliveries.ts'
import { judgeDelivery } from './judge-delivery.ts'

const YEARS = {
  notBefore: new Date('2025-07-01T00:00:00+07:00'),
  notAfter: new Date('2030-07-01T00:00:00+07:00'),
}

/** A city whose health department signs with certificates of a demonstration authority that answers. */
async function setUp(t: TestContext, { reachable = true } = {}) {
  let now = NOW
  const served = await serveAuthority({ port: 0, clock: () => now, keys: 'ec' })
  t.after(served.close)
  const { authority } = served
  const signing: SignedWorld = {
    authority,
    anchor: authority.root.certificate,
    fetch: globalThis.fetch,
    agency: issueAgency(authority, { ...HEALTH, ...YEARS }),
    person: issuePerson(authority, { ...DIRECTOR, ...YEARS }),
  }
  const hosts = reachable ? { KHOSO_EVIDENCE_HOSTS: new URL(served.url).host } : {}
  const services = await testServices(t, hosts, () => now)
  mkdirSync(services.config.anchorsFolder, { recursive: true })
  writeFileSync(join(services.config.anchorsFolder, 'root.pem'), toPem(signing.anchor))
  const city = await services.database.transaction(async (tx) => {
    await loadAnchors(tx, services.config.anchorsFolder)
    return given.intake.world(tx, { name: HEALTH.name, signsAs: { commonName: HEALTH.name } })
  })
  const counter = { files: services.files, receipts: await receiptSignerOf(services) }
  const file = (what: SignedCase) => makeSigned(what, { world: signing })
  const admin: Sender = { actor: { kind: 'staff', id: 'binh', grants: [] }, scope: 'city' as AgencyScope }
  let dossier = 0
  return {
    services,
    signing,
    city,
    admin,
    counter,
    file,
    passTime: (milliseconds: number) => (now = new Date(now.getTime() + milliseconds)),
    /** Delivers a file under a dossier of its own and judges it; what became of it. */
    deliver: async (bytes: Buffer | null, overrides: Partial<Claim> = {}) => {
      const codes = {
        dossierCode: `H17-${(dossier += 1)}`,
        number: `${dossier}/GCN-SYT`,
        decidedOn: '2026-11-02',
      }
      const claim = given.intake.claim(city.codes, { ...codes, ...overrides })
      const [receipt] = await services.database.transaction((tx) =>
        receiveDeliveries(tx, counter, given.intake.EGOV, [given.intake.arrival(claim, bytes)]),
      )
      return receipt!.id as DeliveryId
    },
    judge: async (id: DeliveryId) => {
      await judgeDelivery({ deliveryId: id }, services)
      return (await findDelivery(services.database.read(), id))!
    },
  }
}

test('a signed file becomes a result, and what is wrong with one has its code', async (t) => {
  const { deliver, judge, file } = await setUp(t)
  const CASES: readonly (readonly [what: SignedCase, state: string, code: string | null])[] = [
    ['good', 'accepted', null],
    ['two-signatures', 'accepted', null],
    ['revoked-after', 'accepted', null],
    ['clock-seven-hours-off', 'accepted', null],
    ['unsigned', 'quarantined', 'intake.signature_missing'],
    ['image-only', 'quarantined', 'intake.signature_missing'],
    ['person-only', 'quarantined', 'intake.agency_signature_missing'],
    ['wrong-agency', 'quarantined', 'intake.signer_unknown'],
    ['altered', 'quarantined', 'intake.signature_altered'],
    ['altered-by-revision', 'quarantined', 'intake.signature_altered'],
    ['sha1', 'quarantined', 'intake.signature_invalid'],
    ['truncated', 'quarantined', 'intake.file_unreadable'],
    ['encrypted', 'quarantined', 'intake.file_unreadable'],
    ['not-a-pdf', 'quarantined', 'intake.file_not_pdf'],
    ['revoked-before', 'quarantined', 'intake.key_compromised'],
    ['revoked-after-not-stamped', 'quarantined', 'intake.certificate_ceased'],
    ['expired-not-stamped', 'quarantined', 'intake.certificate_expired'],
    ['unknown-chain', 'waiting', 'intake.evidence_awaited'],
  ]
  for (const [what, state, code] of CASES) {
    await t.test(`${what}: ${code ?? state}`, async () => {
      const judged = await judge(await deliver(await file(what)))
      assert.deepEqual([judged.state, judged.reasonCode], [state, code])
    })
  }
})

test('a delivery without a file waits for one, and the repair makes it a result', async (t) => {
  const { services, deliver, judge, file, counter } = await setUp(t)
  const id = await deliver(null)
  assert.equal((await judge(id)).reasonCode, 'intake.no_file')
  const bytes = await file('good')
  const order = {
    id,
    claim: {},
    note: 'Gửi bổ sung tệp',
    file: given.intake.arrival({} as Claim, bytes).file,
  }
  const receipt = await services.database.transaction((tx) =>
    repairDelivery(tx, counter, given.intake.EGOV, order),
  )
  assert.deepEqual([receipt.id, receipt.repeated], [id, false])
  assert.equal((await judge(id)).state, 'accepted')
})

test('a corrected type is judged again, and what stood before is kept', async (t) => {
  const { services, deliver, judge, file, counter, city } = await setUp(t)
  const id = await deliver(await file('good'), { resultTypeCode: 'KQ.H17.999999' })
  assert.equal((await judge(id)).reasonCode, 'intake.result_type_unknown')
  const order = { id, claim: { resultTypeCode: city.type.code }, note: null, file: null }
  await services.database.transaction((tx) => repairDelivery(tx, counter, given.intake.EGOV, order))
  assert.equal((await judge(id)).state, 'accepted')
  const { rows } = await services.database.pool.query('select claim_before from intake.repair')
  assert.equal(rows[0].claim_before.resultTypeCode, 'KQ.H17.999999')
})

test('evidence that is late is waited for, tried again, and after the last try a person decides', async (t) => {
  const { services, deliver, judge, file, passTime, admin } = await setUp(t)
  const id = await deliver(await file('unknown-chain'))
  for (const pause of EVIDENCE_RETRIES) {
    const waiting = await judge(id)
    assert.deepEqual(
      [waiting.state, waiting.nextTryAt!.getTime() - services.clock().getTime()],
      ['waiting', pause],
    )
    passTime(pause)
  }
  assert.equal((await judge(id)).reasonCode, 'intake.evidence_never_came')
  const decision = {
    option: 'attest',
    decisionNumber: '77/QĐ-SYT',
    legalBasis: 'Nghị quyết 190/2025/QH15',
    decidedOn: '2026-11-30',
    reason: 'Đối chiếu bản gốc lưu tại Sở',
  }
  await services.database.transaction((tx) => decideDelivery(tx, admin, id, decision))
  assert.equal((await judge(id)).state, 'accepted')
})

test('an attestation is recorded as the legal ground of the result', async (t) => {
  const { services, deliver, judge, file, admin } = await setUp(t)
  const id = await deliver(await file('expired-not-stamped'))
  assert.equal((await judge(id)).reasonCode, 'intake.certificate_expired')
  const decision = {
    option: 'attest',
    decisionNumber: '77/QĐ-SYT',
    legalBasis: 'Nghị quyết 190/2025/QH15',
    decidedOn: '2026-11-20',
    reason: 'Đối chiếu bản gốc lưu tại Sở',
  }
  await services.database.transaction((tx) => decideDelivery(tx, admin, id, decision))
  const { resultId } = await judge(id)
  const { rows } = await services.database.pool.query(
    'select legal_ground from results.result where id = $1',
    [resultId],
  )
  assert.equal(rows[0].legal_ground, '77/QĐ-SYT · 2026-11-20 · Nghị quyết 190/2025/QH15')
})

test("a person who names the holder links the result to them, by that person's word", async (t) => {
  const { services, deliver, judge, file, admin } = await setUp(t)
  const number = { type: 'personal-number' as const, value: '048190001234' }
  const partyId = await services.database.transaction((tx) =>
    given.parties.citizen(tx, { name: 'Trần Thị Hoa', birth: '1990-01-01', identifiers: [number] }),
  )
  const id = await deliver(await file('good'), {
    holders: [{ name: 'Trần Thị Hoàng', identifiers: [number] }],
  })
  assert.equal((await judge(id)).reasonCode, 'intake.holder_name_differs')
  const order = { option: 'confirm-holder', reason: 'Đã đối chiếu căn cước', partyIds: [partyId] }
  await services.database.transaction((tx) => decideDelivery(tx, admin, id, order))
  assert.equal((await judge(id)).state, 'accepted')
  const { rows } = await services.database.pool.query(
    'select finding, party_id, confirmed_by from results.holder_link order by ordinal desc limit 1',
  )
  assert.deepEqual(rows[0], { finding: 'linked', party_id: partyId, confirmed_by: 'binh' })
})

test('a replacing paper becomes the result after the first, by the same decision', async (t) => {
  const { services, deliver, judge, file, admin } = await setUp(t)
  const first = await judge(
    await deliver(await file('good'), { dossierCode: 'H17-X', ordinal: 1, number: '900/GCN' }),
  )
  const id = await deliver(await file('two-signatures'), {
    dossierCode: 'H17-X',
    ordinal: 1,
    number: '901/GCN',
  })
  const decision = {
    option: 'replace',
    decisionNumber: '78/QĐ-SYT',
    legalBasis: 'Điều 15 Nghị định 45/2020/NĐ-CP',
    decidedOn: '2026-11-20',
    reason: 'Cấp lại do sai địa chỉ',
  }
  await services.database.transaction((tx) => decideDelivery(tx, admin, id, decision))
  const second = await judge(id)
  assert.deepEqual([second.state, second.ordinal], ['accepted', 2])
  const { rows } = await services.database.pool.query(
    `select to_state, decision_number from results.state_change where result_id = $1 order by ordinal desc limit 1`,
    [first.resultId],
  )
  assert.deepEqual(rows[0], { to_state: 'replaced', decision_number: '78/QĐ-SYT' })
})

test('a correction is attached to the first result, which stays in force; unsigned it is not', async (t) => {
  const { services, deliver, judge, file, admin } = await setUp(t)
  const key = { dossierCode: 'H17-Y', ordinal: 1 }
  const first = await judge(await deliver(await file('good'), key))
  const decision = {
    option: 'correct',
    decisionNumber: '79/QĐ-SYT',
    legalBasis: 'Điều 15 Nghị định 45/2020/NĐ-CP',
    decidedOn: '2026-11-20',
    reason: 'Đính chính địa chỉ',
  }
  const correct = async (what: SignedCase) => {
    const id = await deliver(await file(what), key)
    await services.database.transaction((tx) => decideDelivery(tx, admin, id, decision))
    return judge(id)
  }
  assert.equal((await correct('unsigned')).reasonCode, 'intake.signature_missing')
  const attached = await correct('two-signatures')
  assert.deepEqual([attached.state, attached.resultId], ['accepted', first.resultId])
  const { rows } = await services.database.pool.query(
    `select (select count(*) from results.result)::int as results,
      (select digest from results.file where role = 'correction') as correction,
      (select to_state from results.state_change order by ordinal desc limit 1) as state`,
  )
  assert.deepEqual(rows[0], { results: 1, correction: attached.digest, state: 'active' })
})

test('judging twice, or two judges at once, make one result', async (t) => {
  const { services, deliver, judge, file } = await setUp(t)
  const id = await deliver(await file('good'))
  await Promise.allSettled([judge(id), judge(id)])
  await judge(id)
  const { rows } = await services.database.pool.query('select count(*)::int as n from results.result')
  assert.equal(rows[0].n, 1)
})

test('a repair that comes while the old file is judged is not judged by it', async (t) => {
  const { services, deliver, judge, file, counter, passTime } = await setUp(t)
  const id = await deliver(await file('unknown-chain'))
  await judge(id)
  passTime(1_000)
  const repaired = await file('good')
  const repair = () =>
    services.database.transaction((tx) =>
      repairDelivery(tx, counter, given.intake.EGOV, {
        id,
        claim: {},
        note: null,
        file: given.intake.arrival({} as Claim, repaired).file,
      }),
    )
  const files = { ...services.files }
  files.get = async (on, digest) => {
    const bytes = await services.files.get(on, digest)
    await repair()
    return bytes
  }
  await judgeDelivery({ deliveryId: id }, { ...services, files })
  assert.equal((await findDelivery(services.database.read(), id))!.state, 'received')
  assert.equal((await judge(id)).state, 'accepted')
})

test('a file that breaks the judge every time ends in quarantine instead of in silence', async (t) => {
  const { services, deliver, file } = await setUp(t)
  const id = await deliver(await file('good'))
  const broken = {
    ...services,
    files: { ...services.files, get: async () => Promise.reject(new Error('disk')) },
  }
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await assert.rejects(judgeDelivery({ deliveryId: id }, broken), /disk/)
  }
  await judgeDelivery({ deliveryId: id }, broken)
  const delivery = await findDelivery(services.database.read(), id)
  assert.deepEqual([delivery!.state, delivery!.reasonCode], ['quarantined', 'intake.judging_failed'])
})
