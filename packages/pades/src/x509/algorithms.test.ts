/** The primitive everything rests on: what must hold, and the forgeries that have been accepted elsewhere. */
import assert from 'node:assert/strict'
import { constants, createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { context, integer, oid, sequence } from '../der/write.ts'
import { readDer } from '../der/read.ts'
import { readSignatureAlgorithm, verifySignature, type SignatureAlgorithm } from './algorithms.ts'
import { importPublicKey } from './public-key.ts'

const data = Buffer.from('Giấy chứng nhận số 12/2026')
const keys = {
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ed: generateKeyPairSync('ed25519'),
}
const ECDSA: SignatureAlgorithm = { oid: '', family: 'ecdsa', digest: 'sha256' }
const PLAIN: SignatureAlgorithm = { ...ECDSA, plain: true }
const RSA: SignatureAlgorithm = { oid: '', family: 'rsa', digest: 'sha256' }
const PSS: SignatureAlgorithm = {
  oid: '',
  family: 'pss',
  digest: 'sha256',
  mgfDigest: 'sha256',
  saltLength: 32,
}
const EDDSA: SignatureAlgorithm = { oid: '', family: 'eddsa' }

const holds = (algorithm: SignatureAlgorithm, key: KeyObject, signature: Uint8Array) =>
  verifySignature(algorithm, key, { data, signature })

const plain = sign('sha256', data, { key: keys.ec.privateKey, dsaEncoding: 'ieee-p1363' })
const [r, s] = [plain.subarray(0, 32), plain.subarray(32)]
const pkcs1 = sign('sha256', data, keys.rsa.privateKey)
const pss = sign('sha256', data, {
  key: keys.rsa.privateKey,
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: 32,
})
const pair = (a: Buffer, b: Buffer): Buffer => sequence(a, b)
const raw = (...octets: (number | Buffer)[]): Buffer =>
  Buffer.concat(octets.map((one) => (typeof one === 'number' ? Buffer.of(one) : one)))
const positive = (part: Buffer): Buffer => integer(raw(0, part))

test('each kind of signature holds with its own key and algorithm, in DER and side by side', () => {
  assert.equal(holds(ECDSA, keys.ec.publicKey, pair(positive(r), positive(s))), true)
  assert.equal(holds(PLAIN, keys.ec.publicKey, plain), true)
  assert.equal(holds(RSA, keys.rsa.publicKey, pkcs1), true)
  assert.equal(holds(PSS, keys.rsa.publicKey, pss), true)
  assert.equal(holds(EDDSA, keys.ed.publicKey, sign(null, data, keys.ed.privateKey)), true)
})

const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
const number = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(66, '0'), 'hex')
const big = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`)
const der = pair(positive(r), positive(s))

const BAD_ECDSA: Readonly<Record<string, Buffer>> = {
  nothing: Buffer.alloc(0),
  'no numbers': sequence(),
  'one number': sequence(positive(r)),
  'three numbers': sequence(positive(r), positive(s), positive(s)),
  noughts: pair(integer(0), integer(0)),
  'r of nought': pair(integer(0), positive(s)),
  's of nought': pair(positive(r), integer(0)),
  'r and the order': pair(integer(number(big(r) + ORDER)), positive(s)),
  's and the order': pair(positive(r), integer(number(big(s) + ORDER))),
  'the order itself': pair(integer(number(ORDER)), integer(number(ORDER))),
  'numbers below nought': pair(raw(2, 33, 0x80, r), positive(s)),
  'a number with noughts before it': sequence(raw(2, 34, 0, 0, r), positive(s)),
  'octets behind it': raw(der, 0),
  'octets inside it': sequence(positive(r), positive(s), Buffer.of(5, 0)),
  'a length of two octets': raw(0x30, 0x82, 0, der.length - 2, der.subarray(2)),
  'an indefinite length': raw(0x30, 0x80, der.subarray(2), 0, 0),
  'a set': raw(0x31, der.subarray(1)),
  'the other encoding': plain,
}

for (const [what, signature] of Object.entries(BAD_ECDSA))
  test(`an ECDSA signature of ${what} is none`, () =>
    assert.equal(holds(ECDSA, keys.ec.publicKey, signature), false))

const BAD_PLAIN: Readonly<Record<string, Buffer>> = {
  'the other encoding': der,
  'one octet less': plain.subarray(1),
  'one octet more': raw(plain, 0),
  noughts: Buffer.alloc(64),
  'octets all set': Buffer.alloc(64, 0xff),
}

for (const [what, signature] of Object.entries(BAD_PLAIN))
  test(`numbers side by side of ${what} are no signature`, () =>
    assert.equal(holds(PLAIN, keys.ec.publicKey, signature), false))

test('a key of another kind verifies nothing', () => {
  assert.equal(holds(ECDSA, keys.rsa.publicKey, der), false)
  assert.equal(holds(RSA, keys.ec.publicKey, pkcs1), false)
  assert.equal(holds(EDDSA, keys.ec.publicKey, plain), false)
  assert.equal(holds({ oid: '', family: 'unknown' }, keys.rsa.publicKey, pkcs1), false)
  assert.equal(holds({ oid: '', family: 'rsa' }, keys.rsa.publicKey, pkcs1), false, 'a digest nobody names')
})

test('one scheme is not the other, nor one digest another', () => {
  assert.equal(holds(PSS, keys.rsa.publicKey, pkcs1), false)
  assert.equal(holds(RSA, keys.rsa.publicKey, pss), false)
  assert.equal(holds({ ...RSA, digest: 'sha384' }, keys.rsa.publicKey, pkcs1), false)
  assert.equal(holds(PSS, keys.rsa.publicKey, raw(0, pss)), false)
})

test('PSS counts with the salt and the mask it names, and with no other', () => {
  assert.equal(holds({ ...PSS, saltLength: 20 }, keys.rsa.publicKey, pss), false)
  assert.equal(holds({ ...PSS, saltLength: -1 }, keys.rsa.publicKey, pss), false)
  assert.equal(holds({ ...PSS, mgfDigest: 'sha1' }, keys.rsa.publicKey, pss), false)
})

const noOpenssl = spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is not installed'

test('PSS with a mask of another digest, as Java makes it, holds and binds', { skip: noOpenssl }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-pss-'))
  const [file, key] = [join(folder, 'data'), join(folder, 'key')]
  writeFileSync(file, data)
  writeFileSync(key, keys.rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }))
  const options = ['rsa_padding_mode:pss', 'rsa_pss_saltlen:32', 'rsa_mgf1_md:sha1']
  const made = spawnSync('openssl', [
    'dgst',
    '-sha256',
    '-sign',
    key,
    ...options.flatMap((one) => ['-sigopt', one]),
    file,
  ])
  rmSync(folder, { recursive: true, force: true })
  assert.equal(made.status, 0)
  const mixed = { ...PSS, mgfDigest: 'sha1' }
  assert.equal(holds(mixed, keys.rsa.publicKey, made.stdout), true)
  assert.equal(holds(PSS, keys.rsa.publicKey, made.stdout), false)
  assert.equal(holds(mixed, keys.rsa.publicKey, pss), false)
  assert.equal(holds({ ...mixed, saltLength: 20 }, keys.rsa.publicKey, made.stdout), false)
})

test('a key bound to one mask verifies no other', () => {
  const bound = generateKeyPairSync('rsa-pss', {
    modulusLength: 2048,
    hashAlgorithm: 'sha256',
    mgf1HashAlgorithm: 'sha1',
  })
  const signature = sign('sha256', data, { key: bound.privateKey, saltLength: 32 })
  assert.equal(holds({ ...PSS, mgfDigest: 'sha1' }, bound.publicKey, signature), true)
  assert.equal(holds(PSS, bound.publicKey, signature), false)
})

const [SHA256, MGF1] = ['2.16.840.1.101.3.4.2.1', '1.2.840.113549.1.1.8']
const pssWith = (...params: Buffer[]) =>
  readSignatureAlgorithm(readDer(sequence(oid('1.2.840.113549.1.1.10'), sequence(...params))))

test('PSS without parameters is SHA-1 with a salt of twenty (RFC 4055 3.1)', () => {
  const { digest, mgfDigest, saltLength } = pssWith()
  assert.deepEqual([digest, mgfDigest, saltLength], ['sha1', 'sha1', 20])
})

test('PSS with a mask or a digest nobody knows is an unknown algorithm', () => {
  const sha256 = context(0, sequence(oid(SHA256)))
  assert.equal(pssWith(sha256, context(1, sequence(oid('1.2.3'), sequence(oid(SHA256))))).family, 'unknown')
  assert.equal(pssWith(sha256, context(1, sequence(oid(MGF1)))).family, 'unknown')
  assert.equal(pssWith(context(0, sequence(oid('1.2.3')))).family, 'unknown')
})

function cubeRoot(value: bigint): bigint {
  let [low, high] = [0n, 1n << 700n]
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (middle ** 3n <= value) low = middle
    else high = middle - 1n
  }
  return low
}

test('padding forged for the exponent 3 is refused (Bleichenbacher 2006)', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 })
  assert.equal(holds(RSA, publicKey, sign('sha256', data, privateKey)), true)
  const prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex')
  const digest = createHash('sha256').update(data).digest()
  // A sloppy reader stops at the digest; what follows is free, and a cube is found that begins so.
  const head = raw(0, 1, Buffer.alloc(8, 0xff), 0, prefix, digest)
  const wanted = big(raw(head, Buffer.alloc(256 - head.length, 0xff)))
  const forged = Buffer.from(cubeRoot(wanted).toString(16).padStart(512, '0'), 'hex')
  const cubed = Buffer.from((big(forged) ** 3n).toString(16).padStart(512, '0'), 'hex')
  assert.deepEqual(cubed.subarray(0, head.length), head, 'the forgery is one')
  assert.equal(holds(RSA, publicKey, forged), false)
})

const spki = (point: Buffer): Buffer => raw(Buffer.from('302a300506032b6570032100', 'hex'), point)
const identity = raw(1, Buffer.alloc(31))

test('an Ed25519 key of small order, under which anything is signed, is no key', () => {
  const small = [
    identity,
    raw(Buffer.alloc(32)),
    raw(Buffer.alloc(31), 0x80),
    Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex'),
    Buffer.from('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'hex'),
    Buffer.from('ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'hex'),
    // The same points, written beyond the field.
    Buffer.from('eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'hex'),
    Buffer.from('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'hex'),
  ]
  for (const point of small)
    assert.equal(importPublicKey(readDer(spki(point))), undefined, point.toString('hex'))
  const good = keys.ed.publicKey.export({ format: 'der', type: 'spki' })
  assert.equal(importPublicKey(readDer(good))?.kind, 'eddsa')
})

test('an Ed25519 signature whose second half is beyond the order is refused (RFC 8032 5.1.7)', () => {
  const signature = sign(null, data, keys.ed.privateKey)
  const order = 2n ** 252n + 27742317777372353535851937790883648493n
  const half = big(Buffer.from(signature.subarray(32)).reverse()) + order
  const beyond = Buffer.from(half.toString(16).padStart(64, '0'), 'hex').reverse()
  assert.equal(holds(EDDSA, keys.ed.publicKey, raw(signature.subarray(0, 32), beyond)), false)
})

test('a point that is not on the curve is no key', () => {
  const good = keys.ec.publicKey.export({ format: 'der', type: 'spki' })
  assert.equal(importPublicKey(readDer(good))?.kind, 'ec')
  const off = Buffer.from(good)
  off[off.length - 1]! ^= 1
  assert.equal(importPublicKey(readDer(off)), undefined)
  const nowhere = Buffer.from(good)
  nowhere.fill(0, nowhere.length - 64)
  assert.equal(importPublicKey(readDer(nowhere)), undefined)
})
