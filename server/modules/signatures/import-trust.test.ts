import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { parseCertificate } from '@khoso/pades'
import { toPem } from '@khoso/pades/issue'
import { createAuthority } from '../../../demo/authority/index.ts'
import { TEST_NOW } from '../../../tests/database.ts'
import { testServices } from '../../../tests/services.ts'
import {
  listXml,
  makeOperator,
  signList,
  type ListOrder,
  type Operator,
} from '../../../tests/trusted-lists.ts'
import { listTrust, OPERATOR, withdrawAnchor } from './anchors.ts'
import { listTrustedLists } from './anchors.queries.ts'
import {
  carryOutImport,
  confirmImport,
  planImport,
  proposeImport,
  type ImportOrder,
  type ImportPlan,
} from './import-trust.ts'
import { trustCertificate } from './trust-certificate.ts'

const authority = createAuthority({ baseUrl: 'http://ca.test', keys: 'ec' })
const root = authority.root.certificate
const issuing = authority.issuing.certificate
const idOf = (der: Uint8Array) => createHash('sha256').update(der).digest('hex')
const letter = '20/CV-BTTTT'

/** A server with a clock that moves a second at each piece of work, so that rows have an order in time. */
async function given(t: TestContext) {
  let clock = TEST_NOW.getTime()
  const services = await testServices(t, {}, () => new Date((clock += 1_000)))
  const { database, files } = services
  const importing = async (order: ImportOrder) => {
    const plan = await database.transaction((tx) => planImport(tx, order))
    await database.transaction((tx) =>
      carryOutImport(tx, files, order, { digest: plan.digest, letter, actor: OPERATOR }),
    )
    return plan
  }
  const trustOperator = (operator: Operator) =>
    database.transaction((tx) =>
      trustCertificate(
        tx,
        {
          fingerprint: idOf(operator.certificate),
          terms: { uses: ['list'] },
          letter,
          source: 'test',
          certificates: [operator.certificate],
        },
        OPERATOR,
      ),
    )
  const termsOf = async (der: Uint8Array) =>
    (await listTrust(database.read(), new Date(clock))).terms[idOf(der)]
  return { services, database, files, importing, trustOperator, termsOf }
}

const listOrder = (files: readonly Uint8Array[]): ImportOrder => ({
  kind: 'list',
  files: files.map((bytes, i) => ({ name: `list-${i}.xml`, bytes })),
  choices: {},
})
const certificates = (...ders: Uint8Array[]): ImportOrder => ({
  kind: 'certificates',
  files: ders.map((der, i) => ({ name: `${i}.pem`, bytes: Buffer.from(toPem(der)) })),
  choices: { terms: { uses: ['signature'], class: 'public' }, scope: 'cong-cong' },
})
const kinds = ({ parts }: ImportPlan) =>
  parts.flatMap(({ plan }) => plan.changes.map(({ kind, fingerprint }) => [kind, fingerprint]))
const span = (from: string, until?: string) => ({
  from: Date.parse(from),
  ...(until && { until: Date.parse(until) - 1 }),
})

test('certificates are looked at first and trusted by their confirmation, once, on a letter', async (t) => {
  const { database, files, termsOf, importing } = await given(t)
  const order = certificates(root, issuing)
  const plan = await database.transaction((tx) => planImport(tx, order))
  assert.deepEqual(kinds(plan), [['new', idOf(root)]])
  assert.equal(plan.parts[0]!.plan.helpers, 1)
  assert.equal(await termsOf(root), undefined, 'looked at only')
  const confirm = (digest: string) =>
    database.transaction((tx) => carryOutImport(tx, files, order, { digest, letter, actor: OPERATOR }))
  await assert.rejects(confirm('0'.repeat(64)), { code: 'trust.import_changed' })
  await confirm(plan.digest)
  assert.deepEqual((await termsOf(root))![0]!.roles, ['signer'])
  // Confirmed once more, it is no longer what was shown.
  await assert.rejects(confirm(plan.digest), { code: 'trust.import_changed' })
  assert.deepEqual(kinds(await importing(order)), [['same', idOf(root)]])
  const wider = {
    ...order,
    choices: { ...order.choices, terms: { uses: ['signature' as const, 'time-stamp' as const] } },
  }
  assert.deepEqual(kinds(await importing(wider)), [['changed', idOf(root)]])
  const { rows } = await database.pool.query(
    `select action, details ->> 'letter' as letter from platform.journal where action like 'Anchor%' order by id`,
  )
  assert.deepEqual(rows, [
    { action: 'AnchorTrust', letter },
    { action: 'AnchorChange', letter },
  ])
})

