import { parseCertificate, type CarriedTrust } from '@khoso/pades'
import { Type, type Static, type TSchema } from 'typebox'
import { EVERY_USE, StoredTerms } from './anchor-terms.ts'
import { isInForce, type Anchor } from './anchors.ts'
import type { AcceptedList, KeptImport } from './anchors.queries.ts'
import type { ImportPlan } from './import-trust.ts'
import { subjectOf } from './read-offer.ts'
import { groupFingerprint } from './trust-certificate.ts'

/** What those who look after trust send and are shown. */
const closed = { additionalProperties: false } as const
const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const Day = Type.String({ format: 'date', description: 'A legal day in Việt Nam, YYYY-MM-DD.' })
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })
const letter = Type.String({ minLength: 1, maxLength: 200, description: 'Số công văn it rests on.' })
const Typed = Type.String({
  minLength: 64,
  maxLength: 200,
  description: 'The whole SHA-256, as compared with what the authority publishes; groups are fine.',
})
const Base64 = Type.String({ minLength: 1, contentEncoding: 'base64' })
const scope = Type.String({ pattern: '^[\\p{L}0-9._:/+-]{1,80}$' })

export const AtQuery = Type.Object({ at: Type.Optional(Instant) }, closed)
export const AnchorAddress = Type.Object({ fingerprint: Sha256 }, closed)
export const ImportAddress = Type.Object({ id: Type.String({ format: 'uuid' }) }, closed)

export const AnchorView = Type.Object(
  {
    fingerprint: Sha256,
    printed: Type.String({ description: 'The fingerprint in groups, to be read over the telephone.' }),
    subject: Type.String(),
    scope: Type.String(),
    terms: StoredTerms,
    trustedFrom: Day,
    trustedTo: nullable(Day),
    inForce: Type.Boolean({ description: 'False: only for what is proven older, or not yet.' }),
    notAfter: Type.String({ format: 'date-time', description: 'When the certificate itself ends.' }),
    letter: nullable(Type.String()),
    source: Type.String(),
    sourceDigest: nullable(Sha256),
    series: nullable(Type.String()),
    recordedBy: nullable(Type.String()),
    recordedAt: Instant,
  },
  { description: 'A certificate that is trusted, for what, since when and on whose letter' },
)
export const AnchorList = Type.Object({ at: Instant, items: Type.Array(AnchorView) })

export function showAnchor(anchor: Anchor, at: Date): Static<typeof AnchorView> {
  const { der, terms, recordedAt, ...rest } = anchor
  return {
    ...rest,
    terms: terms ?? EVERY_USE,
    printed: groupFingerprint(anchor.fingerprint),
    inForce: isInForce(anchor, at),
    notAfter: new Date(parseCertificate(der).notAfter).toISOString(),
    recordedAt: recordedAt.toISOString(),
  }
}

export const ListView = Type.Object({
  series: Type.String(),
  sequence: Type.Integer(),
  operator: Type.String(),
  issuedAt: Instant,
  nextUpdate: nullable(Instant),
  stale: Type.Boolean({ description: 'Its operator should have issued a newer one by now.' }),
  digest: Sha256,
  signer: Sha256,
})
export const ListList = Type.Object({ items: Type.Array(ListView) })

export const showList = (list: AcceptedList, at: Date): Static<typeof ListView> => ({
  ...list,
  issuedAt: list.issuedAt.toISOString(),
  nextUpdate: list.nextUpdate?.toISOString() ?? null,
  stale: list.nextUpdate !== null && list.nextUpdate < at,
})

export const TrustCall = Type.Object(
  {
    fingerprint: Typed,
    terms: StoredTerms,
    letter,
    scope: Type.Optional(scope),
    trustedFrom: Type.Optional(Day),
    trustedTo: Type.Optional(Day),
    file: Type.Optional(
      Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }), content: Base64 }, closed),
    ),
  },
  {
    ...closed,
    description: 'Trust one certificate: one that is kept already, or one in the file sent along',
  },
)
export const TrustedScopes = Type.Object({ fingerprint: Sha256, scopes: Type.Array(Type.String()) })

export const WithdrawCall = Type.Object(
  {
    letter,
    lastDay: Type.Optional(Day),
    compromisedSince: Type.Optional(Instant),
    scope: Type.Optional(scope),
  },
  { ...closed, minProperties: 2 },
)

export const ExtractCall = Type.Object({ content: Base64 }, closed)
const Carried = Type.Object({
  fingerprint: Sha256,
  printed: Type.String(),
  subject: Type.String(),
  notBefore: Instant,
  notAfter: Instant,
  foundIn: Type.Array(Type.String()),
  trusted: Type.Boolean(),
})
export const CarriedView = Type.Object({
  chains: Type.Array(
    Type.Object({
      role: Type.String(),
      field: Type.String(),
      certificates: Type.Array(Carried),
      complete: Type.Boolean({ description: 'The chain ends in a self-signed certificate.' }),
    }),
  ),
})

export const showCarried = (
  { chains }: CarriedTrust,
  trusted: ReadonlySet<string>,
): Static<typeof CarriedView> => ({
  chains: chains.map(({ role, field, certificates, missing }) => ({
    role,
    field,
    complete: missing === undefined,
    certificates: certificates.map(({ certificate, foundIn }) => ({
      fingerprint: certificate.id,
      printed: groupFingerprint(certificate.id),
      subject: subjectOf(certificate),
      notBefore: new Date(certificate.notBefore).toISOString(),
      notAfter: new Date(certificate.notAfter).toISOString(),
      foundIn: [...foundIn],
      trusted: trusted.has(certificate.id),
    })),
  })),
})

export const ImportCall = Type.Object(
  {
    kind: Type.Union([Type.Literal('certificates'), Type.Literal('list')]),
    files: Type.Array(
      Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }), content: Base64 }, closed),
      { minItems: 1, maxItems: 50 },
    ),
    terms: Type.Optional(StoredTerms),
    scope: Type.Optional(scope),
  },
  { ...closed, description: 'A list of lists stands before the lists it points to' },
)
const Said = Type.Object({ trustedFrom: Day, trustedTo: nullable(Day), terms: nullable(StoredTerms) })
const PlanView = Type.Object({
  digest: Sha256,
  parts: Type.Array(
    Type.Object({
      list: nullable(Type.Object({ series: Type.String(), sequence: Type.Integer(), signer: Sha256 })),
      helpers: Type.Integer(),
      unreadable: Type.Array(Type.String()),
      changes: Type.Array(
        Type.Object({
          kind: Type.String({
            description: 'new, same, changed, gone, or withdrawn by a letter and left so',
          }),
          fingerprint: Sha256,
          scope: Type.String(),
          subject: Type.String(),
          before: nullable(Said),
          after: nullable(Said),
        }),
      ),
    }),
  ),
})
export const ImportView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  proposedBy: Type.String(),
  confirmedBy: nullable(Type.String()),
  letter: nullable(Type.String()),
  plan: PlanView,
})
export const ConfirmCall = Type.Object({ plan: Sha256, letter }, closed)

export function showImport(
  kept: Pick<KeptImport, 'id' | 'proposedBy' | 'decidedBy' | 'letter'>,
  plan: ImportPlan,
) {
  const { id, proposedBy, decidedBy: confirmedBy, letter: on } = kept
  const parts = plan.parts.map(({ list, plan: { changes, helpers, unreadable } }) => ({
    list: list && { series: list.series, sequence: list.sequence, signer: list.signer },
    helpers,
    unreadable,
    changes,
  }))
  return { id, proposedBy, confirmedBy, letter: on, plan: { digest: plan.digest, parts } }
}
