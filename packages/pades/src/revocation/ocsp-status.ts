import { listAppointed } from '../path/build.ts'
import { verifySignature } from '../x509/algorithms.ts'
import { digestsOf, findKey, isSignedBy, type Certificate } from '../x509/certificate.ts'
import { EKU } from '../x509/extensions.ts'
import type { OcspResponse, OcspSingle } from '../x509/ocsp.ts'
import {
  knownSince,
  moreTelling,
  speaksOf,
  stillListed,
  type EvidenceUsed,
  type Question,
  type RevocationContext,
  type RevocationStatus,
  type Unknown,
} from './context.ts'

/** Why a delegated responder could not be relied on when its response came to be. */
type CheckResponder = (
  signed: SignedBy,
  question: Question,
  context: RevocationContext,
) => Unknown | undefined

export type SignedBy = { readonly signer: Certificate; readonly id: string }

/** The status of a certificate by the OCSP responses at hand (RFC 6960 3.2); the newest that counts wins. */
export function findOcspStatus(
  question: Question,
  context: RevocationContext,
  checkResponder: CheckResponder,
): RevocationStatus {
  let why: Unknown = 'none'
  const answers: { response: OcspResponse; single: OcspSingle }[] = []
  for (const response of context.ocsps) {
    for (const single of response.singles) {
      const match = matchQuestion(single, question)
      if (match === 'same') answers.push({ response, single })
      if (match === 'half') why = 'bad'
    }
  }
  answers.sort((a, b) => b.single.thisUpdate - a.single.thisUpdate)
  for (const { response, single } of answers) {
    const fault = findFault(response, single, question, context, checkResponder)
    if (fault) {
      why = moreTelling(why, fault)
      continue
    }
    const used = [describe(response, single)]
    if (single.status === 'good') return { status: 'good', used }
    const { revokedAt, reason } = single
    return { status: 'revoked', revokedAt: revokedAt!, ...(reason !== undefined && { reason }), used }
  }
  return { status: 'unknown', why }
}

const describe = ({ id }: OcspResponse, { thisUpdate, nextUpdate }: OcspSingle): EvidenceUsed => ({
  kind: 'ocsp',
  id,
  thisUpdate,
  ...(nextUpdate !== undefined && { nextUpdate }),
})

type Match = 'same' | 'half' | 'other'

/** `half`: the right serial and only one of the issuer's two hashes, which no honest responder sends. */
function matchQuestion(single: OcspSingle, { certificate, issuer }: Question): Match {
  const { serial, hashName, issuerNameHash, issuerKeyHash } = single
  if (serial !== certificate.serial || (hashName !== 'sha1' && hashName !== 'sha256')) return 'other'
  const named = digestsOf[hashName](issuer)
  const [name, key] = [named.name === issuerNameHash, named.key === issuerKeyHash]
  return name && key ? 'same' : name || key ? 'half' : 'other'
}

function findFault(
  response: OcspResponse,
  single: OcspSingle,
  question: Question,
  context: RevocationContext,
  checkResponder: CheckResponder,
): Unknown | undefined {
  if (response.unknownCritical || single.unknownCritical || single.status === 'unknown') return 'bad'
  if (!speaksOf(single, question, context)) return 'stale'
  const gone =
    single.status === 'good' && !stillListed(question.certificate, single.thisUpdate, single.archiveCutoff)
  if (gone) return 'stale'
  const signer = findResponder(response, question.issuer)
  if (!signer) return findAppointed(response, question.issuer, context) ? undefined : 'bad'
  const fault =
    signer === question.issuer ? undefined : checkResponder({ signer, id: response.id }, question, context)
  if (fault) return fault
  // Whoever withdraws a certificate is heard, however late or weakly it was said.
  return single.status === 'good' ? findAgeFault(response, { signer, question }, context) : undefined
}

/**
 * A good answer counts while its issuer's key did when the answer is first proven to exist, and while its
 * algorithm was relied on then (EN 319 102-1 5.2.6, 5.6.2.2).
 */
export function findAgeFault(
  { id, algorithm }: Pick<OcspResponse, 'id' | 'algorithm'>,
  { signer, question }: { readonly signer: Certificate; readonly question: Question },
  context: RevocationContext,
): 'unproven' | 'weak' | undefined {
  const at = knownSince(id, context)
  if (at > (question.limit ?? at)) return 'unproven'
  const key = context.isReliable && findKey(signer)
  return key && !context.isReliable!({ algorithm, key }, at) ? 'weak' : undefined
}

/** Who signed: the issuer itself, or a certificate in the response the issuer made for this (RFC 6960 4.2.2.2). */
export const findResponder = (response: OcspResponse, issuer: Certificate): Certificate | undefined =>
  [issuer, ...response.certificates].find((responder) => isSigner(response, responder, issuer))

function isSigner(response: OcspResponse, responder: Certificate, issuer: Certificate): boolean {
  if (!isNamed(response, responder)) return false
  if (responder !== issuer && !isDelegated(responder, issuer)) return false
  return isSigned(response, responder)
}

/**
 * A responder that our own trust appoints for this issuer (RFC 6960 4.2.2.2, 1), in force and trusted when its
 * answer is known to have existed.
 */
function findAppointed(
  response: OcspResponse,
  issuer: Certificate,
  context: RevocationContext,
): Certificate | undefined {
  const at = Math.min(context.now, context.provenAt(response.id))
  return listAppointed(context.pool, issuer, at).find(
    (responder) => isNamed(response, responder) && isSigned(response, responder),
  )
}

// By the response as it was read, so what is remembered goes with the judgement that read it.
const signed = new WeakMap<OcspResponse, Map<string, boolean>>()

/** One answer is asked about for several chains of a file; its signature is checked once. */
function isSigned(response: OcspResponse, responder: Certificate): boolean {
  const known = signed.get(response)?.get(responder.id)
  if (known !== undefined) return known
  const key = findKey(responder)
  const { tbs: data, signature, algorithm } = response
  const holds = key !== undefined && verifySignature(algorithm, key.key, { data, signature })
  signed.set(response, (signed.get(response) ?? new Map<string, boolean>()).set(responder.id, holds))
  return holds
}

function isNamed({ responder: id }: OcspResponse, responder: Certificate): boolean {
  if ('nameKey' in id) return id.nameKey === responder.subject.key
  return id.keyHash === digestsOf.sha1(responder).key
}

const isDelegated = (responder: Certificate, issuer: Certificate): boolean =>
  responder.issuer.key === issuer.subject.key &&
  responder.extensions.extendedKeyUsage?.purposes.includes(EKU.ocspSigning) === true &&
  responder.extensions.unknownCritical === undefined &&
  isSignedBy(responder, issuer)
