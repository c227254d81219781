import { createHash, X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import { legalDayOf, type LegalDay } from '../../platform/legal-day.ts'
import {
  findAnchor,
  insertAnchor,
  insertCertificate,
  listAnchorsKnown,
  listCertificatesKnown,
} from './anchors.queries.ts'

/** Neo tin cậy: a self-signed certificate of a certification authority that we trust, for a scope and from a day. */
export interface Anchor {
  readonly fingerprint: string
  readonly der: Buffer
  readonly subject: string
  readonly scope: string
  readonly trustedFrom: LegalDay
  readonly trustedTo: LegalDay | null
  readonly source: string
}

/** What a judgement is given to build chains with. */
export interface Trust {
  readonly anchors: readonly Anchor[]
  /** Certificates that are trusted for nothing by themselves. */
  readonly helpers: readonly { readonly fingerprint: string; readonly der: Buffer }[]
}

export interface LoadedAnchors {
  readonly anchors: number
  readonly helpers: number
  /** Files that hold no certificate we can read, by their path in the folder. */
  readonly unreadable: readonly string[]
}

/** Certificates outside any subfolder are trusted for everything a signature is asked about. */
export const GENERAL_SCOPE = 'general'

/**
 * Takes the certificates of a folder (PEM or DER, subfolders name the scope) into the database; loading it again
 * changes nothing. Only self-signed certificates of authorities become anchors: whatever else lies there helps to
 * build chains and makes nothing trusted, least of all itself. A trust that was withdrawn stays withdrawn.
 */
export async function loadAnchors(tx: Tx, folder: string): Promise<LoadedAnchors> {
  const loaded = { anchors: 0, helpers: 0, unreadable: [] as string[] }
  for (const path of listFiles(folder)) {
    const certificates = readCertificates(join(folder, path))
    if (certificates.length === 0) loaded.unreadable.push(path)
    for (const certificate of certificates) {
      const isAnchor = await keepCertificate(tx, certificate, path)
      loaded[isAnchor ? 'anchors' : 'helpers'] += 1
    }
  }
  return loaded
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(pem|crt|cer|der)$/i.test(path))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

function readCertificates(path: string): X509Certificate[] {
  const bytes = readFileSync(path)
  const blocks: readonly (string | Buffer)[] = bytes.toString('latin1').match(PEM) ?? [bytes]
  return blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block)]
    } catch {
      return []
    }
  })
}

async function keepCertificate(tx: Tx, certificate: X509Certificate, path: string): Promise<boolean> {
  const fingerprint = createHash('sha256').update(certificate.raw).digest('hex')
  const selfSigned = isSelfSigned(certificate)
  const folder = dirname(path).split(sep)[0]!
  await insertCertificate(tx, {
    fingerprint,
    der: certificate.raw,
    subject: certificate.subject,
    selfSigned,
    source: path,
  })
  if (!selfSigned || !certificate.ca) return false
  const scope = folder === '.' ? GENERAL_SCOPE : folder
  const known = await findAnchor(tx, fingerprint, scope)
  if (known) return true
  const trustedFrom = legalDayOf(new Date(certificate.validFrom))
  await insertAnchor(tx, { fingerprint, scope, trustedFrom, trustedTo: null, source: path })
  return true
}

const isSelfSigned = (certificate: X509Certificate) =>
  certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey)

/** Ends a trust after a day, by a letter or decision; what was judged before stays as it was judged. */
export async function withdrawAnchor(
  tx: Tx,
  {
    fingerprint,
    scope,
    trustedTo,
    source,
  }: Pick<Anchor, 'fingerprint' | 'scope' | 'source'> & { trustedTo: LegalDay },
): Promise<void> {
  const known = await findAnchor(tx, fingerprint, scope)
  if (!known) throw new Error(`no anchor ${fingerprint} for ${scope}`)
  await insertAnchor(tx, { fingerprint, scope, trustedFrom: known.trustedFrom, trustedTo, source })
}

/** The anchors in force on the legal day of `at`, as we knew them at `at`. */
export async function listAnchors(read: Read, at: Date): Promise<Anchor[]> {
  const day = legalDayOf(at)
  const known = await listAnchorsKnown(read, at)
  return known.filter(({ trustedFrom, trustedTo }) => trustedFrom <= day && (!trustedTo || day <= trustedTo))
}

/** Anchors and helpers as of `at`: the same for ever for the same moment, whatever is loaded later. */
export async function listTrust(read: Read, at: Date): Promise<Trust> {
  const anchors = await listAnchors(read, at)
  const trusted = new Set(anchors.map(({ fingerprint }) => fingerprint))
  const known = await listCertificatesKnown(read, at)
  return {
    anchors,
    helpers: known.filter(({ fingerprint }) => !trusted.has(fingerprint)),
  }
}
