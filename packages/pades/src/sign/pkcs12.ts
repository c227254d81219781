import { createHmac, createPrivateKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto'
import { berToDer } from '../der/ber.ts'
import {
  children,
  content,
  DerError,
  expectTag,
  inner,
  raw,
  readWholeDer,
  TAG,
  type Der,
} from '../der/read.ts'
import { oid as readOid } from '../der/values.ts'
import {
  context,
  contextPrimitive,
  element,
  integer,
  nothing,
  octetString,
  oid,
  sequence,
  setOf,
} from '../der/write.ts'
import type { SignatureAlgorithm } from '../issue/algorithm.ts'
import { keyIdentifier } from '../issue/extensions.ts'
import { OID } from '../issue/oids.ts'
import { findCertificateOf, orderChain } from './order-chain.ts'
import { counted, decrypt, derivePkcs12Key, encrypt, ITERATIONS } from './password-encryption.ts'
import { keySigner, type KeyAndCertificates, type Signer } from './signer.ts'
import { SigningError } from './signing-error.ts'

export interface Pkcs12Order extends KeyAndCertificates {
  readonly friendlyName: string
  readonly password: string
}

/** A PKCS#12 file (RFC 7292): AES-256 over key and certificates, HMAC-SHA-256 over the whole. */
export function writePkcs12(order: Pkcs12Order, random: (size: number) => Buffer = randomBytes): Buffer {
  const { key, certificate, chain, password, friendlyName } = order
  const attributes = setOf(
    attribute(OID.friendlyName, element(0x1e, Buffer.from(friendlyName, 'utf16le').swap16())),
    attribute(OID.localKeyId, octetString(keyIdentifier(key))),
  )
  const locked = encrypt(key.export({ type: 'pkcs8', format: 'der' }), password, random)
  const keyBag = bag(OID.shroudedKeyBag, sequence(locked.algorithm, octetString(locked.bytes)), attributes)
  const certificates = sequence(
    certificateBag(certificate, attributes),
    ...chain.map((one) => certificateBag(one)),
  )
  const safe = sequence(
    encryptedContent(encrypt(certificates, password, random)),
    plainContent(sequence(keyBag)),
  )
  return sequence(integer(3), plainContent(safe), macOver(safe, password, random(16)))
}

const attribute = (type: string, value: Buffer): Buffer => sequence(oid(type), setOf(value))

const bag = (type: string, value: Buffer, attributes?: Buffer): Buffer =>
  sequence(oid(type), context(0, value), ...(attributes ? [attributes] : []))

const certificateBag = (certificate: Uint8Array, attributes?: Buffer): Buffer =>
  bag(
    OID.certificateBag,
    sequence(oid(OID.x509Certificate), context(0, octetString(certificate))),
    attributes,
  )

const plainContent = (safe: Buffer): Buffer => sequence(oid(OID.data), context(0, octetString(safe)))

const encryptedContent = ({ algorithm, bytes }: { algorithm: Buffer; bytes: Buffer }): Buffer => {
  const content = sequence(oid(OID.data), algorithm, contextPrimitive(0, bytes))
  return sequence(oid(OID.encryptedData), context(0, sequence(integer(0), content)))
}

function macOver(safe: Buffer, password: string, salt: Buffer): Buffer {
  const spec = { digest: 'sha256', salt, iterations: ITERATIONS, purpose: 3, size: 32 } as const
  const mac = createHmac('sha256', derivePkcs12Key(password, spec)).update(safe).digest()
  const info = sequence(sequence(oid(OID.sha256), nothing()), octetString(mac))
  return sequence(info, octetString(salt), integer(ITERATIONS))
}

/** Opens a PKCS#12 file: its key, the certificate of that key, and the issuers above it in order. */
export function readPkcs12(bytes: Uint8Array, password: string): KeyAndCertificates {
  try {
    return readFile(bytes, password)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    throw new SigningError('sign.pkcs12_unreadable', error.message)
  }
}

function readFile(bytes: Uint8Array, password: string): KeyAndCertificates {
  const [, authenticated, mac] = children(expectTag(readOuter(bytes), TAG.sequence))
  const safe = dataOf(expectTag(authenticated, TAG.sequence))
  requireMac(mac, safe, password)
  const bags = children(readWholeDer(safe)).flatMap((info) =>
    children(readWholeDer(openContent(info, password))),
  )
  const found = bags.map((one) => openBag(one, password))
  const key = found.find((one) => one.kind === 'key')
  if (!key) throw new SigningError('sign.pkcs12_unreadable', 'the file holds no private key')
  const certificates = found.flatMap((one) => (one.kind === 'certificate' ? [one.der] : []))
  const certificate = findCertificateOf(key.key, certificates)
  if (!certificate) throw new SigningError('sign.key_mismatch', 'no certificate belongs to the key')
  return { key: key.key, certificate, chain: orderChain(certificate, certificates) }
}

/** Windows and Java write the outside of such files in BER. */
function readOuter(bytes: Uint8Array): Der {
  try {
    return readWholeDer(bytes)
  } catch {
    return readWholeDer(berToDer(bytes))
  }
}

/** A signer over a PKCS#12 file. */
export const pkcs12Signer = (bytes: Uint8Array, password: string, algorithm?: SignatureAlgorithm): Signer =>
  keySigner(readPkcs12(bytes, password), algorithm)

function dataOf(info: Der): Uint8Array {
  const [type, explicit] = children(info)
  if (!type || !explicit || readOid(type) !== OID.data) {
    throw new SigningError('sign.pkcs12_unreadable', 'only password-protected files are read')
  }
  return content(expectTag(inner(explicit), TAG.octetString))
}

function openContent(info: Der, password: string): Uint8Array {
  const [type, explicit] = children(info)
  if (!type || !explicit || readOid(type) !== OID.encryptedData) return dataOf(info)
  const [, encrypted] = children(inner(explicit))
  const [, algorithm, octets] = children(expectTag(encrypted, TAG.sequence))
  return decrypt(expectTag(algorithm, TAG.sequence), content(expectTag(octets, 0x80)), password)
}

const MAC_DIGESTS: Readonly<Record<string, readonly [name: string, size: number]>> = {
  [OID.sha1]: ['sha1', 20],
  [OID.sha256]: ['sha256', 32],
  [OID.sha384]: ['sha384', 48],
  [OID.sha512]: ['sha512', 64],
}

function requireMac(data: Der | undefined, safe: Uint8Array, password: string): void {
  const [info, salt, iterations] = children(expectTag(data, TAG.sequence))
  const [algorithm, expected] = children(expectTag(info, TAG.sequence))
  const [id] = children(expectTag(algorithm, TAG.sequence))
  const digest = MAC_DIGESTS[readOid(expectTag(id, TAG.oid))]
  if (!digest) throw new SigningError('sign.pkcs12_unreadable', 'an unknown MAC digest')
  const key = derivePkcs12Key(password, {
    digest: digest[0],
    salt: content(expectTag(salt, TAG.octetString)),
    // One is the default of MacData (RFC 7292 4).
    iterations: iterations ? counted(iterations) : 1,
    purpose: 3,
    size: digest[1],
  })
  const mac = createHmac(digest[0], key).update(safe).digest()
  const told = content(expectTag(expected, TAG.octetString))
  if (told.length !== mac.length || !timingSafeEqual(told, mac)) {
    throw new SigningError('sign.pkcs12_password', 'the password does not open the key file')
  }
}

type OpenedBag =
  | { readonly kind: 'key'; readonly key: KeyObject }
  | { readonly kind: 'certificate'; readonly der: Uint8Array }
  | { readonly kind: 'other' }

function openBag(one: Der, password: string): OpenedBag {
  const [type, explicit] = children(one)
  const id = readOid(expectTag(type, TAG.oid))
  const value = inner(expectTag(explicit, 0xa0))
  if (id === OID.keyBag) return keyFrom(raw(value))
  if (id === OID.shroudedKeyBag) {
    const [algorithm, octets] = children(value)
    const octetString = content(expectTag(octets, TAG.octetString))
    return keyFrom(decrypt(expectTag(algorithm, TAG.sequence), octetString, password))
  }
  if (id !== OID.certificateBag) return { kind: 'other' }
  const [, wrapped] = children(value)
  return { kind: 'certificate', der: content(inner(expectTag(wrapped, 0xa0))) }
}

const keyFrom = (pkcs8: Uint8Array): OpenedBag => ({
  kind: 'key',
  key: createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }),
})
