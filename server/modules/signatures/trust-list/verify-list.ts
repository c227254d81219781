import { createHash, createPublicKey, verify, X509Certificate, type KeyLike } from 'node:crypto'
import { SignedXml, type HashAlgorithm, type SignatureAlgorithm } from 'xml-crypto'
import { refuse } from '../errors.ts'
import { allAt, childrenOf, firstAt, NS, parseText, parseXml, textOf } from './xml.ts'

/** A list whose signature holds: what was signed, parsed again from the signed octets alone, and by whom. */
export interface VerifiedList {
  readonly root: Element
  readonly signer: string
}

const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const SIGNED_PROPERTIES = 'http://uri.etsi.org/01903#SignedProperties'
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'

const fingerprintOf = (der: Uint8Array) => createHash('sha256').update(der).digest('hex')

/**
 * Verifies the enveloped XAdES signature of a trusted list (TS 119 612 5.7, annex B): one signature, directly under
 * the root; its one content reference is the root itself, by exclusive canonicalisation; the signing certificate is
 * named in the signed properties and is one of `signers`. Returns the signed octets parsed anew: whatever else stood
 * in the file does not exist for the reader (signature wrapping).
 */
export function verifyList(bytes: Uint8Array, signers: readonly Uint8Array[]): VerifiedList {
  const document = parseXml(bytes)
  const root = document.documentElement
  if (root?.namespaceURI !== NS.list || root.localName !== 'TrustServiceStatusList')
    throw refuse('trust.list_unreadable', { why: root?.nodeName ?? 'no root' })
  const signature = findSignature(document, root)
  const signer = findSigner(signature, signers)
  const references = checkReferences(root, signature)
  const signed = checkOctets(new TextDecoder().decode(bytes), signature, signer)
  checkSigningCertificate(parseText(signed[references.properties]!).documentElement, signer)
  return { root: parseText(signed[references.list]!).documentElement, signer: fingerprintOf(signer.raw) }
}

function findSignature(document: Document, root: Element): Element {
  const all = document.getElementsByTagNameNS(NS.signature, 'Signature')
  if (all.length === 0) throw refuse('trust.list_unsigned')
  const [own] = childrenOf(root, 'Signature', 'signature')
  if (all.length > 1 || !own) throw refuse('trust.list_wrapped', { signatures: all.length })
  return own
}

/** The certificate in KeyInfo only says which of ours to take; the key is always of our own copy. */
function findSigner(signature: Element, signers: readonly Uint8Array[]): X509Certificate {
  const carried = allAt(signature, ['KeyInfo', 'X509Data', 'X509Certificate'], 'signature').map((one) =>
    fingerprintOf(Buffer.from(textOf(one), 'base64')),
  )
  const known = signers.find((der) => carried.includes(fingerprintOf(der)))
  if (!known) throw refuse('trust.list_signer_unknown', { signers: carried })
  return new X509Certificate(known)
}

interface Places {
  readonly list: number
  readonly properties: number
}

/** Exactly two references: the root, and the signed properties inside this signature. No other transforms exist. */
function checkReferences(root: Element, signature: Element): Places {
  const canonical = firstAt(signature, ['SignedInfo', 'CanonicalizationMethod'], 'signature')
  if (canonical?.getAttribute('Algorithm') !== EXCLUSIVE)
    throw refuse('trust.list_algorithm', { algorithm: canonical?.getAttribute('Algorithm') ?? null })
  const references = allAt(signature, ['SignedInfo', 'Reference'], 'signature')
  const [properties] = allAt(signature, ['Object'], 'signature').flatMap((object) =>
    allAt(object, ['QualifyingProperties', 'SignedProperties'], 'xades'),
  )
  const rootUris = ['', ...(root.getAttribute('Id') ? [`#${root.getAttribute('Id')}`] : [])]
  const isRoot = (one: Element) =>
    one.hasAttribute('URI') &&
    rootUris.includes(one.getAttribute('URI')!) &&
    transformsOf(one) === `${ENVELOPED} ${EXCLUSIVE}`
  const isProperties = (one: Element) =>
    properties?.getAttribute('Id') &&
    one.getAttribute('URI') === `#${properties.getAttribute('Id')}` &&
    one.getAttribute('Type') === SIGNED_PROPERTIES &&
    transformsOf(one) === EXCLUSIVE
  const places = {
    list: references.findIndex(isRoot),
    properties: references.findIndex((one) => Boolean(isProperties(one))),
  }
  if (references.length !== 2 || places.list < 0 || places.properties < 0)
    throw refuse('trust.list_wrapped', { references: references.map((one) => one.getAttribute('URI')) })
  return places
}

