/** For tests: authorities whose certificates begin, end and are revoked on days the test chooses. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readWholeDer, children, raw } from '../der/read.ts'
import { setOf } from '../der/write.ts'
import { startDigest } from '../digest.ts'
import { algorithmFor, type DigestName } from '../issue/algorithm.ts'
import { makeCertificate } from '../issue/certificate.ts'
import { serialOf } from '../issue/certificate-parts.ts'
import {
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  ocspNoCheck,
  type RevocationReason,
} from '../issue/extensions.ts'
import { encodeName, type Name } from '../issue/name.ts'
import { makeOcspResponse } from '../issue/ocsp.ts'
import { makeCertificateId } from '../issue/ocsp-request.ts'
import { OID } from '../issue/oids.ts'
import { makeRevocationList } from '../issue/revocation-list.ts'
import { attribute, encodeSignedAttributes, encodeSignedData } from '../issue/signed-data.ts'
import { makeTimeStampToken } from '../issue/time-stamp.ts'
import { makeTimeStampRequest, parseTimeStampRequest } from '../issue/time-stamp-request.ts'
import { signBytes } from '../issue/algorithm.ts'
import { addDocumentTimeStamp } from '../sign/document-time-stamp.ts'
import { minimalPdf } from '../sign/minimal-pdf.ts'
import { embedSignature, listCovered, prepareSignature } from '../sign/prepare-signature.ts'
import { addValidationData } from '../sign/validation-data.ts'
import type { SuppliedEvidence } from './evidence.ts'

type Role = 'root' | 'authority' | 'signer' | 'tsa' | 'responder'
/** Who a certificate is from, for what, from which day to which; and the digest its issuer signs it with. */
type Plan = Readonly<
  Record<string, { issuer: string; role: Role; from: string; to: string; digest?: DigestName }>
>

export const day = (text: string): Date => new Date(`${text}T00:00:00Z`)

/** Two generations of authorities under one root, and what each of them certified. */
const PLAN: Plan = {
  root: { issuer: 'root', role: 'root', from: '2010-01-01', to: '2060-01-01' },
  ca: { issuer: 'root', role: 'authority', from: '2018-01-01', to: '2030-01-01' },
  ca2: { issuer: 'root', role: 'authority', from: '2018-01-01', to: '2045-01-01' },
  'old-ca': { issuer: 'root', role: 'authority', from: '2014-01-01', to: '2045-01-01', digest: 'sha1' },
  signer: { issuer: 'ca', role: 'signer', from: '2019-01-01', to: '2022-01-01' },
  'late-signer': { issuer: 'ca', role: 'signer', from: '2021-06-01', to: '2026-01-01' },
  'old-signer': { issuer: 'old-ca', role: 'signer', from: '2019-01-01', to: '2022-01-01', digest: 'sha1' },
  tsa: { issuer: 'ca2', role: 'tsa', from: '2019-01-01', to: '2024-01-01' },
  tsa2: { issuer: 'ca2', role: 'tsa', from: '2022-01-01', to: '2032-01-01' },
  tsa3: { issuer: 'ca2', role: 'tsa', from: '2030-01-01', to: '2042-01-01' },
  responder: { issuer: 'ca', role: 'responder', from: '2020-01-01', to: '2021-01-01' },
}

const EXTENSIONS: Readonly<Record<Role, () => Buffer[]>> = {
  root: () => [basicConstraints(), keyUsage('keyCertSign', 'crlSign')],
  authority: () => [basicConstraints(), keyUsage('keyCertSign', 'crlSign')],
  signer: () => [keyUsage('digitalSignature', 'nonRepudiation')],
  tsa: () => [keyUsage('digitalSignature'), extendedKeyUsage(['timeStamping'], true)],
  responder: () => [keyUsage('digitalSignature'), extendedKeyUsage(['ocspSigning']), ocspNoCheck()],
}

type Held = { readonly name: Name; readonly key: KeyObject; readonly certificate: Buffer }
type Revoked = Readonly<Record<string, { readonly at: Date; readonly reason: RevocationReason }>>

export type TimeWorld = ReturnType<typeof openTimeWorld>

/** The certificates of the plan; `revoked` is what the lists of later days say. */
export function openTimeWorld(revoked: Revoked = {}) {
  const held = new Map<string, Held>()
  for (const [id, { issuer, role, from, to, digest = 'sha256' }] of Object.entries(PLAN)) {
    const key = keyOf(id)
    const name: Name = [['commonName', id]]
    const above = held.get(issuer) ?? { name, key }
    const certificate = makeCertificate({
      issuer: { name: above.name, key: above.key, algorithm: algorithmFor(above.key, digest) },
      subject: name,
      publicKey: key,
      serial: Buffer.from([held.size + 1]),
      notBefore: day(from),
      notAfter: day(to),
      extensions: EXTENSIONS[role](),
    })
    held.set(id, { name, key, certificate })
  }
  return { held, revoked, get: (id: string): Held => held.get(id)! }
}

const keys = new Map<string, KeyObject>()

/** One key a name in all worlds: making them is what takes time. */
function keyOf(id: string): KeyObject {
  const known = keys.get(id)
  if (known) return known
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  keys.set(id, privateKey)
  return privateKey
}

const DAY = 86_400_000

