import { context, generalizedTime, integer, sequence, time } from '../der/write.ts'
import { algorithmFor, signatureIdentifier } from './algorithm.ts'
import { signed, type Issuer } from './certificate.ts'
import {
  authorityKeyIdentifier,
  extension,
  invalidityDate,
  reasonCode,
  type RevocationReason,
} from './extensions.ts'
import { encodeName } from './name.ts'
import { OID } from './oids.ts'

export interface Revocation {
  readonly serial: Uint8Array
  readonly at: Date
  readonly reason?: RevocationReason
  /** Since when the key is known or feared to have been unsafe, where that is earlier. */
  readonly invalidSince?: Date
}

export interface RevocationListOrder {
  readonly issuer: Issuer
  readonly number: number
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  readonly revoked: readonly Revocation[]
  /** Certificates that expired since then stay on the list (X.509 expiredCertsOnCRL). */
  readonly keepsExpiredSince?: Date
}

/** A complete v2 CRL (RFC 5280 5) as DER. */
export function makeRevocationList(order: RevocationListOrder): Buffer {
  const { issuer } = order
  const algorithm = issuer.algorithm ?? algorithmFor(issuer.key)
  const body = sequence(
    integer(1),
    signatureIdentifier(algorithm),
    encodeName(issuer.name),
    time(order.thisUpdate),
    time(order.nextUpdate),
    // An empty list is left out altogether (5.1.2.6).
    ...(order.revoked.length > 0 ? [sequence(...order.revoked.map(encodeEntry))] : []),
    context(0, sequence(...listExtensions(order))),
  )
  return signed(body, issuer.key, algorithm)
}

function listExtensions({ issuer, number, keepsExpiredSince }: RevocationListOrder): Buffer[] {
  return [
    authorityKeyIdentifier(issuer.key),
    extension(OID.crlNumber, integer(number)),
    ...(keepsExpiredSince ? [extension(OID.expiredCertsOnCrl, generalizedTime(keepsExpiredSince))] : []),
  ]
}

function encodeEntry({ serial, at, reason, invalidSince }: Revocation): Buffer {
  const extensions = [
    // "unspecified" is said by leaving the reason out (5.3.1).
    ...(reason && reason !== 'unspecified' ? [reasonCode(reason)] : []),
    ...(invalidSince ? [invalidityDate(invalidSince)] : []),
  ]
  return sequence(integer(serial), time(at), ...(extensions.length > 0 ? [sequence(...extensions)] : []))
}
