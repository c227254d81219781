import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { testTransaction } from '../../../../tests/database.ts'
import * as given from '../../../../tests/given.ts'
import { readConfig } from '../../../platform/config.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { declareCompletions } from '../completion/declare-completions.ts'
import type { Claim } from '../contract.ts'
import { acceptDelivery } from './accept-delivery.ts'

async function setUp(t: TestContext) {
  const tx = await testTransaction(t)
  const world = await given.intake.world(tx)
  const keeper = { config: readConfig({ KHOSO_PUBLIC_URL: 'http://kq.thanhpho.vn' }) }
  /** Accepts a claim whose file the issuer signed, unless told otherwise. */
  const accept = async (
    overrides: Partial<Claim> = {},
    signed: given.intake.SignedBy = { by: [world.issuer] },
  ) => {
    const { delivery, file } = await given.intake.judged(
      tx,
      given.intake.claim(world.codes, overrides),
      signed,
    )
    return acceptDelivery(tx, delivery, { file, keeper })
  }
  return { tx, accept, ...world }
}

const stored = async (tx: Tx, id: string) =>
  tx.db.selectFrom('results.result').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('a signed result of the competent agency becomes a result, with its dossier, days and readiness', async (t) => {
  const { tx, accept, issuer } = await setUp(t)
  const result = await stored(tx, await accept({ ordinal: 1 }))
  assert.deepEqual(
    [
      result.dossier_code,
      result.ordinal,
      result.issuer_id,
      result.decided_on,
      result.effective_to,
      result.readiness,
    ],
    ['H17.12-20261118-0000421', 1, issuer.id, '2026-11-19', '2029-11-19', 'L3'],
  )
})

test('signed by the person and by the agency, with its data, it is ready in the fullest sense', async (t) => {
  const { tx, accept, issuer } = await setUp(t)
  const result = await stored(tx, await accept({}, { by: ['a person', issuer] }))
  assert.equal(result.readiness, 'L4')
})

type Wrong = Partial<Claim>
const WRONG: readonly (readonly [code: string, says: string, claim: Wrong])[] = [
  ['intake.claim_incomplete', 'a claim without a title', { title: '' }],
  ['intake.decided_in_future', 'a decision of next year', { decidedOn: '2027-01-02' }],
  ['intake.dossier_not_completed', 'a dossier still in process', { dossierState: '4' }],
  ['intake.procedure_unknown', 'a procedure nobody published', { procedureCode: '1.999999' }],
  ['intake.procedure_unknown', 'a code that is none', { procedureCode: 'cấp phép' }],
  ['intake.result_type_unknown', 'a type nobody published', { resultTypeCode: 'KQ.H17.999999' }],
  ['intake.agency_unknown', 'an agency code nobody bears', { issuerCode: 'H17.999.99' }],
  ['intake.holder_unmatched', 'a name alone', { holders: [{ name: 'Lê Văn Đức' }] }],
]
for (const [code, says, claim] of WRONG) {
  test(`${code}: ${says}`, async (t) => {
    const { accept } = await setUp(t)
    await assert.rejects(accept(claim), { code })
  })
}

test('intake.result_type_not_of_procedure: the type of another procedure', async (t) => {
  const { tx, accept } = await setUp(t)
  const other = await given.catalog.resultType(tx)
  await assert.rejects(accept({ resultTypeCode: other.code }), {
    code: 'intake.result_type_not_of_procedure',
  })
})

test('intake.competence_unknown: an agency nobody made competent on the day of decision', async (t) => {
  const { tx, accept, codes } = await setUp(t)
  const stranger = await given.catalog.agency(tx, { name: 'Sở Công Thương thành phố Đà Nẵng' })
  await assert.rejects(accept({ issuerCode: stranger.codeNew }, { by: [stranger] }), {
    code: 'intake.competence_unknown',
  })
  await given.catalog.competence(
    tx,
    codes.procedureCode,
    { agencyId: stranger.id },
    { validFrom: '2026-11-20' },
  )
  await assert.rejects(accept({ issuerCode: stranger.codeNew }, { by: [stranger] }), {
    code: 'intake.competence_unknown',
  })
})

test('the successor is competent for what its predecessor was', async (t) => {
  const { tx, accept, issuer } = await setUp(t)
  const successor = await given.catalog.agency(tx, { name: 'Sở An toàn thực phẩm', validFrom: '2025-07-01' })
  await given.catalog.succession(tx, issuer.id, successor.id)
  await accept({ issuerCode: successor.codeNew }, { by: [successor] })
})

test('the deciding agency must be competent, not the one that only issues', async (t) => {
  const { tx, accept, issuer } = await setUp(t)
  const centre = await given.catalog.agency(tx, { name: 'Trung tâm Phục vụ hành chính công', level: 'unit' })
  await accept({ issuerCode: centre.codeNew, deciderCode: issuer.codeNew }, { by: [centre] })
})

test('intake.signer_not_issuer: a file signed by another agency', async (t) => {
  const { tx, accept } = await setUp(t)
  const stranger = await given.catalog.agency(tx, { name: 'Sở Công Thương thành phố Đà Nẵng' })
  await assert.rejects(accept({}, { by: [stranger] }), { code: 'intake.signer_not_issuer' })
})

test('a declared completion completes the dossier that the delivery left open', async (t) => {
  const { tx, accept, codes } = await setUp(t)
  await declareCompletions(tx, given.intake.EGOV, [
    {
      dossierCode: 'H17.12-20261118-0000421',
      procedureCode: codes.procedureCode,
      agencyCode: codes.issuerCode,
      completedOn: '19/11/2026',
      due: [{}],
    },
  ])
  await accept({ dossierState: '4' })
})

test('intake.duplicate_suspected: the same paper from another dossier', async (t) => {
  const { accept } = await setUp(t)
  await accept()
  await assert.rejects(accept({ dossierCode: 'H17.12-20261119-0000777', number: '421 / gcn-syt' }), {
    code: 'intake.duplicate_suspected',
  })
})

test('one file that lists many people is many results, and the same person twice is not', async (t) => {
  const { accept, issuer } = await setUp(t)
  const listing = { by: [issuer], digest: 'ab'.repeat(32) }
  const person = (name: string) => ({ holders: [{ name, birth: '1990' }] })
  await accept(person('Trần Thị Hoà'), listing)
  await accept(person('Lê Văn Đức'), listing)
  await assert.rejects(accept(person('LÊ VĂN ĐỨC'), listing), { code: 'intake.duplicate_suspected' })
})

test('intake.holder_name_differs: the right number with another name', async (t) => {
  const { tx, accept } = await setUp(t)
  await given.parties.citizen(tx, {
    name: 'Trần Văn Hoàng',
    identifiers: [{ type: 'personal-number', value: '048190001234' }],
  })
  await assert.rejects(accept(), { code: 'intake.holder_name_differs' })
})

test('the repository refuses data that the result type does not allow', async (t) => {
  const { accept } = await setUp(t)
  await assert.rejects(accept({ metadata: { colour: 'xanh' } }), { code: 'results.not_registrable' })
})
