import { createPublicKey, randomBytes } from 'node:crypto'
import { raw } from '../der/read.ts'
import { certificateParts, unsigned } from '../issue/certificate-parts.ts'
import { makeCertificateId, makeOcspRequest } from '../issue/ocsp-request.ts'
import { findValidPath, makePool, type FoundPath, type Pool } from '../path/build.ts'
import type { Path } from '../path/validate.ts'
import { listStatuses } from '../revocation/check.ts'
import type { RevocationStatus } from '../revocation/context.ts'
import { parseCertificate, tryParseCertificate, type Certificate } from '../x509/certificate.ts'
import { tryParseCrl, type Crl } from '../x509/crl.ts'
import { KEY_USAGE } from '../x509/extensions.ts'
import { listUris } from '../x509/general-name.ts'
import { parseOcspResponse, type OcspResponse } from '../x509/ocsp.ts'
import type { Signer } from './signer.ts'
import { SigningError } from './signing-error.ts'

export interface StatusSources {
  /** Roots a signature must lead to, DER. */
  readonly anchors: readonly Uint8Array[]
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: () => Date
}

/** Clocks of authorities may run ahead of ours by this much. */
const SKEW = 5 * 60_000

/**
 * Makes the question `signPdf` asks before it signs: throws unless the certificate is one for signing, leads to an
 * anchor, is in force now, and neither it nor any issuer above it is revoked or on hold by what OCSP and lists say
 * now. A certificate nobody can vouch for signs nothing: a seal that will be refused is worse than none.
 */
export function statusCheck(sources: StatusSources): (signer: Signer) => Promise<void> {
  const { fetch = globalThis.fetch, clock = () => new Date() } = sources
  const anchors = sources.anchors.map(parseCertificate)
  return async (signer) => {
    const now = clock().getTime()
    const certificate = parseCertificate(signer.certificate)
    requireUse(certificate)
    const { path, pool } = await findPath(certificate, { signer, anchors, now, fetch })
    const answers = await Promise.all(path.slice(1).map((one, i) => ask(one, path[i]!, fetch)))
    const context = {
      pool,
      crls: answers.flatMap(({ crls }) => crls),
      ocsps: answers.flatMap(({ ocsps }) => ocsps),
      // Answers were made while we asked, a moment after `now` was read.
      now: Math.max(now, clock().getTime()),
      provenAt: () => now,
      skew: SKEW,
    }
    const statuses = listStatuses(path, now, context)
    for (const [i, status] of statuses.entries()) requireGood(status, i === statuses.length - 1)
  }
}

/** digitalSignature or nonRepudiation (contentCommitment); a certificate that limits nothing may sign (RFC 5280 4.2.1.3). */
function requireUse({ extensions }: Certificate): void {
  const { keyUsage } = extensions
  const signs = KEY_USAGE.digitalSignature | KEY_USAGE.contentCommitment
  if (keyUsage !== undefined && (keyUsage & signs) === 0) {
    throw new SigningError('sign.certificate_use', 'the certificate is not one for signing')
  }
}

type Search = {
  readonly signer: Signer
  readonly anchors: readonly Certificate[]
  readonly now: number
  readonly fetch: typeof globalThis.fetch
}

/** Issuers that nobody sent along are fetched where the certificates name them, one step up at a time. */
async function findPath(
  certificate: Certificate,
  { signer, anchors, now, fetch }: Search,
): Promise<{ readonly path: Path; readonly pool: Pool }> {
  const helpers = signer.chain.flatMap((der) => tryParseCertificate(der) ?? [])
  for (let top: Certificate | undefined = certificate, steps = 0; ; steps += 1) {
    const pool = makePool(anchors, helpers)
    const found = findValidPath(certificate, pool, { at: now })
    if (found.ok) return { path: found.path, pool }
    const climbs = found.fault === 'path.unknown_issuer' && steps < MAX_STEPS
    const above: Certificate[] = climbs ? await fetchIssuers(top, fetch) : []
    if (above.length === 0) throw explain(found, certificate)
    helpers.push(...above)
    top = above[0]
  }
}

const MAX_STEPS = 4

async function fetchIssuers(
  certificate: Certificate | undefined,
  fetch: typeof globalThis.fetch,
): Promise<Certificate[]> {
  const files = await Promise.all((certificate?.extensions.issuerUris ?? []).map((url) => load(fetch, url)))
  return files.flatMap((bytes) => (bytes && tryParseCertificate(bytes)) ?? [])
}

function explain(found: FoundPath & { readonly ok: false }, certificate: Certificate): SigningError {
  const dated = found.fault === 'path.expired' || found.fault === 'path.not_yet_valid'
  if (dated && found.certificate === certificate) {
    return new SigningError('sign.certificate_expired', found.fault)
  }
  // Somebody of the same name with another key is as unknown as nobody.
  const unknown = found.fault === 'path.unknown_issuer' || found.fault === 'path.signature'
  if (unknown) return new SigningError('sign.certificate_untrusted', found.fault)
  return new SigningError('sign.certificate_invalid', found.fault)
}

/** CRLReason certificateHold (RFC 5280 5.3.1). */
const ON_HOLD = 6

function requireGood(status: RevocationStatus, own: boolean): void {
  if (status.status === 'good') return
  if (status.status === 'unknown') {
    const whose = own ? 'the certificate' : 'an issuer above it'
    throw new SigningError('sign.certificate_unknown', `nobody could vouch for ${whose}: ${status.why}`)
  }
  if (!own) throw new SigningError('sign.authority_revoked', 'an issuer above the certificate is revoked')
  throw status.reason === ON_HOLD
    ? new SigningError('sign.certificate_on_hold', 'the certificate is on hold')
    : new SigningError('sign.certificate_revoked', 'the certificate is revoked')
}

type Answers = { readonly ocsps: readonly OcspResponse[]; readonly crls: readonly Crl[] }

/** OCSP where the certificate names a responder, and its lists. What cannot be fetched is simply not there. */
async function ask(
  certificate: Certificate,
  issuer: Certificate,
  fetch: typeof globalThis.fetch,
): Promise<Answers> {
  const { ocspUris = [], crlDistributionPoints = [] } = certificate.extensions
  const request = ocspRequest(certificate, issuer)
  const ocsps = await Promise.all(ocspUris.map((url) => load(fetch, url, request)))
  const lists = crlDistributionPoints.flatMap(({ names = [] }) => listUris(names))
  const crls = await Promise.all(lists.map((url) => load(fetch, url)))
  return {
    ocsps: ocsps.flatMap((bytes) => (bytes && parseOcspResponse(bytes)) ?? []),
    crls: crls.flatMap((bytes) => (bytes && tryParseCrl(bytes)) ?? []),
  }
}

function ocspRequest(certificate: Certificate, issuer: Certificate): Buffer {
  const key = createPublicKey({ key: Buffer.from(raw(issuer.spki)), format: 'der', type: 'spki' })
  const name = certificateParts(issuer.der).subject
  const serial = unsigned(Buffer.from(certificate.serial, 'hex'))
  return makeOcspRequest(makeCertificateId({ name, key }, serial), randomBytes(16))
}

async function load(
  fetch: typeof globalThis.fetch,
  url: string,
  body?: Uint8Array,
): Promise<Uint8Array | undefined> {
  try {
    const headers = { 'content-type': 'application/ocsp-request' }
    const post = body && { method: 'POST', headers, body: new Uint8Array(body) }
    const answer = await fetch(url, { ...post, signal: AbortSignal.timeout(10_000) })
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  } catch {
    return undefined
  }
}
