import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeCertificate } from '../../issue/certificate.ts'
import { basicConstraints } from '../../issue/extensions.ts'
import { verifyPdf } from '../../verify-pdf.ts'
import { minimalPdf } from '../minimal-pdf.ts'
import { signPdf } from '../sign-pdf.ts'
import { loadCryptoki, type Cryptoki } from './cryptoki.ts'
import { openPkcs11, type Pkcs11Order } from './pkcs11-signer.ts'
import { requireOk } from './return-values.ts'
import { writeTemplate, writeUlong } from './structures.ts'
import { login, openSession, type Session } from './token.ts'

/** Where Debian, Fedora and Homebrew put it. */
const MODULE = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
].find(existsSync)
const skip =
  !MODULE || spawnSync('softhsm2-util', ['--version']).error ? 'no softhsm2 here to hold keys' : false

const PIN = '482913'
const folder = mkdtempSync(join(tmpdir(), 'khoso-token-'))
after(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'tokens'))
process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf')
writeFileSync(
  join(folder, 'softhsm2.conf'),
  `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`,
)

const KEYS = {
  'RSA-2048': generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'RSA-3072': generateKeyPairSync('rsa', { modulusLength: 3072 }),
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
}
type Kind = keyof typeof KEYS
const ids: Readonly<Record<Kind, string>> = {
  'RSA-2048': 'a1',
  'RSA-3072': 'a2',
  'P-256': 'b1',
  'P-384': 'b2',
}

const certify = (kind: Kind, key: { privateKey: KeyObject; publicKey: KeyObject } = KEYS[kind]): Buffer =>
  makeCertificate({
    issuer: { name: [['commonName', `Sở Y tế ${kind}`]], key: key.privateKey },
    subject: [['commonName', `Sở Y tế ${kind}`]],
    publicKey: key.publicKey,
    serial: Buffer.of(1),
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2030-01-01T00:00:00Z'),
    extensions: [basicConstraints(false)],
  })

if (!skip) {
  const util = (...args: string[]) => execFileSync('softhsm2-util', args, { stdio: 'pipe' })
  util('--init-token', '--free', '--label', 'khoso', '--pin', PIN, '--so-pin', '00000000')
  for (const [kind, { privateKey }] of Object.entries(KEYS)) {
    const path = join(folder, `${kind}.pem`)
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    util('--import', path, '--token', 'khoso', '--label', kind, '--id', ids[kind as Kind], '--pin', PIN)
  }
  // Opened to write (CKF_RW_SESSION), which signing never is.
  const session = await openSession(MODULE!, 'khoso', async (path) => {
    const driver = await loadCryptoki(path)
    return {
      ...driver,
      call: (name, ...args) =>
        driver.call(name, ...(name === 'C_OpenSession' ? [args[0]!, 6, ...args.slice(2)] : args)),
    }
  })
  await login(session, () => PIN)
  for (const kind of ['RSA-2048', 'P-256'] as const) await storeCertificate(session, kind)
  // The login belongs to the process and ends with its last session.
  await session.driver.call('C_CloseSession', session.handle)
}

/** What a person does with the token's own software when the authority has sent the certificate. */
async function storeCertificate({ driver, handle }: Session, kind: Kind): Promise<void> {
  const template = [
    { type: 0x00, value: writeUlong(driver, 1) },
    { type: 0x80, value: writeUlong(driver, 0) },
    { type: 0x01, value: Buffer.of(1) },
    { type: 0x101, value: Buffer.from(`subject ${kind}`) },
    { type: 0x102, value: Buffer.from(ids[kind], 'hex') },
    { type: 0x11, value: certify(kind) },
  ]
  const made = Buffer.alloc(driver.ulong)
  const rv = await driver.call(
    'C_CreateObject',
    handle,
    writeTemplate(driver, template),
    template.length,
    made,
  )
  requireOk(rv, 'C_CreateObject')
}

const open = (order: Partial<Pkcs11Order> = {}, load?: (path: string) => Promise<Cryptoki>) =>
  openPkcs11({ module: MODULE!, token: 'khoso', pin: () => PIN, ...order }, load)

async function signWithToken(order: Partial<Pkcs11Order>) {
  const { signer, close } = await open(order)
  const signed = await signPdf(minimalPdf({ lines: ['x'] }), { signer, claimedTime: new Date() })
  await close()
  const [signature] = verifyPdf(signed, {
    anchors: [],
    intermediates: [],
    at: Date.UTC(2026, 10, 22),
  }).signatures
  return signature
}

for (const kind of ['RSA-2048', 'P-256'] as const) {
  test(`a ${kind} key in a token signs with the certificate beside it`, { skip }, async () => {
    const signature = await signWithToken({ key: kind })
    assert.deepEqual([signature?.intact, signature?.signer.commonName], [true, `Sở Y tế ${kind}`])
  })
}

