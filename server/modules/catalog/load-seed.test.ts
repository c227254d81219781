import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../tests/database.ts'
import { PROCEDURES } from '../../../database/seed/procedures.ts'
import { RESULT_TYPES } from '../../../database/seed/result-types.ts'
import { readNewUnits, readOldUnits } from '../../../database/seed/territory.ts'
import { agencyOfSigner, findAgencyByCode, findAgencyByKey, listAgencies } from './agency.queries.ts'
import { findCompetence } from './find-competence.ts'
import { findResponsibleAgency } from './find-responsible-agency.ts'
import { loadSeed } from './load-seed.ts'
import { findProcedure } from './procedure.queries.ts'
import { findResultType, isQrEnabled } from './result-type.queries.ts'
import { agencyId } from './seed-rows.ts'

const TODAY = '2026-11-20'

test('catalog 6.1: the city has 23 wards, 70 communes and one special zone, each with its past', () => {
  const units = readNewUnits()
  const count = (kind: string) => units.filter((unit) => unit.kind === kind).length
  assert.deepEqual([units.length, count('phường'), count('xã'), count('đặc khu')], [94, 23, 70, 1])
  const { communes } = readOldUnits()
  const used = units.flatMap(({ predecessors }) => predecessors)
  for (const { code, name } of communes) {
    const heirs = used.filter((row) => row.code === code)
    assert.ok(heirs.length > 0, `${name} went nowhere`)
    assert.equal(
      heirs.length > 1,
      heirs.every(({ share }) => share === 'part'),
      `${name} is whole and split`,
    )
  }
  assert.ok(used.every(({ code }) => communes.some((commune) => commune.code === code)))
})

test('catalog 6.2: every Vietnamese name of the seed is composed and free of old tone placement', () => {
  const { districts, communes } = readOldUnits()
  const names = [...readNewUnits(), ...districts, ...communes].map(({ name }) => name)
  for (const name of [...names, ...PROCEDURES.map(({ content }) => content.name)]) {
    assert.equal(name, name.normalize('NFC'))
    assert.doesNotMatch(name, /(oà|oá|oả|oã|oạ)(?!\p{L})/u, name)
  }
})

test('catalog 6.3: at least 40 procedures with all mandatory parts, and their types exist', () => {
  assert.ok(PROCEDURES.length >= 40)
  assert.ok(RESULT_TYPES.length >= 20)
  const types = new Set(RESULT_TYPES.map(({ code }) => code))
  for (const { content, satisfied, competence } of PROCEDURES) {
    const { parts } = content
    const mandatory = [
      parts.steps,
      parts.channels,
      content.components,
      parts.subjects,
      parts.legalBases,
      competence,
    ]
    assert.ok(
      mandatory.every((list) => list.length > 0),
      content.code,
    )
    for (const code of [...content.resultTypeCodes, ...Object.values(satisfied).flat()])
      assert.ok(types.has(code), code)
  }
})

test('catalog 6.4: the seed loads, and loading it again adds nothing', async (t) => {
  const database = await testDatabase(t)
  const first = await database.transaction(loadSeed)
  assert.deepEqual([first.procedures, first.resultTypes], [PROCEDURES.length, RESULT_TYPES.length])
  const second = await database.transaction(loadSeed)
  assert.deepEqual(second, { agencies: 0, resultTypes: 0, procedures: 0 })

  const on = database.read()
  const standing = await listAgencies(on, { onDay: TODAY, standing: true })
  assert.equal(standing.filter(({ level }) => level === 'commune').length, 94)
  assert.equal(standing.filter(({ level }) => level === 'district').length, 0)

  await t.test('a paper of an abolished district is answered for by the ward of its place', async () => {
    const district = await findAgencyByCode(on, 'H17.492', '2025-06-30')
    assert.equal(district?.name, 'Ủy ban nhân dân quận Hải Châu')
    const issuerId = district?.id ?? agencyId('')
    const answer = await findResponsibleAgency(on, {
      issuerId,
      place: { code: '20236', asOf: '2024-01-01' },
      onDay: TODAY,
    })
    const ward = await findAgencyByKey(on, 'ubnd-xa-20242', TODAY)
    assert.equal(answer.kind === 'one' && answer.agencyId, ward?.id)
    assert.equal((await findResponsibleAgency(on, { issuerId, onDay: TODAY })).kind, 'ambiguous')
  })

  await t.test('a split commune leaves two candidates: Hòa Liên', async () => {
    const answer = await findResponsibleAgency(on, { issuerId: agencyId('ubnd-xa-cu-20296'), onDay: TODAY })
    assert.deepEqual(
      answer.kind === 'ambiguous' && new Set(answer.candidates),
      new Set([agencyId('ubnd-xa-20194'), agencyId('ubnd-xa-20197')]),
    )
  })

  await t.test('the food-safety board’s papers went to three departments by field', async () => {
    const issuerId = agencyId('ban-quan-ly-an-toan-thuc-pham')
    const of = async (procedureCode: string) => {
      const answer = await findResponsibleAgency(on, { issuerId, procedureCode, onDay: TODAY })
      return answer.kind === 'one' ? answer.agencyId : answer.kind
    }
    assert.equal(await of('2.001827'), agencyId('so-nong-nghiep-va-moi-truong'))
    assert.equal(await of('9.170002'), agencyId('so-y-te'))
    assert.equal(await of('9.170005'), agencyId('so-cong-thuong'))
    assert.equal((await findResponsibleAgency(on, { issuerId, onDay: TODAY })).kind, 'ambiguous')
  })

  await t.test('road works were a district’s business, and are a ward’s since the two tiers', async () => {
    const of = async (key: string, onDay: string) =>
      findCompetence(on, { procedureCode: '9.170010', agencyId: agencyId(key), onDay })
    assert.equal((await of('ubnd-huyen-492', '2025-06-30'))?.basis, 'decentralised')
    assert.equal(await of('ubnd-huyen-492', '2025-07-01'), undefined)
    assert.equal((await of('ubnd-xa-20242', '2025-07-01'))?.basis, 'decentralised')
    assert.equal(await of('so-xay-dung', '2025-07-01'), undefined)
  })

  await t.test('the signer of a certificate is found by its name while it stood', async () => {
    const commonName = 'Sở Giao thông vận tải thành phố Đà Nẵng'
    const organization = 'Ủy ban nhân dân thành phố Đà Nẵng'
    const then = await agencyOfSigner(on, { commonName, organization }, '2024-05-01')
    assert.equal(then?.key, 'so-giao-thong-van-tai')
    assert.equal(await agencyOfSigner(on, { commonName, organization }, '2025-03-01'), undefined)
  })

  await t.test('a held result satisfies a component; civil status carries no QR', async () => {
    const procedure = await findProcedure(on, '1.000662.000.00.00.H17', TODAY)
    const granted = procedure?.components.find(({ name }) => name.includes('đã cấp'))
    assert.deepEqual(granted?.satisfiedBy, ['KQ.H17.900005'])
    assert.equal((await findResultType(on, 'KQ.G15.000031', TODAY))?.qrEnabled, false)
    const question = { typeCode: 'KQ.G04.000479', procedureCode: '9.170010', onDay: TODAY }
    assert.equal(await isQrEnabled(on, question), true)
  })
})
