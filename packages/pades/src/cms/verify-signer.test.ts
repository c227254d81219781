/** RFC 5652 5.4 and 5.6: what a signer's statement must be, and the oddities that have passed for it. */
import assert from 'node:assert/strict'
import { createHash, sign as signOctets } from 'node:crypto'
import { test } from 'node:test'
import { algorithmFor, signBytes } from '../../issue.ts'
import { element, octetString, oid, sequence, setOf } from '../der/write.ts'
import { digestOf } from '../digest.ts'
import { attribute, encodeSignedData } from '../issue/signed-data.ts'
import { digestIdentifier, signatureIdentifier } from '../issue/algorithm.ts'
import { OID } from '../issue/oids.ts'
import { issue } from '../../tests/given.ts'
import { parseSignedData } from './signed-data.ts'
import { findSignerFault } from './verify-signer.ts'

const content = Buffer.from('Giấy phép số 12')
const over = { digest: (name: string) => digestOf(name, content), whole: () => content }
const party = issue({ subject: 'signer' })
const stranger = issue({ subject: 'stranger' })
const algorithm = algorithmFor(party.key)
const digest = createHash('sha256').update(content).digest()

const TYPE = attribute(OID.contentType, oid(OID.data))
const DIGEST = attribute(OID.messageDigest, octetString(digest))

type Shape = {
  readonly attributes?: readonly Buffer[]
  /** The set as it is written, where that is not DER's order. */
  readonly written?: Buffer
  readonly signature?: (attributes: Buffer) => Buffer
  readonly recode?: (cms: Buffer) => Buffer
}

function faultOf({ attributes = [TYPE, DIGEST], written, signature, recode }: Shape) {
  const signed = setOf(...attributes)
  const cms = encodeSignedData({
    contentType: OID.data,
    certificates: [party.certificate.der],
    signerCertificate: party.certificate.der,
    algorithm,
    signedAttributes: written ?? signed,
    signature: signature?.(signed) ?? signBytes(party.key, algorithm, signed),
  })
  const { signers } = parseSignedData(recode?.(cms) ?? cms)
  return findSignerFault(signers[0]!, party.certificate, { over, contentType: OID.data })
}

const swapLast = (cms: Buffer, from: Buffer, to: Buffer): Buffer => {
  const at = cms.lastIndexOf(from)
  assert.ok(at > 0 && from.length === to.length)
  return Buffer.concat([cms.subarray(0, at), to, cms.subarray(at + from.length)])
}

const protectionOf = (...parts: Buffer[]): Buffer => attribute('1.2.840.113549.1.9.52', sequence(...parts))
const inside = (identifier: Buffer): Buffer => Buffer.concat([Buffer.of(0xa1), identifier.subarray(1)])

const SHAPES: Readonly<Record<string, readonly [string | undefined, Shape]>> = {
  'the plain statement': [undefined, {}],
  'attributes written in another order than DER\u2019s, signed in DER\u2019s': [
    undefined,
    { written: element(0x31, ...[TYPE, DIGEST].toSorted((a, b) => Buffer.compare(b, a))) },
  ],
  'an attribute nobody knows': [
    undefined,
    { attributes: [TYPE, DIGEST, attribute('1.2.3.4', oid('1.2.3'))] },
  ],
  'no content type': ['cms.attributes', { attributes: [DIGEST] }],
  'no digest': ['cms.attributes', { attributes: [TYPE] }],
  'no attributes in the set': ['cms.attributes', { attributes: [] }],
  'another content type': [
    'cms.attributes',
    { attributes: [attribute(OID.contentType, oid(OID.tstInfo)), DIGEST] },
  ],
  'two digests, one of them right': [
    'cms.attributes',
    { attributes: [TYPE, DIGEST, attribute(OID.messageDigest, octetString(Buffer.alloc(32)))] },
  ],
  'two values of the digest': [
    'cms.attributes',
    {
      attributes: [
        TYPE,
        sequence(oid(OID.messageDigest), setOf(octetString(digest), octetString(Buffer.alloc(32)))),
      ],
    },
  ],
  'a digest of something else': [
    'cms.digest_mismatch',
    { attributes: [TYPE, attribute(OID.messageDigest, octetString(Buffer.alloc(32)))] },
  ],
  'a digest cut short': [
    'cms.digest_mismatch',
    { attributes: [TYPE, attribute(OID.messageDigest, octetString(digest.subarray(0, 16)))] },
  ],
  'another digest than the signature algorithm goes with': [
    'cms.digest_mismatch',
    { recode: (cms) => swapLast(cms, digestIdentifier('sha256'), digestIdentifier('sha384')) },
  ],
  'a signature over the content and not over the attributes': [
    'cms.signature_wrong',
    { signature: () => signOctets('sha256', content, party.key) },
  ],
  'a signature over the attributes as they stand in the message': [
    'cms.signature_wrong',
    {
      signature: (set) => signBytes(party.key, algorithm, Buffer.concat([Buffer.of(0xa0), set.subarray(1)])),
    },
  ],
  'another signer\u2019s signature': [
    'cms.signature_wrong',
    { signature: (set) => signBytes(stranger.key, algorithm, set) },
  ],
  'no signature': ['cms.signature_wrong', { signature: () => Buffer.alloc(0) }],
  'a protected algorithm that is the one used (RFC 6211)': [
    undefined,
    {
      attributes: [
        TYPE,
        DIGEST,
        protectionOf(digestIdentifier('sha256'), inside(signatureIdentifier(algorithm))),
      ],
    },
  ],
  'a protected algorithm that is another': [
    'cms.attributes',
    {
      attributes: [
        TYPE,
        DIGEST,
        protectionOf(digestIdentifier('sha512'), inside(signatureIdentifier(algorithm))),
      ],
    },
  ],
}

for (const [what, [fault, shape]] of Object.entries(SHAPES))
  test(`${what}: ${fault ?? 'holds'}`, () => assert.equal(faultOf(shape), fault))

test('a digest and a signature algorithm that do not go together make no signature', () => {
  const attributes = setOf(TYPE, attribute(OID.messageDigest, octetString(digestOf('sha384', content))))
  const cms = encodeSignedData({
    contentType: OID.data,
    certificates: [],
    signerCertificate: party.certificate.der,
    algorithm,
    signedAttributes: attributes,
    // What a program does that takes the digest of the message for that of the signature.
    signature: signOctets('sha384', attributes, party.key),
  })
  const { signers } = parseSignedData(swapLast(cms, digestIdentifier('sha256'), digestIdentifier('sha384')))
  const found = findSignerFault(signers[0]!, party.certificate, { over, contentType: OID.data })
  assert.equal(found, 'cms.signature_wrong')
})
