import type { AnchorTerms, TrustTerms } from '@khoso/pades'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import { legalDayOf, startOfLegalDay, type LegalDay } from '../../platform/legal-day.ts'
import { toAnchorTerms, type StoredTerms } from './anchor-terms.ts'
import { findTrustVersion, insertAnchor, listAnchorsKnown, listCertificatesKnown } from './anchors.queries.ts'
import { refuse } from './errors.ts'
import { applyPlan, planOffer } from './plan-import.ts'
import { readFolder } from './read-offer.ts'
import { announceTrust, type Actor } from './trust-events.ts'

/** Neo tin cậy: a certificate that we trust, for a scope, for named uses, from and to a day, on somebody's letter. */
export interface Anchor {
  readonly fingerprint: string
  readonly der: Buffer
  readonly subject: string
  /** The name its rows go by: what was last said of a certificate under one name counts. */
  readonly scope: string
  readonly trustedFrom: LegalDay
  readonly trustedTo: LegalDay | null
  readonly terms: StoredTerms | null
  /** Where the certificate came from: a file's path, a list. */
  readonly source: string
  readonly letter: string | null
  readonly recordedBy: string | null
  /** SHA-256 of the file it came in. */
  readonly sourceDigest: string | null
  /** The series of trusted lists that says so, and that may say otherwise in its next number. */
  readonly series: string | null
  readonly recordedAt: Date
}

/** What a judgement is given to build chains with. */
export interface Trust {
  readonly anchors: readonly Anchor[]
  /** Certificates that are trusted for nothing by themselves. */
  readonly helpers: readonly { readonly fingerprint: string; readonly der: Buffer }[]
  /** What each anchor is trusted for, as the judge takes it. */
  readonly terms: TrustTerms
}

export interface LoadedAnchors {
  readonly anchors: number
  readonly helpers: number
  /** Files that hold no certificate we can read, by their path in the folder. */
  readonly unreadable: readonly string[]
}

/** Certificates outside any subfolder are trusted for everything a signature is asked about. */
export const GENERAL_SCOPE = 'general'

/** Whoever runs the server: what is done at its console and at its start. */
export const OPERATOR: Actor = { kind: 'system', id: 'operator' }

/**
 * Takes the certificates of a folder (PEM, DER or PKCS#7; subfolders name the scope) into the database; loading it
 * again changes nothing. Only self-signed certificates of authorities become anchors: whatever else lies there helps
 * to build chains and makes nothing trusted, least of all itself. A trust that was withdrawn stays withdrawn.
 */
export async function loadAnchors(tx: Tx, folder: string): Promise<LoadedAnchors> {
  const offer = readFolder(folder)
  const plan = await planOffer(tx, offer)
  // A file that lies there changes nothing that somebody said of its certificate since.
  const changes = plan.changes.filter(({ kind }) => kind === 'new')
  await applyPlan(tx, { offer, plan: { ...plan, changes }, actor: OPERATOR, letter: null })
  return { anchors: offer.anchors.length, helpers: offer.helpers.length, unreadable: offer.unreadable }
}

export interface Withdrawal {
  readonly fingerprint: string
  /** The last day of trust: what is proven to have existed by its end stays good. */
  readonly trustedTo?: LegalDay
  /** From this moment its key may be in other hands: nothing later counts, nor any time it says of itself. */
  readonly compromisedSince?: Date
  /** Only this scope; every scope when left out. */
  readonly scope?: string
  readonly source: string
}

/**
 * Ends a trust by a letter, wherever it reaches beyond what is said; the scopes it was ended for. A trust is never
 * prolonged by that, and what was judged before stays as it was judged.
 */
