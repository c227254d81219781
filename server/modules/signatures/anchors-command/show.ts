import type { CarriedTrust } from '@khoso/pades'
import { EVERY_USE, type StoredTerms } from '../anchor-terms.ts'
import { isInForce, type Anchor } from '../anchors.ts'
import type { AcceptedList } from '../anchors.queries.ts'
import type { ImportPlan } from '../import-trust.ts'
import type { PlannedChange } from '../plan-import.ts'
import { subjectOf } from '../read-offer.ts'
import { groupFingerprint } from '../trust-certificate.ts'

const DAY_MS = 86_400_000
/** Operators hear of an end this long before it comes: a new root takes letters and weeks. */
const SOON_MS = 180 * DAY_MS

const day = (at: Date | number) => new Date(at).toISOString().slice(0, 10)

/** What terms say beyond the uses, in a few words. */
export function describeTerms(terms: StoredTerms | null): string {
  const { uses, class: whose, signers, policies, subjects, speaksFor, compromisedSince } = terms ?? EVERY_USE
  return [
    uses.join('+'),
    whose,
    signers && `of ${signers.join(', ')}`,
    policies && `policies ${policies.join(', ')}`,
    subjects &&
      subjects
        .map((one) =>
          Object.entries(one)
            .map((pair) => pair.join('='))
            .join(','),
        )
        .join(' or '),
    speaksFor && `for ${speaksFor.length} issuers`,
    compromisedSince && `KEY LOST since ${compromisedSince}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** One line of `anchors list`: the fingerprint first, what it is for, its days, and what ends soon. */
export function describeAnchor(anchor: Anchor, at: Date, notAfter: number): string {
  const { fingerprint, scope, trustedFrom, trustedTo, terms, subject } = anchor
  const soon = notAfter - at.getTime() < SOON_MS
  const ends = notAfter < at.getTime() ? 'EXPIRED' : soon ? 'EXPIRES' : undefined
  const state = isInForce(anchor, at) ? '' : trustedTo ? '  only for what is older' : '  not yet'
  return [
    `${fingerprint}  ${scope.padEnd(10)} ${trustedFrom} – ${trustedTo ?? '…'}${state}`,
    `    ${describeTerms(terms)}${ends ? `  ${ends} ${day(notAfter)}` : ''}`,
    `    ${subject.replaceAll('\n', ', ')}`,
  ].join('\n')
}

export function describeList({ series, sequence, operator, nextUpdate }: AcceptedList, at: Date): string {
  const until = !nextUpdate
    ? 'closed by its operator'
    : nextUpdate < at
      ? `STALE since ${day(nextUpdate)}: import a newer one`
      : `next update by ${day(nextUpdate)}`
  return `list ${series} no. ${sequence}, ${operator}: ${until}`
}

const SIGNS = { new: '+', changed: '~', gone: '-', withdrawn: '!', same: '=' } as const

const spanOf = ({ after, before }: PlannedChange) => {
  const { trustedFrom, trustedTo, terms } = (after ?? before)!
  return `${trustedFrom} – ${trustedTo ?? '…'}  ${describeTerms(terms)}`
}

/** What an import would change, one certificate after the other; what stays the same is only counted. */
export function* describePlan({ parts, digest }: ImportPlan): Generator<string> {
  for (const { list, plan } of parts) {
    if (list) yield `list ${list.series} no. ${list.sequence}, ${list.operator}, signed by ${list.signer}`
    for (const change of plan.changes.filter(({ kind }) => kind !== 'same')) {
      yield `${SIGNS[change.kind]} ${change.kind.padEnd(9)} ${change.fingerprint}  ${change.scope}`
      yield `    ${spanOf(change)}  ${change.subject}`
    }
    const count = (kind: PlannedChange['kind']) => plan.changes.filter((one) => one.kind === kind).length
    yield `${count('new')} new, ${count('changed')} changed, ${count('gone')} gone, ${count('same')} the same, ${count('withdrawn')} withdrawn by letter, ${plan.helpers} helpers`
    for (const name of plan.unreadable) yield `no certificate in ${name}`
  }
  yield `plan ${digest}`
}

/** The chains a file carries; fingerprints in groups, to be read over the telephone. */
export function* describeCarried(
  { chains }: CarriedTrust,
  trusted: ReadonlyMap<string, string>,
): Generator<string> {
  for (const { role, field, certificates, missing } of chains) {
    yield `${role === 'signer' ? 'signature' : 'time-stamp'} in field ${field}`
    for (const { certificate, foundIn } of certificates) {
      const state = trusted.get(certificate.id)
      yield `  ${subjectOf(certificate)}`
      yield `    ${day(certificate.notBefore)} – ${day(certificate.notAfter)}, found in ${foundIn.join(', ')}${state ? `, TRUSTED: ${state}` : ''}`
      yield `    ${groupFingerprint(certificate.id)}`
    }
    if (missing) yield `  not in the file: ${missing.attributes.map(({ value }) => value).join(', ')}`
  }
}
