import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
  ocspNoCheck,
  toPem,
  type CertificateOrder,
  type Issuer,
  type Name,
} from '@khoso/pades/issue'
import { readPkcs12, writePkcs12, type KeyAndCertificates } from '@khoso/pades/sign'
import { ISSUING_NAME, OCSP_NAME, ROOT_NAME, TSA_NAME } from './names.ts'
import { crlOf, issuedBy } from './profile.ts'
import { hasRegister, readRegister, writePrivate, writeRegister, type Register } from './register.ts'

export type Clock = () => Date
export type KeyKind = 'rsa' | 'ec' | 'ed25519'

/** The demonstration authority: its own keys, and the register of what it gave out. */
export interface Authority {
  /** Undefined: it lives in memory and ends with the process, as tests like it. */
  readonly folder: string | undefined
  readonly clock: Clock
  readonly keys: KeyKind
  readonly root: KeyAndCertificates
  readonly issuing: KeyAndCertificates
  /** Replaced when its certificate is renewed. */
  tsa: KeyAndCertificates
  readonly ocsp: KeyAndCertificates
  readonly register: Register
  /** Keys of holders already opened or made in this process. */
  readonly opened: Map<string, KeyAndCertificates>
}

export interface AuthorityOrder {
  readonly folder?: string
  /** Where its services are reached; every certificate carries this address. */
  readonly baseUrl: string
  readonly clock?: Clock
  /** RSA-2048 like the Government's CA, or P-256, which is made at once. */
  readonly keys?: KeyKind
}

/** Old enough to have signed the city's history, young enough to outlive the demonstration. */
const LIFETIME = {
  notBefore: new Date('2015-01-01T00:00:00+07:00'),
  notAfter: new Date('2045-01-01T00:00:00+07:00'),
}

/** Makes a demonstration authority; with a folder, writes it there (PKCS#12 and PEM, readable by the owner only). */
export function createAuthority(order: AuthorityOrder): Authority {
  const { folder, baseUrl, clock = () => new Date(), keys = 'rsa' } = order
  if (folder && hasRegister(folder)) throw new Error(`an authority lives in ${folder} already`)
  const root = makeRoot(keys)
  const above: Issuer = { name: ROOT_NAME, key: root.key }
  const issuing = makeHeld(keys, [], {
    issuer: above,
    subject: ISSUING_NAME,
    extensions: [basicConstraints(0), keyUsage('keyCertSign', 'crlSign'), ...crlOf(baseUrl, 'root')],
  })
  // The root stays out of every signature: whoever trusts it has it, and the others need not carry it.
  const chain = [issuing.certificate]
  const service = (subject: Name, extensions: readonly Buffer[]) =>
    makeHeld(keys, chain, { issuer: { name: ISSUING_NAME, key: issuing.key }, subject, extensions })
  const stamps = [
    keyUsage('digitalSignature'),
    extendedKeyUsage(['timeStamping'], true),
    ...issuedBy(baseUrl),
  ]
  const answers = [keyUsage('digitalSignature'), extendedKeyUsage(['ocspSigning']), ocspNoCheck()]
  const authority: Authority = {
    folder,
    clock,
    keys,
    root,
    issuing,
    tsa: service(TSA_NAME, [basicConstraints(false), ...stamps]),
    ocsp: service(OCSP_NAME, [basicConstraints(false), ...answers]),
    register: { baseUrl, password: randomBytes(18).toString('base64url'), entries: [] },
    opened: new Map(),
  }
  recordServices(authority)
  return authority
}

function makeRoot(keys: KeyKind): KeyAndCertificates {
  const { privateKey, publicKey } = generateKeys(keys)
  const certificate = makeCertificate({
    issuer: { name: ROOT_NAME, key: privateKey },
    subject: ROOT_NAME,
    publicKey,
    serial: randomSerial(),
    ...LIFETIME,
    extensions: [basicConstraints(), keyUsage('keyCertSign', 'crlSign')],
  })
  return { key: privateKey, certificate, chain: [] }
}

type HeldOrder = Pick<CertificateOrder, 'issuer' | 'subject' | 'extensions'> &
  Partial<Pick<CertificateOrder, 'notBefore' | 'notAfter' | 'serial'>>

/** A new key with its certificate. */
export function makeHeld(keys: KeyKind, chain: readonly Uint8Array[], order: HeldOrder): KeyAndCertificates {
  const { privateKey, publicKey } = generateKeys(keys)
  const certificate = makeCertificate({ ...LIFETIME, serial: randomSerial(), ...order, publicKey })
  return { key: privateKey, certificate, chain }
}

function generateKeys(keys: KeyKind): { privateKey: KeyObject; publicKey: KeyObject } {
  if (keys === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 })
  return keys === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
}

/** Sixteen octets that begin with neither 0 nor a sign bit, so that they print as they are stored. */
export function randomSerial(): Buffer {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return serial
}

const SERVICES = ['root', 'issuing', 'tsa', 'ocsp'] as const

function recordServices(authority: Authority): void {
  const { folder } = authority
  if (!folder) return
  for (const id of SERVICES) saveHeld(authority, id, authority[id])
  writePrivate(folder, 'anchors/root.pem', toPem(authority.root.certificate))
  writeRegister(folder, authority.register)
}

/** Keeps a key and its certificates as `ID.p12` and `ID.pem`. */
export function saveHeld({ folder, register }: Authority, id: string, held: KeyAndCertificates): void {
  if (!folder) return
  writePrivate(folder, `${id}.p12`, writePkcs12({ ...held, friendlyName: id, password: register.password }))
  writePrivate(folder, `${id}.pem`, [held.certificate, ...held.chain].map((one) => toPem(one)).join(''))
}

/** Opens the authority that `createAuthority` wrote into this folder. */
export function openAuthority(folder: string, clock: Clock = () => new Date()): Authority {
  const register = readRegister(folder)
  const [root, issuing, tsa, ocsp] = SERVICES.map((id) => readHeld(folder, id, register.password))
  if (!root || !issuing || !tsa || !ocsp) throw new Error(`no authority in ${folder}`)
  const keys = root.key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec'
  return { folder, clock, keys, root, issuing, tsa, ocsp, register, opened: new Map() }
}

/** Opens what `saveHeld` kept. */
export const readHeld = (folder: string, id: string, password: string): KeyAndCertificates =>
  readPkcs12(readFileSync(join(folder, `${id}.p12`)), password)