for (const kind of ['RSA-3072', 'P-384'] as const) {
  test(
    `a ${kind} key in a token signs with a certificate kept in a file, named by its id`,
    { skip },
    async () => {
      const signature = await signWithToken({ key: ids[kind], certificates: [certify(kind)] })
      assert.deepEqual([signature?.intact, signature?.signer.commonName], [true, `Sở Y tế ${kind}`])
    },
  )
}

test('RSASSA-PSS is made by the token when asked for', { skip }, async () => {
  const signature = await signWithToken({
    key: 'RSA-2048',
    algorithm: { scheme: 'rsa-pss', digest: 'sha384' },
  })
  assert.equal(signature?.intact, true)
})

test('a wrong PIN is refused with its code, tried once, and never told', { skip }, async () => {
  let asked = 0
  const pin = () => {
    asked += 1
    return '999999'
  }
  await assert.rejects(open({ pin }), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'sign.token_pin_wrong')
    assert.doesNotMatch(`${error.message}${error.stack}`, /999999/)
    return true
  })
  assert.equal(asked, 1)
})

test(
  'no such token, driver or key, and a key among several, are refused each with its code',
  { skip },
  async () => {
    await assert.rejects(open({ token: 'another' }), { code: 'sign.token_missing' })
    await assert.rejects(open({ module: '/nowhere/driver.so' }), { code: 'sign.token_driver' })
    await assert.rejects(open({ key: 'nobody' }), { code: 'sign.token_key_missing' })
    await assert.rejects(open({ key: 'RSA-3072' }), { code: 'sign.token_key_missing' })
    await assert.rejects(open(), { code: 'sign.token_ambiguous' })
  },
)

test(
  'a certificate that belongs to another key is found out before anything is written',
  { skip },
  async () => {
    const other = certify('RSA-3072', generateKeyPairSync('rsa', { modulusLength: 3072 }))
    await assert.rejects(signWithToken({ key: 'RSA-3072', certificates: [other] }), {
      code: 'sign.signature_wrong',
    })
  },
)

test('signatures asked for at once are made one after the other, and all hold', { skip }, async () => {
  const { signer, close } = await open({ key: 'P-256' })
  const order = { signer, claimedTime: new Date() }
  const files = await Promise.all(
    Array.from({ length: 8 }, () => signPdf(minimalPdf({ lines: ['x'] }), order)),
  )
  await close()
  for (const file of files) {
    const { signatures } = verifyPdf(file, { anchors: [], intermediates: [], at: Date.UTC(2026, 10, 22) })
    assert.equal(signatures[0]?.intact, true)
  }
})

test('while the token signs, the event loop goes on', { skip }, async () => {
  const { signer, close } = await open({ key: 'RSA-2048' })
  let [turns, signing] = [0, true]
  const turn = () => {
    turns += 1
    if (signing) setImmediate(turn)
  }
  setImmediate(turn)
  for (let i = 0; i < 20; i += 1) await signer.sign(Buffer.from(`${i}`))
  signing = false
  await close()
  assert.ok(turns > 20, `${turns} turns`)
})

/** The real driver, but that one function answers as a token does that was locked, pulled out or refused. */
const answering =
  (name: string, rv: number) =>
  async (path: string): Promise<Cryptoki> => {
    const driver = await loadCryptoki(path)
    return {
      ...driver,
      call: (called, ...args) => (called === name ? Promise.resolve(rv) : driver.call(called, ...args)),
    }
  }

const ANSWERS = [
  ['C_Login', 0xa4, 'sign.token_pin_locked'],
  ['C_Login', 0xa3, 'sign.token_pin_expired'],
  ['C_Login', 0x50, 'sign.token_cancelled'],
  ['C_OpenSession', 0xe0, 'sign.token_missing'],
  ['C_Sign', 0x32, 'sign.token_missing'],
  ['C_SignInit', 0xb3, 'sign.token_missing'],
  ['C_SignInit', 0x70, 'sign.token_mechanism'],
  ['C_Sign', 0x30, 'sign.token_failed'],
] as const

for (const [name, rv, code] of ANSWERS) {
  test(`${name} that answers 0x${rv.toString(16)} is refused as ${code}`, { skip }, async () => {
    const attempt = async () => {
      const { signer, close } = await open({ key: 'RSA-2048' }, answering(name, rv))
      try {
        await signer.sign(Buffer.from('x'))
      } finally {
        await close()
      }
    }
    await assert.rejects(attempt, { code })
  })
}

test('a token that is gone when it should sign is refused with a code', { skip }, async () => {
  const { signer, close } = await open({ key: 'RSA-2048' })
  await close()
  await assert.rejects(signer.sign(Buffer.from('x')), { code: 'sign.token_missing' })
})