/** The lists of all authorities as of a day, each in force for so many days; the root's is two days old by then. */
export function listsOf(world: TimeWorld, on: Date, lasting = 7, digest: DigestName = 'sha256'): Buffer[] {
  return ['root', 'ca', 'ca2', 'old-ca'].map((id) => {
    const { name, key } = world.get(id)
    const at = id === 'root' ? new Date(on.getTime() - 2 * DAY) : on
    const revoked = Object.entries(world.revoked).filter(
      ([who, why]) => PLAN[who]!.issuer === id && why.at <= at,
    )
    return makeRevocationList({
      issuer: { name, key, algorithm: algorithmFor(key, digest) },
      number: Math.floor(at.getTime() / DAY),
      thisUpdate: at,
      nextUpdate: new Date(at.getTime() + lasting * DAY),
      revoked: revoked.map(([who, why]) => ({ serial: serialOf(world.get(who).certificate), ...why })),
    })
  })
}

/** The same as evidence handed to the judge, with the day our own store had it where it had. */
export const supply = (lists: readonly Buffer[], obtainedAt?: Date): SuppliedEvidence[] =>
  lists.map((der) => ({ kind: 'crl', der, ...(obtainedAt && { obtainedAt: obtainedAt.getTime() }) }))

/** A delegated responder's good answer about the signer. */
export function answerAbout(world: TimeWorld, id: string, at: Date): Buffer {
  const [issuer, responder] = [world.get(PLAN[id]!.issuer), world.get('responder')]
  return makeOcspResponse({
    responder: { key: responder.key, certificates: [responder.certificate] },
    producedAt: at,
    answers: [
      {
        certificateId: makeCertificateId(
          { name: encodeName(issuer.name), key: issuer.key },
          serialOf(world.get(id).certificate),
        ),
        status: { state: 'good' },
        thisUpdate: at,
        nextUpdate: new Date(at.getTime() + DAY),
      },
    ],
  })
}

export type Stamp = { readonly by: string; readonly at: Date; readonly digest?: DigestName }

/** A token over these octets. */
export function stampBy(world: TimeWorld, { by, at, digest = 'sha256' }: Stamp, over: Uint8Array): Buffer {
  const { certificate, key } = world.get(by)
  const imprint = startDigest(digest).update(over).digest()
  const request = parseTimeStampRequest(makeTimeStampRequest(imprint, digest, Buffer.from([1])))
  return makeTimeStampToken(
    { certificate, chain: [], key, policy: '1.2.3', algorithm: algorithmFor(key, digest) },
    request,
    { at, serial: Buffer.from([7]) },
  )
}

export type SignatureWish = {
  readonly by?: string
  readonly stamp?: Stamp
  readonly contentStamp?: Stamp
  /** More signed and unsigned attributes, encoded. */
  readonly signed?: readonly Uint8Array[]
  readonly unsigned?: readonly Uint8Array[]
  readonly digest?: DigestName
  /** Another file to sign than the small page. */
  readonly page?: Buffer
}

/** A PAdES signature over a small page; its claimed time is nobody's proof and always the same. */
export function signIn(world: TimeWorld, wish: SignatureWish = {}): Buffer {
  const { by = 'signer', stamp, contentStamp, signed = [], unsigned = [], digest = 'sha256' } = wish
  const prepared = prepareSignature(wish.page ?? smallPage(), {
    subFilter: 'ETSI.CAdES.detached',
    room: 12_000,
    claimedTime: day('2020-03-01'),
  })
  const covered = Buffer.concat(listCovered(prepared))
  const { key, certificate } = world.get(by)
  const algorithm = algorithmFor(key, digest)
  const basic = encodeSignedAttributes({
    contentType: OID.data,
    messageDigest: startDigest(digest).update(covered).digest(),
    signerCertificate: certificate,
    digest,
  })
  const content = contentStamp ? [attribute(CONTENT_STAMP, stampBy(world, contentStamp, covered))] : []
  const signedAttributes = setOf(...children(readWholeDer(basic)).map(raw), ...content, ...signed)
  const signature = signBytes(key, algorithm, signedAttributes)
  const token = stamp ? [attribute(OID.signatureTimeStamp, stampBy(world, stamp, signature))] : []
  const cms = encodeSignedData({
    contentType: OID.data,
    certificates: [certificate],
    signerCertificate: certificate,
    algorithm,
    signedAttributes,
    signature,
    unsignedAttributes: [...token, ...unsigned],
  })
  return embedSignature(prepared, cms)
}

export const smallPage = (): Buffer => minimalPdf({ lines: ['So: 12/2020'] })

const CONTENT_STAMP = '1.2.840.113549.1.9.16.2.20'

/** Every certificate and the lists of that day into the file's own store. */
export const keepIn = (world: TimeWorld, file: Buffer, at: Date, lasting?: number): Buffer =>
  addValidationData(file, {
    certificates: [...world.held.values()].map(({ certificate }) => certificate),
    crls: listsOf(world, at, lasting),
    ocsps: [],
  })

/** And a document time-stamp over that. */
export const archiveIn = (world: TimeWorld, file: Buffer, stamp: Stamp, lasting?: number): Promise<Buffer> =>
  addDocumentTimeStamp(keepIn(world, file, stamp.at, lasting), {
    room: 8_000,
    timeStamper: (over) => Promise.resolve(stampBy(world, stamp, over)),
  })
