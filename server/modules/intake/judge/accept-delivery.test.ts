import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { testTransaction } from '../../../../tests/database.ts'
import * as given from '../../../../tests/given.ts'
import { readConfig } from '../../../platform/config.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { recordSigningSubject } from '../../catalog/index.ts'
import { recordDeath } from '../../parties/index.ts'
import { reserveCode } from '../../verification/index.ts'
import { declareCompletions } from '../completion/declare-completions.ts'
import type { Claim } from '../contract.ts'
import { refuse } from '../errors.ts'
import { quarantineCodeOf } from '../quarantine/causes.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { acceptDelivery } from './accept-delivery.ts'

async function setUp(t: TestContext) {
  const tx = await testTransaction(t)
  const world = await given.intake.world(tx)
  const folder = mkdtempSync(join(tmpdir(), 'khoso-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const keeper = { config: readConfig({ KHOSO_FOLDER: folder, KHOSO_PUBLIC_URL: 'http://kq.thanhpho.vn' }) }
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
  return { tx, accept, keeper, ...world }
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

test('intake.signer_unknown: once the city has recorded whose certificate it is, the same delivery is accepted', async (t) => {
  const { tx, keeper, codes, issuer } = await setUp(t)
  const { delivery, file } = await given.intake.judged(tx, given.intake.claim(codes), { by: [issuer] })
  const [signature] = file.signatures
  const ended = { valid_to: '2018-12-31' }
  await tx.db.updateTable('catalog.signing_subject').set(ended).where('agency_id', '=', issuer.id).execute()
  const judge = () => acceptDelivery(tx, delivery, { file, keeper })
  await assert.rejects(judge(), { code: 'intake.signer_unknown' })
  const since = { validFrom: '2026-01-01', citation: 'Công văn số 15/SKHCN-CĐS' }
  const commonName = signature!.signer!.commonName!
  await recordSigningSubject(tx, { agencyId: issuer.id, commonName, ...since })
  assert.equal((await stored(tx, await judge())).issuer_id, issuer.id)
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

test('intake.holder_ambiguous: one number borne by two people of one name', async (t) => {
  const { tx, accept } = await setUp(t)
  const identifiers = [{ type: 'personal-number' as const, value: '048190001234' }]
  for (const day of ['01', '02']) {
    await given.parties.citizen(tx, { name: 'Trần Thị Hoà', birth: `1990-01-${day}`, identifiers })
  }
  await assert.rejects(accept(), { code: 'intake.holder_ambiguous' })
})

test('intake.holder_deceased: decided for somebody who had died', async (t) => {
  const { tx, accept } = await setUp(t)
  const identifiers = [{ type: 'personal-number' as const, value: '048190001234' }]
  const id = await given.parties.citizen(tx, { name: 'Trần Thị Hoà', birth: '1990-01-01', identifiers })
  await recordDeath(tx, id, '2026-10-01', 'Trích lục khai tử')
  await assert.rejects(accept(), { code: 'intake.holder_deceased' })
})

test('intake.metadata_invalid: data that the result type does not allow', async (t) => {
  const { accept } = await setUp(t)
  await assert.rejects(accept({ metadata: { colour: 'xanh' } }), isQuarantinedAs('intake.metadata_invalid'))
})

test('intake.repository_refused: whatever else the repository says no to, its own code in the details', () => {
  const refused = quarantineCodeOf(
    new Refusal('results.decision_incomplete', 422, { faults: ['number_missing'] }),
  )
  assert.deepEqual(refused, {
    code: 'intake.repository_refused',
    details: { faults: ['number_missing'], because: 'results.decision_incomplete' },
  })
})

const isQuarantinedAs = (code: string) => (error: unknown) =>
  error instanceof Refusal && quarantineCodeOf(error).code === code

/** A code reserved for the claim of these tests, as its case system would before signing. */
async function reserveFor({ tx, keeper, codes, type, procedure }: Awaited<ReturnType<typeof setUp>>) {
  await given.catalog.qrRollout(tx, type.code, procedure.code)
  const claim = given.intake.claim(codes)
  return reserveCode(keeper, tx, {
    reference: 'r-1',
    client: 'egov',
    scope: 'city',
    typeCode: type.code,
    procedureCode: procedure.code,
    issuerCode: codes.issuerCode,
    number: claim.number!,
    issuedOn: '2026-11-19',
    effectiveFrom: '2026-11-19',
    effectiveTo: null,
    holders: claim.holders!.map(({ name, identifiers = [] }) => ({ name, identifiers })),
  })
}

test('the code that was reserved for the very record goes with its result, shown or named', async (t) => {
  const city = await setUp(t)
  const { code, qrText } = await reserveFor(city)
  await city.accept(
    { publicCode: code },
    { by: [city.issuer], qrTexts: [qrText, 'https://example.com/khac'] },
  )
  const event = await city.tx.db
    .selectFrom('platform.event')
    .select('payload')
    .where('kind', '=', 'result.registered')
    .execute()
  assert.equal((event.at(-1)!.payload as { publicCode: string }).publicCode, code)
})

test('intake.qr_of_other_record: the file shows the code of another paper', async (t) => {
  const city = await setUp(t)
  const { qrText } = await reserveFor(city)
  await assert.rejects(city.accept({ number: '999/GCN-SYT' }, { by: [city.issuer], qrTexts: [qrText] }), {
    code: 'intake.qr_of_other_record',
  })
})

test('intake.reserved_code_unknown: a code nobody reserved, or reserved for another paper', async (t) => {
  const city = await setUp(t)
  const { code } = await reserveFor(city)
  await assert.rejects(city.accept({ publicCode: '7K3M9X2QP4' }), { code: 'intake.reserved_code_unknown' })
  await assert.rejects(city.accept({ publicCode: code, number: '999/GCN-SYT' }), {
    code: 'intake.reserved_code_unknown',
  })
})

test('every reason of quarantine is met by a test of this module', () => {
  const folder = join(import.meta.dirname, '..')
  const tests = globSync('**/*.test.ts', { cwd: folder }).map((file) =>
    readFileSync(join(folder, file), 'utf8'),
  )
  const unmet = refuse.codes.filter((code) => !tests.some((text) => text.includes(`'${code}`)))
  assert.deepEqual(unmet, [])
})
