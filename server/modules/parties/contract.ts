import Type, { type Static } from 'typebox'
import { CaseRef, Purpose } from '../../platform/http/purpose.ts'
import { IDENTIFIER_TYPES } from './identifiers.ts'

/** What officers ask about people, and how little they are told: OpenAPI, the check at the door and the types. */
const closed = { additionalProperties: false } as const
const text = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, description })
const Day = Type.String({ format: 'date', description: 'A legal day in Việt Nam, YYYY-MM-DD.' })
const Uuid = Type.String({ format: 'uuid' })
const IdentifierTypeName = Type.Enum([...IDENTIFIER_TYPES])
const stated = { purpose: Purpose, caseRef: CaseRef }
const evidence = text(1000, 'What was seen that shows it.')

export const Address = Type.Object({ id: Uuid }, closed)

const Card = text(
  1000,
  'The text of the QR on an ID card, as the reader gives it. Unsigned: a hint, never a proof.',
)

/** Asked with a card in hand, or in words: a name with a number, a day of birth, or both. */
export const LookupRequest = Type.Union([
  Type.Object({ ...stated, card: Card }, closed),
  Type.Object(
    {
      ...stated,
      name: text(300, 'As printed, with or without diacritics.'),
      kind: Type.Optional(Type.Enum(['person', 'organisation', 'household'])),
      birth: Type.Optional(
        Type.String({ pattern: '^\\d{4}(-\\d{2}-\\d{2})?$', description: 'A whole day, or the year.' }),
      ),
      identifiers: Type.Optional(
        Type.Array(Type.Object({ type: IdentifierTypeName, value: text(40, 'As printed.') }, closed), {
          minItems: 1,
          maxItems: 5,
        }),
      ),
    },
    closed,
  ),
])
export type LookupRequest = Static<typeof LookupRequest>

const Evidence = Type.Union([
  Type.Object({
    kind: Type.Literal('identifier'),
    type: IdentifierTypeName,
    endedOn: Type.Optional(Day),
  }),
  Type.Object({
    kind: Type.Literal('link'),
    linkId: Type.String(),
    from: IdentifierTypeName,
    to: IdentifierTypeName,
  }),
  Type.Object({ kind: Type.Literal('identifier-fault'), type: IdentifierTypeName, fault: Type.String() }),
  Type.Object({ kind: Type.Literal('name'), marks: Type.Enum(['same', 'absent', 'different']) }),
  Type.Object({ kind: Type.Literal('birth'), agrees: Type.Enum(['day', 'year', 'unknown']) }),
  Type.Object({ kind: Type.Literal('deceased'), on: Day }),
  Type.Object({ kind: Type.Literal('candidates'), count: Type.Integer() }),
])

export const LookupAnswer = Type.Object(
  {
    finding: Type.Enum(['match', 'no-match', 'no-record', 'insufficient'], {
      description: 'Trùng khớp · không trùng khớp · không có thông tin · chưa đủ căn cứ.',
    }),
    partyId: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'With a match; with insufficient, the one it may be, for a person to confirm.',
      }),
    ),
    conflict: Type.Optional(Type.String({ description: 'What a person must look at first.' })),
    evidence: Type.Array(Evidence, {
      description: 'What was compared and how it came out; never a name or a number.',
    }),
  },
  { description: 'A hint for the officer who asks. It signs nobody in and proves nothing.' },
)

export const MergeOrder = Type.Object({ ...stated, mergedId: Uuid, evidence }, closed)
export const MergeView = Type.Object(
  { id: Uuid, keptId: Uuid, mergedId: Uuid },
  {
    description:
      'The parties as they stood: one that had been merged before is named by the party it is now.',
  },
)
export const UndoOrder = Type.Object({ ...stated, reason: text(1000, 'Why it was wrong.') }, closed)

export const CardOrder = Type.Object({ ...stated, card: Card }, closed)
export const LinkView = Type.Object(
  { id: Uuid },
  { description: 'The link between the old and the new number; the one already there when there is one.' },
)

export const DeathOrder = Type.Object(
  { ...stated, on: Day, evidence: text(1000, 'Trích lục khai tử: number, day and agency.') },
  closed,
)

export const Done = Type.Null({ description: 'Done; nothing more to say.' })
