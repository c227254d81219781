import { Type, type Static } from 'typebox'

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
    procedure: Type.Object({ code: Type.String(), name: Type.String() }),
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
