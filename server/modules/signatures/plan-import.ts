import { createHash } from 'node:crypto'
import { isSelfSigned } from '@khoso/pades'
import { canonicalJson } from '../../platform/canonical-json.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import { legalDayOf, type LegalDay } from '../../platform/legal-day.ts'
import type { StoredTerms } from './anchor-terms.ts'
import type { Anchor } from './anchors.ts'
import { insertAnchor, insertCertificate, listAnchorsKnown } from './anchors.queries.ts'
import { subjectOf, type Offer, type OfferedAnchor } from './read-offer.ts'
import { announceTrust, emitTrustGiven, type Actor } from './trust-events.ts'

/**
 * `new`: not trusted under this name yet. `changed`: trusted, and now otherwise. `gone`: a newer list names it no
 * longer. `withdrawn`: ended by a letter of ours, and an import does not undo a letter. `same`: nothing to do.
 */
export type ChangeKind = 'new' | 'same' | 'changed' | 'gone' | 'withdrawn'

export interface Said {
  readonly trustedFrom: LegalDay
  readonly trustedTo: LegalDay | null
  readonly terms: StoredTerms | null
}

export interface PlannedChange {
  readonly kind: ChangeKind
  readonly fingerprint: string
  readonly scope: string
  readonly subject: string
  /** When the certificate itself ends. */
  readonly notAfter: string
  readonly before: Said | null
  readonly after: Said | null
}

/** What an offer would change, by fingerprint; `digest` names exactly this plan for whoever confirms it. */
export interface TrustPlan {
  readonly changes: readonly PlannedChange[]
  readonly helpers: number
  readonly unreadable: readonly string[]
  readonly digest: string
}

/** Compares an offer with what is trusted now; changes nothing. */
export async function planOffer(read: Read, offer: Offer): Promise<TrustPlan> {
  const known = new Map((await listAnchorsKnown(read, read.now)).map((row) => [keyOf(row), row]))
  const planned = offer.anchors.map((one) => planAnchor(one, known.get(keyOf(toKey(one)))))
  const named = new Set(offer.anchors.map((one) => keyOf(toKey(one))))
  const gone = [...known.values()].flatMap((row) =>
    named.has(keyOf(row)) ? [] : (planGone(row, offer) ?? []),
  )
  const changes = [...planned, ...gone].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const plan = { changes, helpers: offer.helpers.length, unreadable: offer.unreadable }
  return { ...plan, digest: createHash('sha256').update(canonicalJson(plan)).digest('hex') }
}

type Key = Pick<Anchor, 'fingerprint' | 'scope'>
const keyOf = ({ fingerprint, scope }: Key) => `${fingerprint} ${scope}`
const toKey = ({ certificate, scope }: OfferedAnchor): Key => ({ fingerprint: certificate.id, scope })
const saidOf = ({ trustedFrom, trustedTo, terms }: Said): Said => ({ trustedFrom, trustedTo, terms })

function planAnchor(one: OfferedAnchor, row: Anchor | undefined): PlannedChange {
  const { certificate, scope } = one
  const told = {
    fingerprint: certificate.id,
    scope,
    subject: subjectOf(certificate),
    notAfter: new Date(certificate.notAfter).toISOString(),
  }
  const after = saidOf(one)
  if (!row) return { kind: 'new', ...told, before: null, after }
  const before = saidOf(row)
  const same = canonicalJson(before) === canonicalJson(after)
  const kind = same ? 'same' : isWithdrawn(row) ? 'withdrawn' : 'changed'
  return { kind, ...told, before, after: kind === 'withdrawn' ? before : after }
}

/** Ended by us: a row with an end that no list has set. */
const isWithdrawn = ({ trustedTo, terms, series, letter, sourceDigest }: Anchor): boolean =>
  (trustedTo !== null || terms?.compromisedSince !== undefined) &&
  (series === null || (letter !== null && sourceDigest === null))

/** Only a newer list ends what an earlier one of its series named, with the day it was issued. */
function planGone(row: Anchor, { series }: Offer): PlannedChange | undefined {
  if (!series || row.series !== series.name || isWithdrawn(row)) return undefined
  const end = series.issuedAt.toISOString()
  const periods = (row.terms?.periods ?? [{}]).flatMap(({ from, until }) => {
    if (from && from > end) return []
    return [{ ...(from && { from }), until: until && until < end ? until : end }]
  })
  const lastDay = legalDayOf(series.issuedAt)
  const trustedTo = row.trustedTo !== null && row.trustedTo < lastDay ? row.trustedTo : lastDay
  const after: Said = {
    trustedFrom: row.trustedFrom,
    trustedTo: trustedTo < row.trustedFrom ? row.trustedFrom : trustedTo,
    terms: { ...row.terms!, periods: periods.length > 0 ? periods : [{ from: end, until: end }] },
  }
  const before = saidOf(row)
  if (row.trustedTo !== null && row.trustedTo <= trustedTo) return undefined
  const { fingerprint, scope, subject } = row
  return { kind: 'gone', fingerprint, scope, subject, notAfter: '', before, after }
}

export interface Confirmed {
  readonly offer: Offer
  readonly plan: TrustPlan
  readonly actor: Actor
  /** Null only for the folder of the operator, whose source is the file itself. */
  readonly letter: string | null
}

const ACTIONS = { new: 'AnchorTrust', changed: 'AnchorChange', gone: 'AnchorWithdraw' } as const

/** Carries a plan out in one transaction: rows, journal, and word to those who wait for these authorities. */
export async function applyPlan(tx: Tx, { offer, plan, actor, letter }: Confirmed): Promise<void> {
  await keepCertificates(tx, offer)
  const offered = new Map(offer.anchors.map((one) => [keyOf(toKey(one)), one]))
  const recordedBy = `${actor.kind}:${actor.id}`
  for (const change of plan.changes) {
    const { kind, fingerprint, scope, after } = change
    if (kind === 'same' || kind === 'withdrawn') continue
    const one = offered.get(keyOf(change))
    const source = one?.source ?? offer.series!.name
    const sourceDigest = one?.sourceDigest ?? offer.anchors[0]?.sourceDigest ?? null
    const series = offer.series?.name ?? null
    await insertAnchor(tx, {
      fingerprint,
      scope,
      ...after!,
      source,
      letter,
      recordedBy,
      sourceDigest,
      series,
    })
    const details = { scope, source, ...(letter && { letter }), ...(sourceDigest && { sourceDigest }) }
    await announceTrust(tx, { actor, action: ACTIONS[kind], fingerprint, details })
  }
  const given = plan.changes.filter(({ kind }) => kind === 'new' || kind === 'changed')
  await emitTrustGiven(
    tx,
    given.map(({ fingerprint }) => fingerprint),
  )
}

async function keepCertificates(tx: Tx, { anchors, helpers }: Offer): Promise<void> {
  for (const { certificate, source } of [...anchors, ...helpers]) {
    await insertCertificate(tx, {
      fingerprint: certificate.id,
      der: Buffer.from(certificate.der),
      subject: subjectOf(certificate),
      selfSigned: isSelfSigned(certificate),
      source,
    })
  }
}
