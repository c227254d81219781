import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, randomBytes, X509Certificate, type KeyObject } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeCertificate } from './certificate.ts'
import { certificateParts, serialOf } from './certificate-parts.ts'
import {
  authorityInfoAccess,
  basicConstraints,
  certificatePolicy,
  crlDistributionPoint,
  extendedKeyUsage,
  keyUsage,
  ocspNoCheck,
} from './extensions.ts'
import type { Name } from './name.ts'
import { makeOcspResponse } from './ocsp.ts'
import { makeCertificateId, makeOcspRequest, parseOcspRequest } from './ocsp-request.ts'
import { toPem } from './pem.ts'
import { makeRevocationList } from './revocation-list.ts'
import { makeTimeStampResponse } from './time-stamp.ts'
import { makeTimeStampRequest, parseTimeStampRequest } from './time-stamp-request.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-issue-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const noOpenssl =
  spawnSync('openssl', ['version']).status === 0 ? false : 'no openssl here to give a second opinion'
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

const pem = (name: string, der: Uint8Array, label?: string) =>
  writeFileSync(join(folder, name), toPem(der, label))

const KEYS = {
  'RSA-2048': () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'P-256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  Ed25519: () => generateKeyPairSync('ed25519'),
}

const YEAR = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') }
const AT = new Date('2026-11-22T03:04:05Z')
const ROOT: Name = [
  ['country', 'VN'],
  ['commonName', 'Gốc thử nghiệm'],
]
const LEAF: Name = [
  ['country', 'VN'],
  ['organization', 'ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG'],
  ['commonName', 'SỞ Y TẾ'],
  ['userId', 'MST:0400123456'],
  ['userId', 'MNS:1032158'],
]

function makeWorld(kind: keyof typeof KEYS) {
  const root = KEYS[kind]()
  const issuer = { name: ROOT, key: root.privateKey }
  const rootCertificate = makeCertificate({
    issuer,
    subject: ROOT,
    publicKey: root.publicKey,
    serial: Buffer.of(1),
    ...YEAR,
    extensions: [basicConstraints(), keyUsage('keyCertSign', 'crlSign')],
  })
  const issue = (publicKey: KeyObject, serial: number, extensions: Buffer[]) =>
    makeCertificate({ issuer, subject: LEAF, publicKey, serial: Buffer.of(serial), ...YEAR, extensions })
  return { kind, root, issuer, rootCertificate, issue }
}

const leafExtensions = [
  basicConstraints(false),
  keyUsage('digitalSignature', 'nonRepudiation'),
  extendedKeyUsage(['emailProtection']),
  authorityInfoAccess({ ocsp: 'http://127.0.0.1:1/ocsp', caIssuers: 'http://127.0.0.1:1/ca/root.cer' }),
  crlDistributionPoint('http://127.0.0.1:1/crl/root.crl'),
  certificatePolicy('2.999.1', 'https://example.vn/cp'),
]

test('a certificate keeps its Vietnamese names and its extensions', () => {
  const { root, rootCertificate, issue } = makeWorld('P-256')
  const leaf = new X509Certificate(issue(root.publicKey, 0x80, leafExtensions))

  assert.ok(leaf.subject.includes('CN=SỞ Y TẾ'))
  assert.ok(leaf.subject.includes('O=ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG'))
  assert.equal(leaf.serialNumber, '80')
  assert.equal(leaf.ca, false)
  assert.match(leaf.infoAccess ?? '', /OCSP - URI:http:\/\/127\.0\.0\.1:1\/ocsp/)
  assert.ok(leaf.verify(new X509Certificate(rootCertificate).publicKey))
  assert.deepEqual(serialOf(leaf.raw), Buffer.of(0x80))
  assert.deepEqual(certificateParts(leaf.raw).issuer, certificateParts(rootCertificate).subject)
})

