import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { X509Certificate } from 'node:crypto'
import { minimalPdf, signPdf, timeStampClient } from '@khoso/pades/sign'
import { toPem } from '@khoso/pades/issue'
import {
  answerOcsp,
  createAuthority,
  fetchFrom,
  findHolder,
  getHolder,
  issueAgency,
  issuePerson,
  openAuthority,
  revoke,
  serveAuthority,
  timeStamperAt,
} from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-authority-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const skip = spawnSync('openssl', ['version']).error ? 'no openssl here to give a second opinion' : false

const NOW = new Date('2026-11-22T03:04:05Z')
const clock = () => NOW
const baseUrl = 'http://127.0.0.1:9'
const HEALTH = {
  name: 'Sở Y tế thành phố Đà Nẵng',
  parent: 'Ủy ban nhân dân thành phố Đà Nẵng',
  code: 'H17.05',
}

test('an authority comes back from its folder with the same keys, holders and revocations', () => {
  const place = join(folder, 'kept')
  const made = createAuthority({ folder: place, baseUrl, clock, keys: 'ec' })
  const health = issueAgency(made, HEALTH)
  revoke(made, health.entry.id, { at: NOW, reason: 'cessationOfOperation' })

  const opened = openAuthority(place, clock)
  const again = getHolder(opened, 'agency-so-y-te-thanh-pho-da-nang')
  assert.deepEqual(Buffer.from(again.certificate), Buffer.from(health.certificate))
  assert.ok(again.held.key.equals(health.held.key))
  assert.deepEqual(again.entry.revoked, { at: NOW.toISOString(), reason: 'cessationOfOperation' })
  assert.throws(() => createAuthority({ folder: place, baseUrl, keys: 'ec' }), /lives in/)
})

test('nobody but the owner can read the keys', { skip: process.platform === 'win32' }, () => {
  const place = join(folder, 'private')
  issueAgency(createAuthority({ folder: place, baseUrl, clock, keys: 'ec' }), HEALTH)
  for (const file of ['authority.json', 'root.p12', 'holders/agency-so-y-te-thanh-pho-da-nang.p12']) {
    assert.equal(statSync(join(place, file)).mode & 0o077, 0, file)
  }
})

test('agency and person certificates say what they are, and that they are a demonstration', () => {
  const authority = createAuthority({ baseUrl, clock, keys: 'ec' })
  const agency = new X509Certificate(issueAgency(authority, HEALTH).certificate)
  const officer = { name: 'Trần Thị Ánh', agency: HEALTH.name, title: 'Giám đốc' }
  const person = new X509Certificate(issuePerson(authority, officer).certificate)

  assert.match(agency.subject, /CN=Sở Y tế thành phố Đà Nẵng\n/)
  assert.match(agency.subject, /O=Ủy ban nhân dân thành phố Đà Nẵng\n/)
  assert.match(agency.subject, /UID=MDD:H17\.05/)
  assert.match(person.subject, /CN=Trần Thị Ánh\n/)
  assert.match(person.subject, /UID=CCCD:000\d{9}/)
  for (const { subject, issuer } of [agency, person]) {
    assert.match(subject, /OU=Chứng thư trình diễn/)
    assert.match(issuer, /Khoso – CA trình diễn/)
  }
})

test('a holder asked for twice is issued once', () => {
  const authority = createAuthority({ baseUrl, clock, keys: 'ec' })
  const [first, second] = [issueAgency(authority, HEALTH), issueAgency(authority, HEALTH)]
  assert.equal(first.entry.serial, second.entry.serial)
  assert.equal(findHolder(authority, 'nobody'), undefined)
})