const transformsOf = (reference: Element): string =>
  allAt(reference, ['Transforms', 'Transform'], 'signature')
    .map((one) => one.getAttribute('Algorithm') ?? '')
    .join(' ')

const HASHES = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
} as const

/** RSA PKCS#1 v1.5 and ECDSA (RFC 6931 2.3); the key's own kind must fit, so that no name can talk it round. */
const SIGNATURES = {
  [`${MORE}rsa-sha256`]: ['rsa', 'sha256'],
  [`${MORE}rsa-sha384`]: ['rsa', 'sha384'],
  [`${MORE}rsa-sha512`]: ['rsa', 'sha512'],
  [`${MORE}ecdsa-sha256`]: ['ec', 'sha256'],
  [`${MORE}ecdsa-sha384`]: ['ec', 'sha384'],
  [`${MORE}ecdsa-sha512`]: ['ec', 'sha512'],
} as const

const makeHash = (uri: string, name: string) =>
  class implements HashAlgorithm {
    getAlgorithmName = () => uri
    getHash = (xml: string) => createHash(name).update(xml, 'utf8').digest('base64')
  }

const makeVerifier = (uri: string, kind: string, digest: string) =>
  class implements SignatureAlgorithm {
    getAlgorithmName = () => uri
    getSignature = (): never => {
      throw new Error('lists are verified here, not signed')
    }
    verifySignature = (material: string, key: KeyLike, value: string): boolean => {
      const publicKey = createPublicKey(key)
      if (publicKey.asymmetricKeyType !== kind) return false
      const octets = Buffer.from(value, 'base64')
      return verify(
        digest,
        Buffer.from(material, 'utf8'),
        { key: publicKey, dsaEncoding: 'ieee-p1363' },
        octets,
      )
    }
  }

/** The canonical octets of each reference, in order, once all digests and the signature hold. */
function checkOctets(xml: string, signature: Element, signer: X509Certificate): string[] {
  const signed = new SignedXml({ publicCert: signer.toString(), getCertFromKeyInfo: () => null })
  signed.HashAlgorithms = Object.fromEntries(
    Object.entries(HASHES).map(([uri, name]) => [uri, makeHash(uri, name)]),
  )
  signed.SignatureAlgorithms = Object.fromEntries(
    Object.entries(SIGNATURES).map(([uri, [kind, digest]]) => [uri, makeVerifier(uri, kind, digest)]),
  )
  const { [ENVELOPED]: enveloped, [EXCLUSIVE]: exclusive } = signed.CanonicalizationAlgorithms
  signed.CanonicalizationAlgorithms = { [ENVELOPED]: enveloped!, [EXCLUSIVE]: exclusive! }
  checkAlgorithms(signature)
  try {
    signed.loadSignature(signature)
    if (signed.checkSignature(xml)) return signed.getSignedReferences()
  } catch {
    // Every fault of the signature is one answer: it does not hold.
  }
  throw refuse('trust.list_signature')
}

function checkAlgorithms(signature: Element): void {
  const name = (path: string[]) =>
    allAt(signature, ['SignedInfo', ...path], 'signature').map((one) => one.getAttribute('Algorithm') ?? '')
  const used = [
    ...name(['SignatureMethod']).filter((uri) => !Object.hasOwn(SIGNATURES, uri)),
    ...name(['Reference', 'DigestMethod']).filter((uri) => !Object.hasOwn(HASHES, uri)),
  ]
  if (used.length > 0) throw refuse('trust.list_algorithm', { algorithm: used[0] })
}

/** The certificate is named inside what is signed, so that it cannot be exchanged (EN 319 132-1 5.2.2). */
function checkSigningCertificate(properties: Element, signer: X509Certificate): void {
  const named = ['SigningCertificateV2', 'SigningCertificate'].flatMap((version) =>
    allAt(properties, ['SignedSignatureProperties', version, 'Cert', 'CertDigest'], 'xades'),
  )
  const fits = named.some((digest) => {
    const uri = firstDigest(digest, 'DigestMethod')?.getAttribute('Algorithm') ?? ''
    const name = Object.hasOwn(HASHES, uri) ? HASHES[uri as keyof typeof HASHES] : undefined
    const value = textOf(firstDigest(digest, 'DigestValue'))
    return name !== undefined && createHash(name).update(signer.raw).digest('base64') === value
  })
  if (!fits) throw refuse('trust.list_signature', { why: 'signing certificate' })
}

const firstDigest = (parent: Element, name: string) => childrenOf(parent, name, 'signature')[0]