for (const kind of ['RSA-2048', 'P-256', 'Ed25519'] as const) {
  test(`openssl accepts what a ${kind} root issues, and its revocation list`, { skip: noOpenssl }, () => {
    const { root, issuer, rootCertificate, issue } = makeWorld(kind)
    pem('root.pem', rootCertificate)
    pem('good.pem', issue(root.publicKey, 2, leafExtensions))
    pem('revoked.pem', issue(root.publicKey, 3, leafExtensions))
    const list = makeRevocationList({
      issuer,
      number: 7,
      thisUpdate: AT,
      nextUpdate: YEAR.notAfter,
      revoked: [{ serial: Buffer.of(3), at: AT, reason: 'cessationOfOperation' }],
    })
    pem('root.crl', list, 'X509 CRL')

    const checked = ['-x509_strict', '-crl_check', '-CRLfile', 'root.crl', '-CAfile', 'root.pem']
    const time = ['-attime', String(AT.getTime() / 1000 + 60)]
    assert.match(openssl('verify', ...time, ...checked, 'good.pem'), /good\.pem: OK/)
    assert.throws(() => openssl('verify', ...time, ...checked, 'revoked.pem'), /certificate revoked/)
    assert.match(openssl('crl', '-in', 'root.crl', '-noout', '-text'), /Cessation Of Operation/)
  })

  test(`openssl believes the OCSP answers of a ${kind} responder`, { skip: noOpenssl }, () => {
    const { root, rootCertificate, issue } = makeWorld(kind)
    const responder = KEYS[kind]()
    const responderCertificate = issue(responder.publicKey, 9, [
      keyUsage('digitalSignature'),
      extendedKeyUsage(['ocspSigning']),
      ocspNoCheck(),
    ])
    pem('root.pem', rootCertificate)
    pem('leaf.pem', issue(root.publicKey, 2, leafExtensions))
    openssl('ocsp', '-issuer', 'root.pem', '-sha256', '-cert', 'leaf.pem', '-reqout', 'request.der')
    const request = parseOcspRequest(readBytes('request.der'))
    const now = new Date()
    writeFileSync(
      join(folder, 'answer.der'),
      makeOcspResponse({
        responder: { key: responder.privateKey, certificates: [responderCertificate] },
        producedAt: now,
        answers: request.questions.map(({ certificateId }) => ({
          certificateId,
          status: { state: 'revoked', at: AT, reason: 'keyCompromise' },
          thisUpdate: now,
        })),
        nonce: request.nonce,
      }),
    )
    // Without -no_nonce openssl would put another nonce into the request it reads back.
    const asked = '-no_nonce -reqin request.der -respin answer.der -resp_text'.split(' ')
    const args = ['ocsp', ...asked, '-CAfile', 'root.pem', '-issuer', 'root.pem']
    const run = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    assert.match(run.stderr, /Response verify OK/)
    assert.match(run.stdout, /Cert Status: revoked/)
    assert.match(run.stdout, /Revocation Reason: keyCompromise/)
  })
}

// openssl's ts cannot check a signature that has no separate digest, so Ed25519 is not asked here.
for (const kind of ['RSA-2048', 'P-256'] as const) {
  test(`openssl believes the time-stamps of a ${kind} authority`, { skip: noOpenssl }, () => {
    const { root, rootCertificate, issue } = makeWorld(kind)
    const uses = [keyUsage('digitalSignature'), extendedKeyUsage(['timeStamping'], true)]
    const certificate = issue(root.publicKey, 5, uses)
    pem('root.pem', rootCertificate)
    writeFileSync(join(folder, 'text'), 'Giấy phép số 12/GP-SYT')
    openssl('ts', '-query', '-data', 'text', '-sha256', '-cert', '-out', 'request.tsq')
    const chain = [rootCertificate]
    const authority = { certificate, chain, key: root.privateKey, policy: '2.999.3161.1' }
    const request = parseTimeStampRequest(readBytes('request.tsq'))
    const answer = makeTimeStampResponse(authority, request, { at: AT, serial: Buffer.of(77) })
    writeFileSync(join(folder, 'answer.tsr'), answer)

    const files = ['-queryfile', 'request.tsq', '-in', 'answer.tsr', '-CAfile', 'root.pem']
    assert.match(openssl('ts', '-verify', ...files), /Verification: OK/)
    const told = openssl('ts', '-reply', '-in', 'answer.tsr', '-text')
    assert.match(told, /Time stamp: Nov 22 03:04:05 2026 GMT/)
  })
}

test('an OCSP request is read back as it was asked', () => {
  const { root, rootCertificate } = makeWorld('P-256')
  const issuer = { name: certificateParts(rootCertificate).subject, key: root.publicKey }
  const nonce = randomBytes(16)
  const asked = parseOcspRequest(makeOcspRequest(makeCertificateId(issuer, Buffer.of(0x91), 'sha256'), nonce))

  assert.equal(asked.questions.length, 1)
  assert.equal(asked.questions[0]?.digest, 'sha256')
  assert.deepEqual(asked.questions[0]?.serial, Buffer.of(0x91))
  assert.deepEqual(Buffer.from(asked.nonce ?? []).subarray(2), nonce)
})

test('a time-stamp request with another policy or a wrong imprint length is refused', () => {
  const { root, rootCertificate } = makeWorld('P-256')
  const authority = { certificate: rootCertificate, chain: [], key: root.privateKey, policy: '2.999.3161.1' }
  const moment = { at: AT, serial: Buffer.of(1) }
  const imprint = createHash('sha256').update('x').digest()
  const request = parseTimeStampRequest(makeTimeStampRequest(imprint, 'sha256', Buffer.of(0xff, 1)))

  assert.equal(Buffer.from(request.nonce ?? []).toString('hex'), '020300ff01')
  const status = (answer: Buffer) => answer.subarray(0, 12).toString('hex').includes('020102')
  assert.equal(status(makeTimeStampResponse(authority, request, moment)), false)
  assert.equal(status(makeTimeStampResponse(authority, { ...request, policy: '2.999.9' }, moment)), true)
  assert.equal(
    status(makeTimeStampResponse(authority, { ...request, imprint: Buffer.alloc(20) }, moment)),
    true,
  )
})

function readBytes(name: string): Buffer {
  return readFileSync(join(folder, name))
}