test('its services answer at the address its certificates carry', async () => {
  const served = await serveAuthority({ clock, keys: 'ec' })
  try {
    const { authority, url } = served
    const holder = issueAgency(authority, HEALTH)
    const list = new X509Certificate(holder.certificate).infoAccess ?? ''
    assert.ok(list.includes(`OCSP - URI:${url}/ocsp`))
    const issuing = await fetch(`${url}/ca/issuing.cer`)
    assert.deepEqual(Buffer.from(await issuing.arrayBuffer()), Buffer.from(authority.issuing.certificate))
    assert.equal((await fetch(`${url}/crl/issuing.crl`)).headers.get('content-type'), 'application/pkix-crl')
    assert.equal((await fetch(`${url}/nothing`)).status, 404)
    const order = {
      signer: holder.signer,
      claimedTime: NOW,
      timeStamp: timeStampClient({ url: `${url}/tsa` }),
    }
    assert.ok((await signPdf(minimalPdf({ lines: ['x'] }), order)).length > 2_000)
  } finally {
    await served.close()
  }
})

test('an authority kept in a folder is served again at its old address, with what another process revoked', async () => {
  const place = join(folder, 'served')
  const first = await serveAuthority({ folder: place, clock, keys: 'ec' })
  const { id } = issueAgency(first.authority, HEALTH).entry
  await first.close()

  const second = await serveAuthority({ folder: place, clock })
  try {
    assert.equal(second.url, first.url)
    revoke(openAuthority(place, clock), id, { at: NOW, reason: 'keyCompromise' })
    await fetch(`${second.url}/crl/issuing.crl`)
    assert.equal(getHolder(second.authority, id).entry.revoked?.reason, 'keyCompromise')
  } finally {
    await second.close()
  }
})

test('an authority whose port is taken says so in a sentence', async () => {
  const place = join(folder, 'taken')
  const first = await serveAuthority({ folder: place, clock, keys: 'ec' })
  try {
    await assert.rejects(serveAuthority({ folder: place, clock }), /another program answers at http/)
  } finally {
    await first.close()
  }
})

test('openssl hears good before a revocation, revoked after it, unknown for a stranger', { skip }, () => {
  const authority = createAuthority({ baseUrl, keys: 'ec' })
  const now = Date.now()
  const at = new Date(now - 60_000)
  const { entry, certificate } = issueAgency(authority, { ...HEALTH, notBefore: new Date(now - 3_600_000) })
  revoke(authority, entry.id, { at, reason: 'keyCompromise' })
  const stranger = issueAgency(createAuthority({ baseUrl, keys: 'ec' }), HEALTH).certificate
  const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes)
  put('root.pem', toPem(authority.root.certificate))
  put('issuing.pem', toPem(authority.issuing.certificate))
  put('leaf.pem', toPem(certificate))
  put('stranger.pem', toPem(stranger))
  const ask = (leaf: string, when: Date) => {
    const openssl = (args: string) => spawnSync('openssl', args.split(' '), { cwd: folder, encoding: 'utf8' })
    openssl(`ocsp -issuer issuing.pem -cert ${leaf} -reqout request.der`)
    put('answer.der', answerOcsp(authority, readIn('request.der'), when))
    const run = openssl(
      'ocsp -no_nonce -reqin request.der -respin answer.der -resp_text -CAfile root.pem -issuer issuing.pem -validity_period 4000',
    )
    assert.match(run.stderr, /Response verify OK/)
    return /Cert Status: (\w+)/.exec(run.stdout)?.[1]
  }
  assert.equal(ask('leaf.pem', new Date(at.getTime() - 60_000)), 'good')
  assert.equal(ask('leaf.pem', new Date(now)), 'revoked')
  assert.equal(ask('stranger.pem', new Date(now)), 'unknown')
})

test('questions about another authority are not answered', async () => {
  const authority = createAuthority({ baseUrl, clock, keys: 'ec' })
  assert.equal(answerOcsp(authority, Buffer.from('nonsense')).toString('hex'), '30030a0101')
  await assert.rejects(fetchFrom(authority)('http://192.0.2.1/'), /out of reach/)
})

test('a stamper set to a past day stamps that day', async () => {
  const authority = createAuthority({ baseUrl, clock, keys: 'ec' })
  const token = Buffer.from(
    await timeStamperAt(authority, new Date('2021-03-04T05:06:07Z'))(Buffer.from('x')),
  )
  assert.ok(token.includes('20210304050607Z'))
})

const readIn = (name: string): Buffer => readFileSync(join(folder, name))
