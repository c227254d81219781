import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CompactSign, compactVerify, exportJWK, generateKeyPair as joseKeyPair, importJWK } from 'jose'
import { decodeJws, isJwsIntact } from './compact-jws.ts'
import { signTrustList } from './sign-trust-list.ts'
import { openTrustList, parseTrustList } from './trust-list.ts'
import { givenKey, givenTrustList } from '../tests/given.ts'

async function givenRoot(alg = 'ES384') {
  const { privateKey, publicKey } = await joseKeyPair(alg, { extractable: true })
  return { secret: await exportJWK(privateKey), open: await exportJWK(publicKey) }
}

for (const alg of ['ES256', 'ES384', 'PS256'])
  test(`a list signed with ${alg} opens with that root key only`, async () => {
    const root = await givenRoot(alg)
    const other = await givenRoot(alg)
    const list = givenTrustList([(await givenKey()).entry])
    const token = await signTrustList(list, root.secret)
    assert.deepEqual(await openTrustList(token, { rootKeys: [other.open, root.open] }), list)
    await assert.rejects(openTrustList(token, { rootKeys: [other.open] }), { code: 'trust_list' })
    await assert.rejects(openTrustList(token, { rootKeys: [] }), { code: 'trust_list' })
    // jose, which others will use, agrees.
    await compactVerify(token, await importJWK(root.open, alg))
  })

test('a list older than one already seen is refused, the same one is not', async () => {
  const root = await givenRoot()
  const token = await signTrustList(givenTrustList([], { version: 3 }), root.secret)
  await openTrustList(token, { rootKeys: [root.open], knownVersion: 3 })
  await assert.rejects(openTrustList(token, { rootKeys: [root.open], knownVersion: 4 }), {
    code: 'trust_list',
  })
})

test('an altered list, one without signature and a token of another type are refused', async () => {
  const root = await givenRoot()
  const token = await signTrustList(givenTrustList([]), root.secret)
  const [header = '', payload = '', signature = ''] = token.split('.')
  const forged = Buffer.from(JSON.stringify(givenTrustList([], { version: 9 }))).toString('base64url')
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'khoso-trust-list+jwt' })).toString('base64url')
  const otherType = await new CompactSign(Buffer.from(payload, 'base64url'))
    .setProtectedHeader({ alg: 'ES384', typ: 'jwt' })
    .sign(await importJWK(root.secret, 'ES384'))
  const critical = Buffer.from(
    JSON.stringify({ alg: 'ES384', typ: 'khoso-trust-list+jwt', crit: ['b64'] }),
  ).toString('base64url')
  const tokens = [
    `${header}.${forged}.${signature}`,
    `${none}.${payload}.`,
    `${none}.${payload}.AAAA`,
    `${critical}.${payload}.${signature}`,
    `${header}.${payload}`,
    `${token}.x`,
    otherType,
    'not a token',
  ]
  for (const wrong of tokens)
    await assert.rejects(openTrustList(wrong, { rootKeys: [root.open] }), { name: 'Malformed' }, wrong)
})

test('a token may not choose an algorithm other than the key is for', async () => {
  const root = await givenRoot('ES256')
  const jws = decodeJws(await signTrustList(givenTrustList([]), root.secret))
  assert.equal(await isJwsIntact(jws, root.open), true)
  assert.equal(await isJwsIntact({ ...jws, header: { ...jws.header, alg: 'ES384' } }, root.open), false)
})

test('a misshapen list names the member that is wrong', async () => {
  const { entry } = await givenKey()
  const good = givenTrustList([entry])
  const wrong = {
    version: { ...good, version: -1 },
    keys: { ...good, keys: [{ ...entry, kid: 'abc' }] },
    statusLists: { ...good, statusLists: [{ id: 1 }] },
    agencies: { ...good, agencies: [{ id: 'H17', name: 'x' }] },
    types: { ...good, types: undefined },
    origins: { ...good, origins: ['', 3] },
  }
  for (const [member, list] of Object.entries(wrong))
    assert.throws(() => parseTrustList(list), { code: 'trust_list', message: new RegExp(member) })
  assert.throws(() => parseTrustList(null), { code: 'trust_list' })
})
