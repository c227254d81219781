import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { generateKeyPair, publicPart } from '../keys.ts'
import { sealQr } from '../qr-text.ts'
import { signStatusList } from '../sign-status-list.ts'
import { signTrustList } from '../sign-trust-list.ts'
import { qrCommand } from './verify.ts'
import { givenKey, givenPayload, givenStatusList, givenTrustList, NOW, ORIGIN } from '../../tests/given.ts'

async function givenFiles(t: TestContext, entries: [number, number][] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-qr-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const [qr, status, root] = [await givenKey(), await givenKey({ use: 'status' }), await generateKeyPair()]
  const trust = givenTrustList([qr.entry, status.entry])
  const files = {
    keys: await signTrustList(trust, root.privateJwk),
    json: JSON.stringify(trust),
    root: JSON.stringify(root.publicJwk),
    otherRoot: JSON.stringify(publicPart((await generateKeyPair()).privateJwk)),
    status: await signStatusList(givenStatusList(entries), status.signer),
  }
  const paths = Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      writeFileSync(join(folder, name), text)
      return [name, join(folder, name)]
    }),
  ) as Record<keyof typeof files, string>
  return { paths, text: await sealQr(ORIGIN, givenPayload(), qr.signer) }
}

async function run(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const at = ['--at', NOW.toISOString()]
  const code = await qrCommand([...argv, ...at], { out: (l) => out.push(l), err: (l) => err.push(l) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

test('a paper in force exits 0 and says so as one line of JSON', async (t) => {
  const { paths, text } = await givenFiles(t)
  const { code, out } = await run(
    'verify',
    text,
    '--keys',
    paths.keys,
    '--root',
    paths.root,
    '--status',
    paths.status,
    '--json',
  )
  const { verdict, integrity, issuer, status, payload } = JSON.parse(out)
  assert.equal(code, 0)
  assert.equal(verdict, 'valid')
  assert.equal(integrity.code, 'integrity.intact')
  assert.equal(issuer.code, 'issuer.recognised')
  assert.equal(status.code, 'status.as_listed')
  assert.equal(payload.procedure, '2.002425')
  assert.match(payload.digest.bytes, /^[0-9a-f]{32}$/)
})

test('the plain form names the agency and the type from the trust list', async (t) => {
  const { paths, text } = await givenFiles(t)
  const { out } = await run('verify', text, '--keys', paths.json, '--status', paths.status)
  assert.match(out, /^verdict +valid$/m)
  assert.match(out, /^agency +Ban Quản lý An toàn thực phẩm thành phố Đà Nẵng$/m)
})

test('a withdrawn paper exits 1, one nobody has a list for 3, an unreadable text 2', async (t) => {
  const { paths, text } = await givenFiles(t, [[914_233, 1]])
  const keys = ['--keys', paths.keys]
  assert.equal((await run('verify', text, ...keys, '--status', paths.status)).code, 1)
  assert.equal((await run('verify', text, ...keys)).code, 3)
  assert.equal((await run('verify', `${ORIGIN}/v#1256`, ...keys)).code, 2)
})

test('a trust list that the given root did not sign is not used', async (t) => {
  const { paths, text } = await givenFiles(t)
  const { code, err } = await run('verify', text, '--keys', paths.keys, '--root', paths.otherRoot)
  assert.equal(code, 2)
  assert.match(err, /not signed by the root key/)
})

test('a missing file, a list that is none and wrong words are told in one line', async (t) => {
  const { paths, text } = await givenFiles(t)
  assert.equal((await run('verify', text, '--keys', '/nowhere')).code, 2)
  assert.equal((await run('verify', text, '--keys', paths.root)).code, 2)
  assert.equal((await run('verify', text, '--keys', paths.keys, '--status', paths.keys)).code, 2)
  assert.match((await run('verify', text)).err, /--keys FILE/)
  assert.match((await run('verify', text, '--unknown')).err, /unknown/)
  assert.equal((await run('verify', '--help')).code, 0)
})
