import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { basicConstraints, keyUsage, makeCertificate, toPem } from '@khoso/pades/issue'
import { createAuthority } from '../../../demo/authority/index.ts'
import { testTransaction, TEST_NOW } from '../../../tests/database.ts'
import { listAnchors, listTrust, loadAnchors, OPERATOR, withdrawAnchor } from './anchors.ts'
import { applyPlan, planOffer } from './plan-import.ts'
import { readFiles } from './read-offer.ts'

const authority = createAuthority({ baseUrl: 'http://ca.test', keys: 'ec' })
const fingerprint = (der: Uint8Array) => createHash('sha256').update(der).digest('hex')

function folderWith(t: TestContext, files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-anchors-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

function selfSignedLeaf(): Buffer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = [['commonName', 'UBND phường Hải Châu']] as const
  return makeCertificate({
    issuer: { name, key: privateKey },
    subject: name,
    publicKey,
    serial: Buffer.from([1]),
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date('2030-01-01T00:00:00Z'),
    extensions: [basicConstraints(false), keyUsage('digitalSignature')],
  })
}

test('only a self-signed certificate of an authority becomes an anchor; the others help to build chains', async (t) => {
  const tx = await testTransaction(t)
  const leaf = selfSignedLeaf()
  const folder = folderWith(t, {
    'cong-vu/bundle.pem': toPem(authority.root.certificate) + toPem(authority.issuing.certificate),
    'leaf.der': leaf,
    'broken.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    'README.txt': 'not a certificate',
  })
  const loaded = await loadAnchors(tx, folder)
  assert.deepEqual(loaded, { anchors: 1, helpers: 2, unreadable: ['broken.pem'] })
  const [anchor, ...more] = await listAnchors(tx, TEST_NOW)
  assert.equal(more.length, 0)
  assert.equal(anchor?.fingerprint, fingerprint(authority.root.certificate))
  assert.equal(anchor?.scope, 'cong-vu')
  assert.equal(anchor?.trustedFrom, '2015-01-01')
  const { helpers } = await listTrust(tx, TEST_NOW)
  const expected = [fingerprint(authority.issuing.certificate), fingerprint(leaf)]
  assert.deepEqual(
    helpers.map(({ der }) => fingerprint(der)),
    expected.sort(),
  )
})

test('loading the same folder again changes nothing', async (t) => {
  const tx = await testTransaction(t)
  const folder = folderWith(t, { 'root.pem': toPem(authority.root.certificate) })
  await loadAnchors(tx, folder)
  const before = await listAnchors(tx, TEST_NOW)
  await loadAnchors(tx, folder)
  assert.deepEqual(await listAnchors(tx, TEST_NOW), before)
})

test('what was said of a root by letter is not undone by its file at the next start', async (t) => {
  const tx = await testTransaction(t)
  const folder = folderWith(t, { 'state/time-stamp/root.pem': toPem(authority.root.certificate) })
  await loadAnchors(tx, folder)
  const [loaded] = await listAnchors(tx, TEST_NOW)
  assert.deepEqual(loaded!.terms, { uses: ['time-stamp'], class: 'state' })
  const offer = readFiles([{ name: 'root.pem', bytes: Buffer.from(toPem(authority.root.certificate)) }], {
    scope: loaded!.scope,
    terms: { uses: ['signature'] },
  })
  const later = { ...tx, now: new Date(TEST_NOW.getTime() + 1_000) }
  const plan = await planOffer(later, offer)
  await applyPlan(later, { offer, plan, actor: OPERATOR, letter: '9/CV-BCY' })
  await loadAnchors({ ...tx, now: new Date(TEST_NOW.getTime() + 2_000) }, folder)
  const [now, ...more] = await listAnchors(tx, new Date(TEST_NOW.getTime() + 3_000))
  assert.deepEqual([now!.terms, more.length], [{ uses: ['signature'] }, 0])
})

test('a folder that is not there holds nothing', async (t) => {
  const tx = await testTransaction(t)
  assert.deepEqual(await loadAnchors(tx, '/nowhere'), { anchors: 0, helpers: 0, unreadable: [] })
})

test('trust withdrawn after a day ends then, is not loaded back, and is not known before it was recorded', async (t) => {
  const tx = await testTransaction(t)
  const folder = folderWith(t, { 'root.pem': toPem(authority.root.certificate) })
  await loadAnchors(tx, folder)
  const later = { ...tx, now: new Date(TEST_NOW.getTime() + 86_400_000) }
  await withdrawAnchor(later, {
    fingerprint: fingerprint(authority.root.certificate),
    scope: 'general',
    trustedTo: '2026-11-20',
    source: 'Công văn 12/CV-BCY',
  })
  await loadAnchors({ ...tx, now: new Date(later.now.getTime() + 1) }, folder)
  assert.equal((await listAnchors(tx, TEST_NOW)).length, 1)
  assert.equal((await listAnchors(tx, new Date(later.now.getTime() + 1_000))).length, 0)
})

const VGCA = join(import.meta.dirname, '../../../../shared/data/vgca-certs')

test(
  'of the Government certificates that circulate, the two VGCA roots and the national root are anchors',
  { skip: existsSync(VGCA) ? false : '../shared/data/vgca-certs is not here' },
  async (t) => {
    const tx = await testTransaction(t)
    const { anchors, unreadable } = await loadAnchors(tx, VGCA)
    assert.deepEqual(unreadable, [])
    assert.equal(anchors, 3)
  },
)
