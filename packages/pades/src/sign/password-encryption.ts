import { createCipheriv, createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto'
import { children, content, expectTag, TAG, type Der } from '../der/read.ts'
import { oid as readOid, smallInteger } from '../der/values.ts'
import { integer, nothing, octetString, oid, sequence } from '../der/write.ts'
import { OID } from '../issue/oids.ts'
import { openRc2 } from './rc2.ts'
import { SigningError } from './signing-error.ts'

/** Enough to slow a guesser of demonstration passwords, few enough to open thirty files in a blink. */
export const ITERATIONS = 2_048
/** A file that asks for more is an attack on our clock, not a careful neighbour. */
const MAX_ITERATIONS = 5_000_000

const unreadable = (why: string): SigningError => new SigningError('sign.pkcs12_unreadable', why)

export interface Encrypted {
  /** AlgorithmIdentifier of PBES2 with its parameters. */
  readonly algorithm: Buffer
  readonly bytes: Buffer
}

/** PBES2 (RFC 8018) with PBKDF2-HMAC-SHA-256 and AES-256-CBC. */
export function encrypt(plain: Uint8Array, password: string, random: (size: number) => Buffer): Encrypted {
  const [salt, iv] = [random(16), random(16)]
  const key = pbkdf2Sync(password.normalize('NFC'), salt, ITERATIONS, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const derivation = sequence(
    oid(OID.pbkdf2),
    sequence(octetString(salt), integer(ITERATIONS), sequence(oid(OID.hmacSha256), nothing())),
  )
  const scheme = sequence(oid(OID.aes256Cbc), octetString(iv))
  return {
    algorithm: sequence(oid(OID.pbes2), sequence(derivation, scheme)),
    bytes: Buffer.concat([cipher.update(plain), cipher.final()]),
  }
}

const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  [OID.hmacSha256]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

const CIPHERS: Readonly<Record<string, { name: string; key: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', key: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', key: 24 },
  [OID.aes256Cbc]: { name: 'aes-256-cbc', key: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', key: 24 },
}

/** The ways of RFC 7292 appendix C that exports of ten years ago are locked with. */
const OLD: Readonly<Record<string, { readonly name: 'des-ede3-cbc' | 'rc2-cbc'; readonly key: number }>> = {
  '1.2.840.113549.1.12.1.3': { name: 'des-ede3-cbc', key: 24 },
  '1.2.840.113549.1.12.1.5': { name: 'rc2-cbc', key: 16 },
  '1.2.840.113549.1.12.1.6': { name: 'rc2-cbc', key: 5 },
}

/** Opens what a password locks; a wrong password and damaged octets look the same. */
export function decrypt(algorithm: Der, bytes: Uint8Array, password: string): Buffer {
  const { cipher, key, iv } = keyFor(algorithm, password)
  try {
    if (cipher === 'rc2-cbc') return openRc2(key, iv, bytes)
    const decipher = createDecipheriv(cipher, key, iv)
    return Buffer.concat([decipher.update(bytes), decipher.final()])
  } catch {
    throw new SigningError('sign.pkcs12_password', 'the password does not open the key file')
  }
}

function keyFor(algorithm: Der, password: string): { cipher: string; key: Buffer; iv: Uint8Array } {
  const [type, parameters] = children(expectTag(algorithm, TAG.sequence))
  const id = readOid(expectTag(type, TAG.oid))
  const fields = children(expectTag(parameters, TAG.sequence))
  const old = OLD[id]
  if (old) {
    const [salt, iterations] = fields
    const spec = {
      digest: 'sha1',
      salt: content(expectTag(salt, TAG.octetString)),
      iterations: counted(iterations),
    }
    return {
      cipher: old.name,
      key: derivePkcs12Key(password, { ...spec, purpose: 1, size: old.key }),
      iv: derivePkcs12Key(password, { ...spec, purpose: 2, size: 8 }),
    }
  }
  if (id !== OID.pbes2) throw unreadable(`the key file is locked by ${id}, which is not supported`)
  return keyOfPbes2(fields, password)
}

function keyOfPbes2([derivation, scheme]: readonly Der[], password: string) {
  const [kdf, parameters] = children(expectTag(derivation, TAG.sequence))
  const [cipherId, iv] = children(expectTag(scheme, TAG.sequence))
  const cipher = CIPHERS[readOid(expectTag(cipherId, TAG.oid))]
  if (!kdf || readOid(kdf) !== OID.pbkdf2 || !cipher) throw unreadable('an unknown way of locking')
  const [salt, iterations, ...rest] = children(expectTag(parameters, TAG.sequence))
  const prf = rest.find(({ tag }) => tag === TAG.sequence)
  const [prfId] = prf ? children(prf) : []
  // HMAC-SHA-1 is the default of PBKDF2's parameters (RFC 8018 A.2).
  const digest = prfId ? HMACS[readOid(prfId)] : 'sha1'
  if (!digest) throw unreadable('an unknown pseudo-random function')
  const saltBytes = content(expectTag(salt, TAG.octetString))
  const secret = password.normalize('NFC')
  const key = pbkdf2Sync(secret, saltBytes, counted(iterations), cipher.key, digest)
  return { cipher: cipher.name, key, iv: content(expectTag(iv, TAG.octetString)) }
}

export function counted(iterations: Der | undefined): number {
  const count = smallInteger(expectTag(iterations, TAG.integer))
  if (count < 1 || count > MAX_ITERATIONS) throw unreadable(`${count} iterations`)
  return count
}

export interface Pkcs12KeyOrder {
  readonly digest: string
  readonly salt: Uint8Array
  readonly iterations: number
  /** 1 an encryption key, 2 an initial vector, 3 a MAC key. */
  readonly purpose: 1 | 2 | 3
  readonly size: number
}

/** Block and digest sizes in octets. */
const SIZES: Readonly<Record<string, readonly [block: number, digest: number]>> = {
  sha1: [64, 20],
  sha256: [64, 32],
  sha384: [128, 48],
  sha512: [128, 64],
}

/** The key derivation of RFC 7292 appendix B.2, which PKCS#12 still needs for its MAC. */
export function derivePkcs12Key(password: string, order: Pkcs12KeyOrder): Buffer {
  const [block, digestSize] = SIZES[order.digest] ?? [64, 20]
  const secret = Buffer.from(`${password.normalize('NFC')}\0`, 'utf16le').swap16()
  const input = Buffer.concat([stretch(Buffer.from(order.salt), block), stretch(secret, block)])
  const parts: Buffer[] = []
  for (let made = 0; made < order.size; made += digestSize) {
    let digest = createHash(order.digest).update(Buffer.alloc(block, order.purpose)).update(input).digest()
    for (let i = 1; i < order.iterations; i += 1) digest = createHash(order.digest).update(digest).digest()
    parts.push(digest)
    const addend = BigInt(`0x${stretch(digest, block).subarray(0, block).toString('hex')}`) + 1n
    for (let at = 0; at < input.length; at += block) addInto(input.subarray(at, at + block), addend)
  }
  return Buffer.concat(parts).subarray(0, order.size)
}

/** Repeated to a whole number of blocks. */
function stretch(bytes: Buffer, block: number): Buffer {
  return bytes.length === 0 ? bytes : Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes)
}

function addInto(target: Buffer, addend: bigint): void {
  const bits = target.length * 8
  const sum = BigInt.asUintN(bits, BigInt(`0x${target.toString('hex')}`) + addend)
  target.write(sum.toString(16).padStart(target.length * 2, '0'), 'hex')
}