test('a letter that ended a trust is not undone by an import', async (t) => {
  const { database, importing, termsOf } = await given(t)
  await importing(certificates(root))
  const end = { fingerprint: idOf(root), trustedTo: '2026-06-30', source: '21/CV-BTTTT' }
  await database.transaction((tx) => withdrawAnchor(tx, end))
  assert.deepEqual(kinds(await importing(certificates(root))), [['withdrawn', idOf(root)]])
  assert.equal((await termsOf(root))![0]!.windows![0]!.until, Date.parse('2026-07-01T00:00:00+07:00') - 1)
})

test('an import kept for another person is confirmed once', async (t) => {
  const { database, files, termsOf } = await given(t)
  const actor = { kind: 'staff', id: 'canbo-1' }
  const { id, plan } = await database.transaction((tx) => proposeImport(tx, files, certificates(root), actor))
  assert.equal(await termsOf(root), undefined)
  const confirm = (digest = plan.digest) =>
    database.transaction((tx) =>
      confirmImport(tx, files, id, { digest, letter, actor: { kind: 'staff', id: 'canbo-2' } }),
    )
  await assert.rejects(confirm('1'.repeat(64)), { code: 'trust.import_changed' })
  await confirm()
  assert.ok(await termsOf(root))
  await assert.rejects(confirm(), { code: 'trust.import_decided' })
})

test('a list is taken only from an operator that was trusted for lists by its fingerprint', async (t) => {
  const { importing, trustOperator, termsOf } = await given(t)
  const operator = makeOperator('ec')
  const order = listOrder([signList(listXml({ services: [{ certificate: issuing }] }), operator)])
  await assert.rejects(importing(order), { code: 'trust.list_signer_unknown' })
  await trustOperator(operator)
  assert.deepEqual(kinds(await importing(order)), [['new', idOf(issuing)]])
  assert.deepEqual(await termsOf(issuing), [{ roles: ['signer'], windows: [span('2016-07-01T00:00:00Z')] }])
  assert.equal(await termsOf(operator.certificate), undefined, 'an operator vouches for no file')
})

test('statuses and their history become periods of trust, each service type its use', async (t) => {
  const { importing, trustOperator, termsOf } = await given(t)
  const operator = makeOperator('ec')
  await trustOperator(operator)
  const services: ListOrder['services'] = [
    {
      certificate: issuing,
      status: 'withdrawn',
      since: '2024-01-01T00:00:00Z',
      history: [
        { status: 'granted', since: '2020-01-01T00:00:00Z' },
        { status: 'supervisionceased', since: '2018-01-01T00:00:00Z' },
        { status: 'undersupervision', since: '2016-01-01T00:00:00Z' },
      ],
    },
    { type: 'TSA/QTST', certificate: authority.tsa.certificate },
    { type: 'Certstatus/OCSP', certificate: authority.ocsp.certificate },
    { certificate: root, usages: ['ForeSeals'] },
    { type: 'Archiv', certificate: makeOperator('ec').certificate },
  ]
  await importing(listOrder([signList(listXml({ services }), operator)]))
  assert.deepEqual((await termsOf(issuing))![0]!.windows, [
    span('2016-01-01T00:00:00Z', '2018-01-01T00:00:00Z'),
    span('2020-01-01T00:00:00Z', '2024-01-01T00:00:00Z'),
  ])
  assert.deepEqual((await termsOf(authority.tsa.certificate))![0]!.roles, ['timeStamp'])
  assert.deepEqual((await termsOf(root))![0]!.signers, ['agency'])
  const responder = (await termsOf(authority.ocsp.certificate))![0]!
  assert.deepEqual([responder.roles, responder.speaksFor], [['revocation'], [idOf(issuing), idOf(root)]])
})

test('a certificate listed only for web sites is none for documents', async (t) => {
  const { importing, trustOperator, termsOf } = await given(t)
  const operator = makeOperator('ec')
  await trustOperator(operator)
  const services = [{ certificate: issuing, usages: ['ForWebSiteAuthentication'] }]
  await importing(listOrder([signList(listXml({ services }), operator)]))
  assert.equal(await termsOf(issuing), undefined)
})

