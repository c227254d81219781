import {
  asBuffer,
  children,
  content,
  copyOf,
  expectTag,
  hex,
  inner,
  raw,
  readWholeDer,
  sameBytes,
  TAG,
  type Der,
} from '../der/read.ts'
import { bitStringBytes, integerHex, smallInteger, time } from '../der/values.ts'
import { digestOf, sha256Hex } from '../digest.ts'
import { bounded, oncePer } from '../lru.ts'
import { readSignatureAlgorithm, verifySignature, type SignatureAlgorithm } from './algorithms.ts'
import { readExtensions, type Extensions } from './extensions.ts'
import { readName, type Name } from './name.ts'
import { importPublicKey, type PublicKey } from './public-key.ts'

/** An X.509 certificate, decoded once and shared by everything that judges it. */
export type Certificate = {
  /** SHA-256 of the whole certificate in hex: the name it goes by in reports and caches. */
  readonly id: string
  readonly der: Uint8Array
  readonly tbs: Uint8Array
  readonly version: number
  readonly serial: string
  readonly issuer: Name
  readonly subject: Name
  /** Both ends inclusive, milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  readonly spki: Der
  readonly extensions: Extensions
  readonly algorithm: SignatureAlgorithm
  readonly signature: Uint8Array
  /** Issuer and subject are the same name (RFC 5280 6.1 calls it self-issued). */
  readonly selfIssued: boolean
}

const parsed = bounded<Certificate>(4096, 32 * 2 ** 20, ({ der }) => der.length)

/** Whose keys were found to have signed a certificate, or not to; forgotten with the certificates. */
const signers = oncePer<Certificate, WeakMap<Certificate, boolean>>(() => new WeakMap())

// By the last octets of the signature: to compare what was met before is quicker than to digest it again.
const met = bounded<Certificate>(4096, 32 * 2 ** 20, ({ der }) => der.length)
const tailOf = (der: Uint8Array): string => asBuffer(der).toString('latin1', Math.max(0, der.length - 20))

/** Decodes a certificate; throws DerError when it is malformed. The same bytes give the same object. */
export function parseCertificate(der: Uint8Array): Certificate {
  const tail = tailOf(der)
  const last = met.get(tail)
  if (last && Buffer.compare(last.der, der) === 0) return last
  const id = sha256Hex(der)
  return met.set(tail, parsed.get(id) ?? parsed.set(id, readCertificate(id, der)))
}

/** As `parseCertificate`, undefined instead of an error: for bags of helpers where a bad one is no fault. */
export function tryParseCertificate(der: Uint8Array): Certificate | undefined {
  try {
    return parseCertificate(der)
  } catch {
    return undefined
  }
}

function readCertificate(id: string, received: Uint8Array): Certificate {
  const der = copyOf(received)
  const [tbs, algorithm, signature] = children(readWholeDer(der))
  const fields = children(expectTag(tbs, TAG.sequence))
  const version = fields[0]!.tag === 0xa0 ? smallInteger(inner(fields.shift()!)) + 1 : 1
  const [serial, inside, issuer, validity, subject, spki, ...rest] = fields
  // RFC 5280 4.1.1.2: both must say the same, or the unsigned one could mislead.
  if (!sameBytes(raw(inside!), raw(algorithm!))) throw new Error('signature algorithms differ')
  const [notBefore, notAfter] = children(validity!).map(time)
  const extensions = rest.find(({ tag }) => tag === 0xa3)
  const [issuerName, subjectName] = [readName(issuer!), readName(subject!)]
  return {
    id,
    der,
    tbs: raw(tbs!),
    version,
    serial: integerHex(expectTag(serial, TAG.integer)),
    issuer: issuerName,
    subject: subjectName,
    notBefore: notBefore!,
    notAfter: notAfter!,
    spki: expectTag(spki, TAG.sequence),
    extensions: extensions ? readExtensions(inner(extensions)) : {},
    algorithm: readSignatureAlgorithm(algorithm!),
    signature: bitStringBytes(signature!),
    selfIssued: issuerName.key === subjectName.key,
  }
}

const ownKey = oncePer(({ spki }: Certificate) => importPublicKey(spki))

/** The certificate's own key, or undefined when it is of a kind we cannot use. */
export const findKey = (certificate: Certificate, issuer?: PublicKey): PublicKey | undefined =>
  // Only a DSA key may need what its issuer's has.
  issuer?.kind === 'dsa' ? importPublicKey(certificate.spki, issuer) : ownKey(certificate)

/** True when `issuer`'s key made the signature on `certificate`; remembered per pair. */
export function isSignedBy(certificate: Certificate, issuer: Certificate, key = findKey(issuer)): boolean {
  if (!key) return false
  const known = signers(certificate).get(issuer)
  if (known !== undefined) return known
  const { tbs: data, signature, algorithm } = certificate
  const holds = verifySignature(algorithm, key.key, { data, signature })
  signers(certificate).set(issuer, holds)
  return holds
}

/** Self-signed: its own name and its own key. Only such a certificate may be an anchor. */
export const isSelfSigned = (certificate: Certificate): boolean =>
  certificate.selfIssued && isSignedBy(certificate, certificate)

/** Finds every certificate in PEM text or in one DER file. */
export function parseCertificateFile(bytes: Uint8Array): Certificate[] {
  const text = Buffer.from(bytes).toString('latin1')
  const blocks = [...text.matchAll(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([^-]+)-----END/g)]
  if (blocks.length === 0) return [parseCertificate(bytes)]
  return blocks.map(([, base64]) => parseCertificate(Buffer.from(base64!, 'base64')))
}

/** The octets of a certificate's key, as its digests are over. */
const keyBits = ({ spki }: Certificate): Uint8Array => content(children(spki)[1]!).subarray(1)

const namesOf = (digest: 'sha1' | 'sha256') =>
  oncePer((certificate: Certificate) => ({
    name: hex(digestOf(digest, certificate.subject.der)),
    key: hex(digestOf(digest, keyBits(certificate))),
  }))

/** A certificate's subject and key by their digests in hex, as OCSP names issuers and responders. */
export const digestsOf = { sha1: namesOf('sha1'), sha256: namesOf('sha256') }
