import { createPublicKey, randomBytes } from 'node:crypto'
import { raw } from '../der/read.ts'
import { certificateParts, unsigned } from '../issue/certificate-parts.ts'
import { makeCertificateId, makeOcspRequest } from '../issue/ocsp-request.ts'
import { findValidPath, makePool } from '../path/build.ts'
import { listStatuses } from '../revocation/check.ts'
import { parseCertificate, type Certificate } from '../x509/certificate.ts'
import { tryParseCrl, type Crl } from '../x509/crl.ts'
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
 * Makes the question `signPdf` asks before it signs: throws unless the certificate leads to an anchor, is in
 * force now, and neither it nor an issuer is revoked by what OCSP and lists say now. A certificate nobody can
 * vouch for signs nothing: a seal that will be refused is worse than none.
 */
export function statusCheck(sources: StatusSources): (signer: Signer) => Promise<void> {
  const { fetch = globalThis.fetch, clock = () => new Date() } = sources
  const anchors = sources.anchors.map(parseCertificate)
  return async (signer) => {
    const now = clock().getTime()
    const pool = makePool(anchors, signer.chain.map(parseCertificate))
    const found = findValidPath(parseCertificate(signer.certificate), pool, { at: now })
    if (!found.ok) throw new SigningError('sign.certificate_invalid', found.fault)
    const answers = await Promise.all(found.path.slice(1).map((one, i) => ask(one, found.path[i]!, fetch)))
    const context = {
      pool,
      crls: answers.flatMap(({ crls }) => crls),
      ocsps: answers.flatMap(({ ocsps }) => ocsps),
      // Answers were made while we asked, a moment after `now` was read.
      now: Math.max(now, clock().getTime()),
      provenAt: () => now,
      skew: SKEW,
    }
    for (const { status } of listStatuses(found.path, now, context)) {
      if (status === 'revoked')
        throw new SigningError('sign.certificate_revoked', 'the certificate is revoked')
      if (status === 'unknown')
        throw new SigningError('sign.certificate_unknown', 'nobody could vouch for it')
    }
  }
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
