import {
  basicConstraints,
  certificatePolicy,
  extendedKeyUsage,
  keyUsage,
  serialOf,
  type Name,
  type RevocationReason,
} from '@khoso/pades/issue'
import { keySigner, type KeyAndCertificates, type Signer } from '@khoso/pades/sign'
import { makeHeld, readHeld, saveHeld, type Authority, type KeyKind } from './authority.ts'
import {
  agencyName,
  ISSUING_NAME,
  personName,
  plainName,
  type AgencyOrder,
  type PersonOrder,
} from './names.ts'
import { issuedBy, POLICY } from './profile.ts'
import { writeRegister, type Entry } from './register.ts'

/** Somebody the authority gave a certificate to. */
export interface Holder {
  readonly entry: Entry
  readonly certificate: Uint8Array
  readonly signer: Signer
  readonly held: KeyAndCertificates
}

export interface Terms {
  /** Name of the file and of the holder in this demonstration; made from the names when left out. */
  readonly id?: string
  readonly notBefore?: Date
  readonly notAfter?: Date
  readonly keys?: KeyKind
}

/** An agency's certificate; asked again under the same id, the one it has. */
export function issueAgency(authority: Authority, order: AgencyOrder & Terms): Holder {
  const id = order.id ?? `agency-${plainName(order.name)}`
  return issue(authority, { ...order, id, kind: 'agency', subject: agencyName(order) })
}

/** An officer's certificate; asked again under the same id, the one they have. */
export function issuePerson(authority: Authority, order: PersonOrder & Terms): Holder {
  const id = order.id ?? `person-${plainName(`${order.name} ${order.agency}`)}`
  return issue(authority, { ...order, id, kind: 'person', subject: personName(order) })
}

type IssueOrder = Terms & {
  readonly id: string
  readonly kind: 'agency' | 'person'
  readonly name: string
  readonly subject: Name
}

const FIVE_YEARS = 5 * 365.25 * 86_400_000

function issue(authority: Authority, order: IssueOrder): Holder {
  const known = findHolder(authority, order.id)
  if (known) return known
  const { register, issuing, folder } = authority
  const notBefore = order.notBefore ?? new Date(authority.clock().getTime() - 86_400_000)
  const notAfter = order.notAfter ?? new Date(notBefore.getTime() + FIVE_YEARS)
  const held = makeHeld(order.keys ?? authority.keys, [issuing.certificate], {
    issuer: { name: ISSUING_NAME, key: issuing.key },
    subject: order.subject,
    notBefore,
    notAfter,
    extensions: [
      basicConstraints(false),
      keyUsage('digitalSignature', 'nonRepudiation'),
      extendedKeyUsage(['clientAuth', 'emailProtection']),
      certificatePolicy(POLICY[order.kind]),
      ...issuedBy(register.baseUrl),
    ],
  })
  const entry: Entry = {
    id: order.id,
    kind: order.kind,
    name: order.name,
    serial: serialOf(held.certificate).toString('hex'),
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
  }
  register.entries.push(entry)
  authority.opened.set(entry.id, held)
  saveHeld(authority, `holders/${entry.id}`, held)
  if (folder) writeRegister(folder, register)
  return holderOf(entry, held)
}

const holderOf = (entry: Entry, held: KeyAndCertificates): Holder => ({
  entry,
  held,
  certificate: held.certificate,
  signer: keySigner(held),
})

/** The holder of that id, their key opened from the folder when this process has not seen it yet. */
export function findHolder(authority: Authority, id: string): Holder | undefined {
  const entry = authority.register.entries.find((one) => one.id === id)
  if (!entry) return undefined
  const { folder, opened, register } = authority
  const held = opened.get(id) ?? (folder ? readHeld(folder, `holders/${id}`, register.password) : undefined)
  if (!held) throw new Error(`the key of ${id} is gone`)
  opened.set(id, held)
  return holderOf(entry, held)
}

export function getHolder(authority: Authority, id: string): Holder {
  const holder = findHolder(authority, id)
  if (!holder) throw new Error(`the demonstration authority knows no ${id}`)
  return holder
}

/** Revokes from a moment on, which may lie in the past or ahead; OCSP and the list say so from then. */
export function revoke(
  authority: Authority,
  id: string,
  why: { at: Date; reason: RevocationReason },
): Holder {
  const { register, folder } = authority
  const index = register.entries.findIndex((one) => one.id === id)
  const entry = register.entries[index]
  if (!entry) throw new Error(`the demonstration authority knows no ${id}`)
  register.entries[index] = { ...entry, revoked: { at: why.at.toISOString(), reason: why.reason } }
  if (folder) writeRegister(folder, register)
  return getHolder(authority, id)
}
