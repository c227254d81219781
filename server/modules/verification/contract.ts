import { Type, type Static } from 'typebox'
import { CaseRef, Purpose } from '../../platform/http/purpose.ts'

/** Why somebody looks at a paper that is not theirs. */
export const PurposeHeaders = Type.Object({ 'khoso-purpose': Purpose, 'khoso-case': CaseRef })
/** The same where holders may look too: staff who leave them out are refused. */
export const StaffPurposeHeaders = Type.Partial(PurposeHeaders, {
  description: 'Staff must give both; a citizen who sees what is theirs gives none.',
})
export type StaffPurposeHeaders = Static<typeof StaffPurposeHeaders>

/** A name in Vietnamese, and in English where there is one. */
const Name = Type.Object({ vi: Type.String(), en: Type.Optional(Type.String()) })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day in Viet Nam' })

/** What the public may know of a paper: no identifier of a person, the dossier number only as its tail. */
export const PublicPaper = Type.Object(
  {
    type: Name,
    title: Type.String(),
    number: Type.Optional(Type.String()),
    holder: Type.Optional(Name),
    procedure: Type.Optional(Type.Object({ code: Type.String(), name: Type.String() })),
    issuer: Name,
    responsible: Type.Optional(Name),
    issuedOn: Day,
    effectiveFrom: Day,
    effectiveTo: Type.Optional(Day),
    scope: Type.Optional(Type.String()),
    dossierTail: Type.Optional(Type.String()),
    legalGround: Type.Optional(Type.String()),
    system: Type.String(),
    fields: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
  },
  { $id: 'PublicPaper' },
)
export type PublicPaper = Static<typeof PublicPaper>

export const Verdict = Type.Enum([
  'valid',
  'expired',
  'not_yet_valid',
  'suspended',
  'revoked',
  'replaced',
  'not_issued',
])

/** The public answer about a code: where it stands at `askedAt`, and what the paper says. */
export const PublicAnswer = Type.Object({
  code: Type.String({ description: 'As printed, in two groups' }),
  verdict: Verdict,
  askedAt: Type.String({ format: 'date-time' }),
  since: Type.Optional(Day),
  until: Type.Optional(Day),
  paper: Type.Optional(PublicPaper),
  replacedBy: Type.Array(Type.String({ description: 'Public codes, as printed' })),
  sealedDigest: Type.Optional(
    Type.String({ description: 'What the QR of this code carries as its digest, hexadecimal' }),
  ),
})
export type PublicAnswer = Static<typeof PublicAnswer>

/** Whether a file with this SHA-256 is a signed original here, and which papers it is. */
export const FileAnswer = Type.Object({ held: Type.Boolean(), papers: Type.Array(PublicAnswer) })
export type FileAnswer = Static<typeof FileAnswer>

/** The public answer and all that is masked in it, for staff within their agencies. */
export const StaffAnswer = Type.Intersect([
  PublicAnswer,
  Type.Object({
    full: Type.Object({
      resultId: Type.String({ format: 'uuid' }),
      title: Type.String(),
      procedureCode: Type.String(),
      scope: Type.Optional(Type.String()),
      dossierCode: Type.Optional(Type.String()),
      publishedAt: Type.String({ format: 'date-time' }),
      holders: Type.Array(
        Type.Object({
          name: Type.String(),
          role: Type.String(),
          identifiers: Type.Array(Type.Object({ type: Type.String(), value: Type.String() })),
        }),
      ),
    }),
  }),
])
export type StaffAnswer = Static<typeof StaffAnswer>

/** One type of two names: a union of two types would let the validator turn null into an empty text. */
const OrNull = (text: object) => Type.Unsafe<string | null>({ ...text, type: ['string', 'null'] })

/** A code asked for before signing; the paper delivered later must be this one. */
export const ReserveCode = Type.Object(
  {
    reference: Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'Yours: the same again, the same code',
    }),
    typeCode: Type.String({ maxLength: 60 }),
    procedureCode: Type.String({ maxLength: 60 }),
    issuerCode: Type.String({ maxLength: 60 }),
    number: OrNull({ type: 'string', maxLength: 100, description: 'Null when it is given only at signing' }),
    issuedOn: Day,
    effectiveFrom: Day,
    effectiveTo: OrNull(Day),
    holders: Type.Array(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 300 }),
        identifiers: Type.Array(Type.Object({ value: Type.String({ maxLength: 60 }) }), { maxItems: 10 }),
      }),
      { minItems: 1, maxItems: 500 },
    ),
  },
  { additionalProperties: false },
)
export type ReserveCode = Static<typeof ReserveCode>

export const ReservedCode = Type.Object({
  code: Type.String(),
  qrText: Type.String({
    description: 'What to draw as a QR code, error correction M, modules of at least 0.38 mm',
  }),
  svg: Type.String({ description: 'The same, drawn, with its quiet zone' }),
  lapsesAt: Type.String({ format: 'date-time' }),
})

export const Rollout = Type.Array(
  Type.Object({
    procedureCode: Type.String(),
    typeCode: Type.String(),
    enabledFrom: Day,
    enabledTo: OrNull(Day),
    enabledToday: Type.Boolean(),
    results: Type.Integer({ description: 'Of this type, from this procedure' }),
    withCode: Type.Integer({ description: 'How many of them bear a code' }),
  }),
)
