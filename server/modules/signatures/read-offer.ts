import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { isSelfSigned, readCertificateBundle, showName, type Certificate } from '@khoso/pades'
import { legalDayOf, type LegalDay } from '../../platform/legal-day.ts'
import type { StoredTerms } from './anchor-terms.ts'

/** One certificate that somebody proposes to trust, and for what. */
export interface OfferedAnchor {
  readonly certificate: Certificate
  readonly scope: string
  readonly trustedFrom: LegalDay
  readonly trustedTo: LegalDay | null
  readonly terms: StoredTerms | null
  readonly source: string
  readonly sourceDigest: string
}

/** What a folder, a bundle or a trusted list offers; nothing of it is trusted yet. */
export interface Offer {
  readonly anchors: readonly OfferedAnchor[]
  readonly helpers: readonly { readonly certificate: Certificate; readonly source: string }[]
  /** Files that hold no certificate we can read. */
  readonly unreadable: readonly string[]
  /** The series of trusted lists that this is the newest number of: what it no longer names ends with it. */
  readonly series?: { readonly name: string; readonly issuedAt: Date }
}

export interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const CERTIFICATES = /\.(pem|crt|cer|der|p7b|p7c)$/i

/** Every file of certificates under a folder, in one order; a folder that is not there holds none. */
export function listCertificateFiles(folder: string): NamedFile[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => CERTIFICATES.test(path))
      .sort()
      .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

export const readFolder = (folder: string): Offer => readFiles(listCertificateFiles(folder))

/** Words in the path of a subfolder that say what is trusted in it, and whose it is. */
const FOLDERS: Readonly<Record<string, Partial<StoredTerms>>> = {
  signature: { uses: ['signature'] },
  'time-stamp': { uses: ['time-stamp'] },
  revocation: { uses: ['revocation'] },
  state: { class: 'state' },
  public: { class: 'public' },
}

/** What the folders of a path say (`state/time-stamp/tsa.pem`); null where they say nothing. */
function termsOfFolder(folder: string): StoredTerms | null {
  const said = folder.split(sep).flatMap((word) => FOLDERS[word] ?? [])
  if (said.length === 0) return null
  return Object.assign({ uses: ['signature', 'time-stamp', 'revocation'] }, ...said) as StoredTerms
}

const GENERAL = 'general'

/**
 * Reads files of certificates. Only self-signed certificates of authorities are offered as anchors; everything else
 * helps to build chains. `choices` is what whoever brings them says instead of the folders.
 */
export function readFiles(
  files: readonly NamedFile[],
  choices: { readonly terms?: StoredTerms; readonly scope?: string } = {},
): Offer {
  const unreadable: string[] = []
  const all = files.flatMap(({ name, bytes }) => {
    const certificates = readCertificateBundle(bytes)
    if (certificates.length === 0) unreadable.push(name)
    const sourceDigest = createHash('sha256').update(bytes).digest('hex')
    return certificates.map((certificate) => ({ certificate, source: name, sourceDigest }))
  })
  const isAnchor = ({ certificate }: { certificate: Certificate }) => isAuthority(certificate)
  return {
    anchors: all.filter(isAnchor).map((one) => {
      const folder = dirname(one.source)
      return {
        ...one,
        scope: choices.scope ?? (folder === '.' ? GENERAL : folder.split(sep).join('/')),
        trustedFrom: legalDayOf(new Date(one.certificate.notBefore)),
        trustedTo: null,
        terms: choices.terms ?? termsOfFolder(folder),
      }
    }),
    helpers: all.filter((one) => !isAnchor(one)),
    unreadable,
  }
}

/** Self-signed and, by its own word, an authority; roots of version 1 have no word for it and are not taken. */
export const isAuthority = (certificate: Certificate): boolean =>
  isSelfSigned(certificate) && certificate.extensions.basicConstraints?.ca === true

export const subjectOf = ({ subject }: Certificate): string => showName(subject)
