import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { listKeyFaults, publicPart, type Jwk } from './judge-keys.ts'

const jwkOf = (key: { export: (options: { format: 'jwk' }) => object }): Jwk => ({
  ...key.export({ format: 'jwk' }),
})
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = (modulusLength: number, publicExponent = 65_537) =>
  jwkOf(generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey)
const EC = jwkOf(ec.publicKey)

const faults = (...keys: Jwk[]) => listKeyFaults(keys).map(({ fault }) => fault)

test('keys of the three kinds a client may sign with are taken', () => {
  const ed = jwkOf(generateKeyPairSync('ed25519').publicKey)
  assert.deepEqual(faults(EC, ed, rsa(2048), { ...jwkOf(rsaKey()), alg: 'PS256', use: 'sig' }), [])
})

const rsaKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey

const REFUSED: readonly (readonly [string, Jwk])[] = [
  ['private', jwkOf(ec.privateKey)],
  ['symmetric', { kty: 'oct', k: 'c2VjcmV0' }],
  ['unreadable', { ...EC, y: EC['x'] }],
  ['unreadable', { kty: 'EC', crv: 'P-256' }],
  ['kind_unsupported', jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey)],
  ['kind_unsupported', jwkOf(generateKeyPairSync('x25519').publicKey)],
  ['weak', rsa(1024)],
  ['weak', rsa(2048, 3)],
  ['not_for_signing', { ...EC, use: 'enc' }],
  ['algorithm_differs', { ...EC, alg: 'RS256' }],
]

for (const [fault, jwk] of REFUSED) {
  test(`a key is refused as ${fault}: ${String(jwk['kty'])} ${Object.keys(jwk).join(' ')}`, () => {
    assert.deepEqual(faults(jwk), [fault])
  })
}

test('the same key twice is one key, whatever it is called', () => {
  assert.deepEqual(listKeyFaults([EC, { ...EC, kid: 'khac' }]), [{ at: 1, fault: 'repeated' }])
})

test('of a key only its public members are kept', () => {
  assert.deepEqual(publicPart({ ...EC, kid: '1', note: 'của ông An' }), { ...EC, kid: '1' })
})
