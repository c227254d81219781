import { createHash, type KeyObject } from 'node:crypto'
import {
  boolean,
  context,
  contextPrimitive,
  generalizedTime,
  enumerated,
  ia5String,
  integer,
  namedBits,
  nothing,
  octetString,
  oid,
  sequence,
} from '../der/write.ts'
import { publicKeyBits } from './algorithm.ts'
import { OID } from './oids.ts'

/** Bit numbers of RFC 5280 4.2.1.3. */
const KEY_USAGE = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  dataEncipherment: 3,
  keyCertSign: 5,
  crlSign: 6,
} as const

const EXTENDED_KEY_USAGE = {
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  documentSigning: '1.3.6.1.5.5.7.3.36',
} as const

/** Why a certificate was revoked, by the codes of RFC 5280 5.3.1. */
export const REVOCATION_REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
} as const

export type RevocationReason = keyof typeof REVOCATION_REASONS

export function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value))
}

export function basicConstraints(pathLength?: number | false): Buffer {
  if (pathLength === false) return extension(OID.basicConstraints, sequence(), true)
  const limit = pathLength === undefined ? [] : [integer(pathLength)]
  return extension(OID.basicConstraints, sequence(boolean(true), ...limit), true)
}

export const keyUsage = (...uses: readonly (keyof typeof KEY_USAGE)[]): Buffer =>
  extension(OID.keyUsage, namedBits(uses.map((use) => KEY_USAGE[use])), true)

export const extendedKeyUsage = (
  uses: readonly (keyof typeof EXTENDED_KEY_USAGE)[],
  critical = false,
): Buffer =>
  extension(OID.extendedKeyUsage, sequence(...uses.map((use) => oid(EXTENDED_KEY_USAGE[use]))), critical)

/** SHA-1 of the public key bits: method 1 of RFC 5280 4.2.1.2, a name for a key and no security. */
export const keyIdentifier = (key: KeyObject): Buffer =>
  createHash('sha1').update(publicKeyBits(key)).digest()

export const subjectKeyIdentifier = (key: KeyObject): Buffer =>
  extension(OID.subjectKeyIdentifier, octetString(keyIdentifier(key)))

export const authorityKeyIdentifier = (issuerKey: KeyObject): Buffer =>
  extension(OID.authorityKeyIdentifier, sequence(contextPrimitive(0, keyIdentifier(issuerKey))))

/** Where to ask: the OCSP responder and the issuer's certificate (RFC 5280 4.2.2.1). */
export function authorityInfoAccess(at: { ocsp?: string; caIssuers?: string }): Buffer {
  const places = [
    ...(at.ocsp ? [sequence(oid(OID.ocsp), uri(at.ocsp))] : []),
    ...(at.caIssuers ? [sequence(oid(OID.caIssuers), uri(at.caIssuers))] : []),
  ]
  return extension(OID.authorityInfoAccess, sequence(...places))
}

export const crlDistributionPoint = (url: string): Buffer =>
  extension(OID.crlDistributionPoints, sequence(sequence(context(0, context(0, uri(url))))))

const uri = (url: string): Buffer => contextPrimitive(6, Buffer.from(url, 'latin1'))

export function certificatePolicy(policy: string, practiceStatement?: string): Buffer {
  const qualifiers = practiceStatement ? [sequence(sequence(oid(OID.cps), ia5String(practiceStatement)))] : []
  return extension(OID.certificatePolicies, sequence(sequence(oid(policy), ...qualifiers)))
}

/** The responder's own certificate need not be checked for revocation (RFC 6960 4.2.2.2.1). */
export const ocspNoCheck = (): Buffer => extension(OID.ocspNoCheck, nothing())

export const reasonCode = (reason: RevocationReason): Buffer =>
  extension(OID.reasonCode, enumerated(REVOCATION_REASONS[reason]))

export const invalidityDate = (at: Date): Buffer => extension(OID.invalidityDate, generalizedTime(at))
