import type { AnchorTerms, TrustRole, TrustWindow } from '@khoso/pades'
import { Type, type Static } from 'typebox'
import { endOfLegalDay, startOfLegalDay, type LegalDay } from '../../platform/legal-day.ts'

/** What a certificate may be trusted for. `list`: to sign trusted lists, which no judgement of a file looks at. */
export const USES = ['signature', 'time-stamp', 'revocation', 'list'] as const
export type Use = (typeof USES)[number]

const ROLES = {
  signature: 'signer',
  'time-stamp': 'timeStamp',
  revocation: 'revocation',
} as const satisfies Record<Exclude<Use, 'list'>, TrustRole>

const Instant = Type.String({ format: 'date-time' })
const Fingerprint = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** Names of subjects are compared by these parts; short names as they stand in certificates. */
export const SUBJECT_PARTS = {
  C: 'country',
  O: 'organization',
  OU: 'organizationalUnit',
  L: 'locality',
  CN: 'commonName',
  organizationIdentifier: 'organizationIdentifier',
} as const
type SubjectShort = keyof typeof SUBJECT_PARTS

const Part = Type.Optional(Type.String({ minLength: 1, maxLength: 200 }))
const Subject = Type.Object(
  { C: Part, O: Part, OU: Part, L: Part, CN: Part, organizationIdentifier: Part },
  { additionalProperties: false, minProperties: 1 },
)

/** Phạm vi tin cậy: what an anchor is trusted for, as kept with it. What is not given does not restrict. */
export const StoredTerms = Type.Object(
  {
    uses: Type.Array(
      Type.Union([
        Type.Literal('signature'),
        Type.Literal('time-stamp'),
        Type.Literal('revocation'),
        Type.Literal('list'),
      ]),
      { minItems: 1, uniqueItems: true },
    ),
    /** For people who look at the list: whose authority it is. It decides nothing by itself. */
    class: Type.Optional(
      Type.Union([
        Type.Literal('state'),
        Type.Literal('public'),
        Type.Literal('foreign'),
        Type.Literal('demonstration'),
      ]),
    ),
    periods: Type.Optional(
      Type.Array(
        Type.Object(
          { from: Type.Optional(Instant), until: Type.Optional(Instant) },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 100 },
      ),
    ),
    compromisedSince: Type.Optional(Instant),
    policies: Type.Optional(Type.Array(Type.String({ pattern: '^\\d+(\\.\\d+)+$' }), { minItems: 1 })),
    subjects: Type.Optional(Type.Array(Subject, { minItems: 1, maxItems: 20 })),
    signers: Type.Optional(
      Type.Array(Type.Union([Type.Literal('person'), Type.Literal('agency')]), {
        minItems: 1,
        uniqueItems: true,
      }),
    ),
    speaksFor: Type.Optional(Type.Array(Fingerprint, { minItems: 1, maxItems: 200 })),
  },
  { additionalProperties: false, description: 'What an anchor is trusted for' },
)
export type StoredTerms = Static<typeof StoredTerms>

/** Rows from before terms, and files put into the folder without saying more. */
export const EVERY_USE: StoredTerms = { uses: ['signature', 'time-stamp', 'revocation'] }

export interface TermedRow {
  readonly terms: StoredTerms | null
  readonly trustedFrom: LegalDay
  readonly trustedTo: LegalDay | null
}

/** The terms of a row as the judge takes them; undefined for one that no judgement looks at. */
export function toAnchorTerms(row: TermedRow): AnchorTerms | undefined {
  const terms = row.terms ?? EVERY_USE
  const roles = terms.uses.flatMap((use) => (use === 'list' ? [] : [ROLES[use]]))
  if (roles.length === 0) return undefined
  const { compromisedSince, policies, subjects, signers, speaksFor } = terms
  return {
    roles,
    windows: listWindows(row, terms),
    ...(compromisedSince && { compromisedSince: Date.parse(compromisedSince) }),
    ...(policies && { policies }),
    ...(subjects && { subjects: subjects.map(toParts) }),
    ...(signers && { signers }),
    ...(speaksFor && { speaksFor }),
  }
}

const toParts = (subject: Static<typeof Subject>) =>
  Object.entries(subject).map(([part, value]) => ({
    attribute: SUBJECT_PARTS[part as SubjectShort],
    value,
  }))

/** Exact periods where a list gives them, never beyond the days of the row: a letter may end them earlier. */
function listWindows({ trustedFrom, trustedTo }: TermedRow, { periods }: StoredTerms): TrustWindow[] {
  const first = startOfLegalDay(trustedFrom).getTime()
  const last = trustedTo === null ? undefined : endOfLegalDay(trustedTo).getTime() - 1
  if (!periods) return [{ from: first, ...(last !== undefined && { until: last }) }]
  return periods.map(({ from, until }) => {
    const end = Math.min(until ? Date.parse(until) : Infinity, last ?? Infinity)
    return {
      from: Math.max(from ? Date.parse(from) : -Infinity, first),
      ...(Number.isFinite(end) && { until: end }),
    }
  })
}