test('what a newer list names no longer ends with its day, and numbers only rise', async (t) => {
  const { database, importing, trustOperator, termsOf } = await given(t)
  const operator = makeOperator('ec')
  await trustOperator(operator)
  const make = (order: ListOrder) => listOrder([signList(listXml(order), operator)])
  const both = [{ certificate: issuing }, { certificate: root }]
  const first = make({ sequence: 4, services: both })
  await importing(first)
  assert.deepEqual(
    kinds(await importing(first)).map(([kind]) => kind),
    ['same', 'same'],
  )
  const issuedAt = '2026-11-15T00:00:00Z'
  const gone = await importing(make({ sequence: 5, issuedAt, services: [{ certificate: root }] }))
  assert.deepEqual(Object.fromEntries(kinds(gone)), { gone: idOf(issuing), same: idOf(root) })
  assert.deepEqual((await termsOf(issuing))![0]!.windows, [
    { from: Date.parse('2016-07-01T00:00:00Z'), until: Date.parse(issuedAt) },
  ])
  for (const sequence of [4, 5]) {
    const old = make({ sequence, services: both, issuedAt: '2026-11-14T00:00:00Z' })
    await assert.rejects(importing(old), { code: 'trust.list_rolled_back' })
  }
  // It may come back, from the day the list says.
  const again = [{ certificate: issuing, since: '2026-11-16T00:00:00Z' }, { certificate: root }]
  await importing(make({ sequence: 6, issuedAt: '2026-11-17T00:00:00Z', services: again }))
  assert.deepEqual((await termsOf(issuing))![0]!.windows, [span('2026-11-16T00:00:00Z')])
  const [last] = await listTrustedLists(database.read(), new Date(TEST_NOW.getTime() + 3_600_000))
  assert.deepEqual([last!.series, last!.sequence], ['VN:generic', 6])
})

test('a list past its next update, of the future, or of an operator out of date is not taken', async (t) => {
  const { importing, trustOperator } = await given(t)
  const operator = makeOperator('ec')
  const old = makeOperator('ec', '2026-10-01T00:00:00Z')
  await trustOperator(operator)
  const refused = (order: ListOrder, code: string, by = operator) =>
    assert.rejects(importing(listOrder([signList(listXml(order), by)])), { code })
  await refused({ nextUpdate: '2026-11-19T00:00:00Z' }, 'trust.list_expired')
  await refused({ issuedAt: '2026-11-21T00:00:00Z' }, 'trust.list_early')
  await trustOperator(old)
  await refused({}, 'trust.list_signer_expired', old)
})

test('a list of lists says who signs the others, each for its own territory, and trusts nobody itself', async (t) => {
  const { importing, trustOperator, termsOf } = await given(t)
  const [scheme, member] = [makeOperator('ec'), makeOperator('ec')]
  await trustOperator(scheme)
  const pointers = [{ territory: 'VN', location: 'https://lists.test/vn.xml', signer: member.certificate }]
  const lotl = signList(listXml({ territory: 'EU', type: 'EUlistofthelists', pointers }), scheme)
  const own = signList(listXml({ services: [{ certificate: issuing }] }), member)
  const foreign = signList(listXml({ territory: 'LA', services: [{ certificate: issuing }] }), member)
  await assert.rejects(importing(listOrder([own])), { code: 'trust.list_signer_unknown' })
  await assert.rejects(importing(listOrder([lotl, foreign])), { code: 'trust.list_signer_unknown' })
  await importing(listOrder([lotl, own]))
  assert.ok(await termsOf(issuing))
  assert.equal(await termsOf(member.certificate), undefined)
})

test('a certificate is trusted by the fingerprint somebody typed, never by lying in a file', async (t) => {
  const { database } = await given(t)
  const agency = makeOperator('ec').certificate
  const order = {
    terms: { uses: ['signature' as const] },
    letter,
    source: 'a.pem',
    certificates: [root, issuing, agency],
  }
  const by = (fingerprint: string, more: object = {}) =>
    database.transaction((tx) => trustCertificate(tx, { fingerprint, ...order, ...more }, OPERATOR))
  await assert.rejects(by(idOf(root).slice(0, 40)), { code: 'trust.fingerprint_invalid' })
  await assert.rejects(by('ab'.repeat(32)), { code: 'trust.fingerprint_mismatch' })
  await assert.rejects(by('ab'.repeat(32), { certificates: [] }), { code: 'trust.certificate_unknown' })
  await assert.rejects(by(idOf(agency)), { code: 'trust.not_an_authority' })
  await assert.rejects(by(idOf(agency), { terms: { uses: ['revocation'] } }), { code: 'trust.terms_invalid' })
  const printed = idOf(issuing).toUpperCase().match(/.{4}/g)!.join(' ')
  assert.equal(await by(printed), 'signature')
  await assert.rejects(by(printed), { code: 'trust.already_trusted' })
  assert.equal(parseCertificate(issuing).selfIssued, false, 'an authority below the root, trusted by itself')
})