export async function withdrawAnchor(tx: Tx, order: Withdrawal, actor: Actor = OPERATOR): Promise<string[]> {
  const rows = (await listAnchorsKnown(tx, tx.now)).filter(
    ({ fingerprint, scope }) => fingerprint === order.fingerprint && scope === (order.scope ?? scope),
  )
  if (rows.length === 0) throw refuse('trust.anchor_unknown', { fingerprint: order.fingerprint })
  const ended = rows.flatMap((row) => endRow(row, order) ?? [])
  if (ended.length === 0) throw refuse('trust.not_prolonged', { fingerprint: order.fingerprint })
  for (const row of ended) {
    const { der: _, subject: __, recordedAt: ___, ...kept } = row
    const said = { source: row.source, letter: order.source, recordedBy: nameOf(actor) }
    await insertAnchor(tx, { ...kept, ...said, sourceDigest: null })
    const { fingerprint, scope, trustedTo, terms } = row
    await announceTrust(tx, {
      actor,
      action: 'AnchorWithdraw',
      fingerprint,
      details: {
        scope,
        ...(trustedTo && { lastDay: trustedTo }),
        ...(terms?.compromisedSince && { compromisedSince: terms.compromisedSince }),
        letter: order.source,
      },
    })
  }
  return ended.map(({ scope }) => scope)
}

export const nameOf = ({ kind, id }: Actor) => `${kind}:${id}`

/** The row with less trust than before; undefined when it would not be less. */
function endRow(row: Anchor, { trustedTo, compromisedSince }: Withdrawal): Anchor | undefined {
  const lastDay = trustedTo ?? (compromisedSince && legalDayOf(compromisedSince))
  if (!lastDay) return undefined
  const known = row.terms?.compromisedSince
  const lost = compromisedSince && (!known || compromisedSince < new Date(known))
  const shorter = row.trustedTo === null || lastDay < row.trustedTo
  if (!lost && !(shorter && lastDay >= row.trustedFrom)) return undefined
  const end = shorter ? lastDay : row.trustedTo
  const uses = row.terms ?? { uses: ['signature', 'time-stamp', 'revocation'] as const }
  return {
    ...row,
    // A key lost before the trust began leaves one day, of which nothing counts.
    trustedTo: end! < row.trustedFrom ? row.trustedFrom : end!,
    terms: lost
      ? { ...uses, uses: [...uses.uses], compromisedSince: compromisedSince.toISOString() }
      : row.terms,
  }
}

/** The anchors in force on the legal day of `at`, as we knew them at `at`. */
export async function listAnchors(read: Read, at: Date): Promise<Anchor[]> {
  const day = legalDayOf(at)
  const known = await listAnchorsKnown(read, at)
  return known.filter((anchor) => isInForce(anchor, at, day))
}

export function isInForce(
  { trustedFrom, trustedTo, terms }: Anchor,
  at: Date,
  day = legalDayOf(at),
): boolean {
  if (trustedFrom > day || (trustedTo !== null && day > trustedTo)) return false
  return !terms?.compromisedSince || at < new Date(terms.compromisedSince)
}

const remembered = new WeakMap<object, { readonly version: string; readonly trust: Trust }>()

/**
 * Anchors, their terms and helpers as of `at`: the same for ever for the same moment, whatever is loaded later.
 * Anchors whose trust has ended are among them: what is proven older is still judged by them. What any process
 * records is seen by the next call; while nothing changed, the same object is given again.
 */
export async function listTrust(read: Read, at: Date): Promise<Trust> {
  // The day too: a trust may begin on one.
  const version = `${legalDayOf(at)} ${await findTrustVersion(read, at)}`
  const known = remembered.get(read.db)
  if (known?.version === version) return known.trust
  const trust = await readTrustRows(read, at)
  remembered.set(read.db, { version, trust })
  return trust
}

async function readTrustRows(read: Read, at: Date): Promise<Trust> {
  const terms = new Map<string, AnchorTerms[]>()
  const anchors = (await listAnchorsKnown(read, at)).filter((anchor) => {
    const one = toAnchorTerms(anchor)
    // Trusted from a later day on: no anchor yet, and merely a helper until then.
    if (!one || startOfLegalDay(anchor.trustedFrom) > at) return false
    const others = terms.get(anchor.fingerprint)
    if (others) others.push(one)
    else terms.set(anchor.fingerprint, [one])
    return others === undefined
  })
  const trusted = new Set(terms.keys())
  const certificates = await listCertificatesKnown(read, at)
  return {
    anchors,
    helpers: certificates.filter(({ fingerprint }) => !trusted.has(fingerprint)),
    terms: Object.fromEntries(terms),
  }
}
