import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeCertificate } from '../issue/certificate.ts'
import { basicConstraints } from '../issue/extensions.ts'
import { toPem } from '../issue/pem.ts'
import { readPkcs12, writePkcs12 } from './pkcs12.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-p12-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const skip = spawnSync('openssl', ['version']).error ? 'no openssl here to give a second opinion' : false
const openssl = (args: string) =>
  execFileSync('openssl', args.split(' '), {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })

const root = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const leaf = generateKeyPairSync('rsa', { modulusLength: 2048 })
const years = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') }
const issuer = { name: [['commonName', 'Gốc']], key: root.privateKey } as const
const top = makeCertificate({
  issuer,
  subject: issuer.name,
  publicKey: root.publicKey,
  serial: Buffer.of(1),
  ...years,
  extensions: [basicConstraints()],
})
const own = makeCertificate({
  issuer,
  subject: [['commonName', 'SỞ Y TẾ']],
  publicKey: leaf.publicKey,
  serial: Buffer.of(2),
  ...years,
  extensions: [],
})
const order = { key: leaf.privateKey, certificate: own, chain: [top], friendlyName: 'Sở Y tế' }

test('a key file gives back the key and its chain, and nothing to a wrong password', () => {
  const file = writePkcs12({ ...order, password: 'mật khẩu' })
  const held = readPkcs12(file, 'mật khẩu')

  assert.ok(held.key.equals(leaf.privateKey))
  assert.deepEqual(Buffer.from(held.certificate), own)
  assert.deepEqual(
    held.chain.map((one) => Buffer.from(one)),
    [top],
  )
  assert.throws(() => readPkcs12(file, 'mat khau'), { code: 'sign.pkcs12_password' })
})

test('openssl opens the key files we write', { skip }, () => {
  writeFileSync(join(folder, 'ours.p12'), writePkcs12({ ...order, password: 'demo' }))
  const said = openssl('pkcs12 -in ours.p12 -passin pass:demo -nodes')
  assert.ok(said.includes(toPem(own).trim()))
  assert.ok(said.includes(toPem(top).trim()))
  assert.match(said, /BEGIN PRIVATE KEY/)
})

for (const [how, options] of Object.entries({
  'by default': '',
  'with triple DES and SHA-1': '-certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1',
  'as Windows did, with RC2': '-legacy -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-3DES -macalg sha1',
  'with RC2 of 128 bits': '-legacy -certpbe PBE-SHA1-RC2-128 -keypbe PBE-SHA1-RC2-128 -macalg sha1',
  'with AES-128 and SHA-512': '-certpbe AES-128-CBC -keypbe AES-128-CBC -macalg sha512',
})) {
  test(`the key files openssl writes ${how} are opened`, { skip }, () => {
    writeFileSync(join(folder, 'leaf.key'), leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(join(folder, 'leaf.pem'), toPem(own))
    writeFileSync(join(folder, 'top.pem'), toPem(top))
    const files = '-inkey leaf.key -in leaf.pem -certfile top.pem -out theirs.p12 -passout pass:demo'
    openssl(`pkcs12 -export ${files} ${options}`.trim())
    const held = readPkcs12(readFileSync(join(folder, 'theirs.p12')), 'demo')
    assert.ok(held.key.equals(leaf.privateKey))
    assert.equal(held.chain.length, 1)
  })
}

test('what is no key file, or a damaged one, is refused with its code', () => {
  const file = writePkcs12({ ...order, password: 'demo' })
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from('hello'),
    file.subarray(0, 200),
    Buffer.alloc(300, 0x30),
  ]) {
    assert.throws(() => readPkcs12(bytes, 'demo'), { code: 'sign.pkcs12_unreadable' })
  }
})
