import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readTrust, verifyPdf } from '@khoso/pades'
import { minimalPdf, writePkcs12 } from '@khoso/pades/sign'
import { toPem } from '@khoso/pades/issue'
import { revoke, issueAgency } from '../demo/authority/index.ts'
import { oneTimePassword, serveRemoteSigning } from '../demo/remote-signing/index.ts'
import { signCommand } from '../packages/pades/src/command/sign.ts'
import * as en from '../words/en/signing.ts'
import * as vi from '../words/vi/signing.ts'
import { makeSigned } from './signed-files.ts'
import { NOW, openSignedWorld } from './signed/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-sign-command-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const world = openSignedWorld()
const PASSWORD = 'mật khẩu'

const put = (name: string, bytes: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
mkdirSync(join(folder, 'anchors'))
put('anchors/root.pem', toPem(world.anchor))
const anchors = ['--anchors', join(folder, 'anchors')]
const tsa = ['--tsa', 'http://authority.invalid/tsa', '--ask', 'authority.invalid']
const key = put('key.p12', writePkcs12({ ...world.agency.held, friendlyName: 'so-y-te', password: PASSWORD }))
const page = () => put(`page-${(count += 1)}.pdf`, minimalPdf({ lines: ['So: 12/GP-SYT'] }))
let count = 0

const words = {
  vi: { codes: vi.signing, text: vi.signingText },
  en: { codes: en.signing, text: en.signingText },
}

async function run(argv: readonly string[], secrets: Readonly<Record<string, string>> = {}) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) }
  const ask = (name: string) => Promise.resolve(secrets[name] ?? PASSWORD)
  const exit = await signCommand(argv, io, { words, now: () => NOW.getTime(), ask, fetch: world.fetch })
  return { exit, out: out.join('\n'), err: err.join('\n') }
}

const judge = (path: string) =>
  verifyPdf(readFileSync(path), { ...readTrust([world.anchor]), at: NOW.getTime() }).signatures[0]

for (const [level, reached] of [
  ['B-B', 'PAdES-B-B'],
  ['B-T', 'PAdES-B-T'],
  ['B-LT', 'PAdES-B-LT'],
  ['B-LTA', 'PAdES-B-LTA'],
] as const) {
  test(`a key file signs to ${level} in a new file, and the one given stays as it was`, async () => {
    const file = page()
    const before = readFileSync(file)
    const signed = file.replace('.pdf', '.signed.pdf')
    const { exit, out } = await run(['--level', level, '--p12', key, ...anchors, ...tsa, file])
    assert.deepEqual([exit, out], [0, `ĐÃ KÝ: ${signed}`])
    assert.deepEqual(readFileSync(file), before)
    assert.equal(judge(signed)?.level, reached)
  })
}

test('a file that exists is not overwritten, in the words of a clerk', async () => {
  const file = page()
  const there = put('there.pdf', 'kept')
  const { exit, err } = await run(['--level', 'B-B', '--p12', key, ...anchors, '--out', there, file])
  assert.equal(exit, 1)
  assert.match(
    err,
    /^CHƯA KÝ — Tệp kết quả đã tồn tại.*\n {2}→ Đặt tên tệp kết quả khác\.\n.*sign\.output_exists/,
  )
  assert.equal(readFileSync(there, 'utf8'), 'kept')
  const same = await run(['--level', 'B-B', '--p12', key, ...anchors, '--out', file, file])
  assert.equal(same.exit, 1)
})

test('a wrong password, and a certificate that was revoked, sign nothing', async () => {
  const wrong = await run(['--p12', key, ...anchors, ...tsa, '--json', page()], { KHOSO_P12_PASSWORD: 'no' })
  assert.deepEqual(
    [wrong.exit, (JSON.parse(wrong.out) as { code: string }).code],
    [1, 'sign.pkcs12_password'],
  )
  const { entry } = issueAgency(world.authority, { name: 'Sở Nội vụ' })
  const { held } = revoke(world.authority, entry.id, { at: new Date('2026-11-01'), reason: 'superseded' })
  const revoked = put('revoked.p12', writePkcs12({ ...held, friendlyName: 'x', password: PASSWORD }))
  const { exit, err } = await run(['--english', '--level', 'B-B', '--p12', revoked, ...anchors, page()])
  assert.equal(exit, 1)
  assert.match(err, /^NOT SIGNED — The certificate has been revoked\./)
})

test('a remote service signs, and asks its questions in its own words', async () => {
  const otpSecret = Buffer.from('12345678901234567890')
  const { url, close } = await serveRemoteSigning({
    clients: { khoso: 'a secret' },
    credentials: [{ id: 'seal', held: world.agency.held, pin: '246810', otpSecret }],
  })
  const file = page()
  const secrets = {
    KHOSO_CSC_SECRET: 'a secret',
    KHOSO_CSC_PIN: '246810',
    KHOSO_CSC_OTP: oneTimePassword(otpSecret, Date.now()),
  }
  const argv = [
    '--level',
    'B-B',
    '--csc',
    url,
    '--client-id',
    'khoso',
    ...anchors,
    '--seal',
    '300,100,90,90',
    file,
  ]
  const { exit } = await run(argv, secrets)
  await close()
  assert.equal(exit, 0)
  assert.equal(judge(file.replace('.pdf', '.signed.pdf'))?.intact, true)
})

test('what others signed is made to last, and lasts longer by renewal', async () => {
  const file = put('theirs.pdf', await makeSigned('two-signatures', { world }))
  const [once, twice] = [join(folder, 'once.pdf'), join(folder, 'twice.pdf')]
  assert.equal((await run(['--archive', ...anchors, ...tsa, '--out', once, file])).exit, 0)
  assert.equal(judge(once)?.level, 'PAdES-B-LTA')
  assert.equal((await run(['--renew', ...anchors, ...tsa, '--out', twice, once])).exit, 0)
  const none = await run(['--renew', ...anchors, ...tsa, '--json', file])
  assert.equal((JSON.parse(none.out) as { code: string }).code, 'sign.not_archived')
})

test('what cannot be meant is answered with the use, and a file that is not there by its name', async () => {
  const file = page()
  const nonsense = [
    ['--p12', key, file],
    ['--unchecked', '--level', 'B-LT', '--p12', key, file],
    ['--p12', key, '--pkcs11', 'x.so', ...anchors, file],
    ['--csc', 'https://x', ...anchors, file],
    ['--level', 'B-X', '--p12', key, ...anchors, file],
    ['--archive', ...anchors, file],
    ['--p12', key, ...anchors, '--seal', '1,2', file],
    ['--p12', key, ...anchors],
  ]
  for (const argv of nonsense) assert.deepEqual((await run(argv)).exit, 2, argv.join(' '))
  const { exit, err } = await run(['--p12', key, ...anchors, join(folder, 'nowhere.pdf')])
  assert.equal(exit, 2)
  assert.match(err, /nowhere\.pdf/)
  assert.match((await run(['--help'])).out, /^khoso sign/)
})
