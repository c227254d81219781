import Type, { type Static, type TSchema } from 'typebox'
import { CaseRef, Purpose } from '../../platform/http/purpose.ts'

/** What officers and citizens ask of the repository and get back: OpenAPI, the check at the door and the types. */
const closed = { additionalProperties: false } as const
const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const text = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, description })
const Day = Type.String({ format: 'date', description: 'A legal day in Việt Nam, YYYY-MM-DD.' })
const Uuid = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })

export const State = Type.Enum(['draft', 'active', 'suspended', 'revoked', 'replaced'])
export const Verdict = Type.Enum([
  'valid',
  'expired',
  'not_yet_valid',
  'suspended',
  'revoked',
  'replaced',
  'not_issued',
])

/** On every request that shows a result to an officer; in headers, because addresses end up in logs. */
export const PurposeHeaders = Type.Object({ 'khoso-purpose': Purpose, 'khoso-case': CaseRef })

export const Address = Type.Object({ id: Uuid }, closed)
export const HolderAddress = Type.Object({ id: Uuid, holderId: Uuid }, closed)
export const FileQuery = Type.Object(
  { role: Type.Optional(Type.Enum(['signed-original', 'rendition', 'scan', 'data', 'correction'])) },
  closed,
)
export const AskedQuery = Type.Object(
  { onDay: Type.Optional(Day), knownAt: Type.Optional(Instant) },
  { ...closed, description: 'In force on which day, as known at which moment; today and now when absent.' },
)

export const ResultQuery = Type.Object(
  {
    text: Type.Optional(text(200, 'Words anywhere, with or without diacritics.')),
    code: Type.Optional(
      text(120, 'Any code: our id, <mã hồ sơ>-KQ(n), mã hồ sơ, mã kết quả số hóa, or the number.'),
    ),
    number: Type.Optional(text(120, 'Số, ký hiệu.')),
    identifier: Type.Optional(text(40, "A holder's identifier.")),
    name: Type.Optional(text(200, "Words of one holder's name, with or without diacritics.")),
    typeCode: Type.Optional(text(60, 'Mã loại kết quả, KQ.….')),
    issuerCode: Type.Optional(text(35, 'Mã định danh of the issuing agency, old or new.')),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    state: Type.Optional(State),
  },
  closed,
)

const page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  cursor: Type.Optional(Type.String({ maxLength: 200, description: '`next` of the page before.' })),
}

export const SearchRequest = Type.Object(
  { purpose: Purpose, caseRef: CaseRef, query: ResultQuery, ...page },
  closed,
)
export const PageQuery = Type.Object(page, closed)

export const StandingView = Type.Object(
  {
    move: Type.String(),
    acts: Type.Enum(['onward', 'back']),
    reason: nullable(Type.String()),
    decisionNumber: nullable(Type.String()),
    legalBasis: nullable(Type.String()),
    decidedOn: Day,
    actsFrom: Day,
    until: nullable(Day),
    recordedAt: Instant,
    aboutId: Uuid,
  },
  { description: 'The decision by which the result stands as it does.' },
)

export const StatusView = Type.Object({
  onDay: Day,
  knownAt: Instant,
  verdict: Verdict,
  state: State,
  standing: nullable(StandingView),
  effectiveFrom: Day,
  effectiveTo: nullable(Day),
  printedTo: nullable(Day),
  extendedBy: nullable(
    Type.Union([
      Type.Object({ by: Type.Literal('decree'), citation: Type.String(), to: Day }),
      Type.Object({ by: Type.Literal('result'), resultId: Uuid, to: nullable(Day) }),
    ]),
  ),
  legalGround: nullable(Type.String()),
})

export const HolderView = Type.Object({
  id: Uuid,
  role: Type.Enum(['holder', 'co-holder', 'related']),
  kind: Type.Enum(['person', 'organisation', 'household']),
  name: Type.String({ description: 'As printed.' }),
  birth: Type.Optional(Type.String()),
  identifiers: Type.Array(Type.Object({ type: Type.String(), value: Type.String() })),
  link: Type.Optional(
    Type.Object({
      ordinal: Type.Integer({ description: '`seen` of a confirmation or withdrawal.' }),
      finding: Type.Enum(['exact', 'linked', 'probable', 'none', 'withdrawn']),
      partyId: nullable(Uuid),
      conflict: nullable(Type.String()),
      confirmedBy: nullable(Type.String()),
    }),
  ),
})

const summary = {
  id: Uuid,
  codes: Type.Object({
    result: nullable(Type.String()),
    dossier: nullable(Type.String()),
    ordinal: nullable(Type.Integer()),
    digitised: nullable(Type.String()),
    number: nullable(Type.String()),
  }),
  typeCode: Type.String(),
  procedureCode: nullable(Type.String()),
  title: Type.String(),
  issuerName: Type.String({ description: 'As printed; never today’s successor.' }),
  issuedOn: Day,
  readiness: Type.Enum(['L0', 'L1', 'L2', 'L3', 'L4']),
  status: StatusView,
  holders: Type.Array(HolderView),
}
export const ResultSummary = Type.Object(summary)

export const FileView = Type.Object({
  role: Type.String(),
  mediaType: Type.String(),
  digest: Type.String(),
  recordedAt: Instant,
})

export const RelationView = Type.Object({
  type: Type.String(),
  fromId: Uuid,
  toId: Uuid,
  decisionNumber: Type.String(),
  decidedOn: Day,
})

export const ResultView = Type.Object({
  ...summary,
  abstract: nullable(Type.String()),
  issuerId: Uuid,
  decidedOn: Day,
  scope: nullable(Type.String()),
  metadata: Type.Record(Type.String(), Type.Unknown()),
  origin: Type.String(),
  sensitivity: Type.Integer({ minimum: 1, maximum: 4 }),
  registeredAt: Instant,
  files: Type.Array(FileView),
  relations: Type.Array(RelationView),
})

export const SearchAnswer = Type.Object({
  items: Type.Array(ResultSummary),
  next: nullable(Type.String()),
  total: Type.Object(
    { count: Type.Integer(), more: Type.Boolean() },
    { description: 'Exact up to 1,000; `more`: there are more than that.' },
  ),
})

export const HistoryLine = Type.Object({
  ordinal: Type.Integer(),
  move: Type.String(),
  from: State,
  to: State,
  acts: Type.Enum(['onward', 'back']),
  reason: nullable(Type.String()),
  decisionNumber: nullable(Type.String()),
  legalBasis: nullable(Type.String()),
  decidedOn: Day,
  effectiveFrom: Day,
  actsFrom: Day,
  until: nullable(Day),
  undoes: nullable(Type.Integer({ description: 'The ordinal of the line it undoes.' })),
  recordedAt: Instant,
  recordedBy: Type.String(),
})
export const History = Type.Object({ lines: Type.Array(HistoryLine) })

const decision = {
  decisionNumber: text(120, 'Số quyết định.'),
  legalBasis: text(1000, 'Căn cứ pháp lý.'),
  reason: text(2000, 'Lý do.'),
  decidedOn: Day,
  effectiveFrom: Day,
}
const acts = Type.Optional(
  Type.Enum(['onward', 'back'], { description: 'back: as if what it undoes had never been.' }),
)
const move = <Name extends string, More extends Record<string, TSchema>>(name: Name, more: More) =>
  Type.Object({ move: Type.Literal(name), ...decision, ...more }, closed)

/** A decision about a result; which one is allowed is the table of moves' to say. */
export const DecisionOrder = Type.Union([
  move('suspend', { until: Type.Optional(Day) }),
  move('resume', { acts }),
  move('revoke', { revocation: Type.Enum(['withdrawn', 'cancelled', 'annulled']) }),
  move('reinstate', { acts }),
  move('replace', { byId: Uuid, type: Type.Optional(Type.Enum(['replaces', 'splits', 'merges'])) }),
  move('restore', { acts }),
  move('correct', {}),
  move('relate', { byId: Uuid, type: Type.Enum(['amends', 'extends', 'corrects', 'annexes']) }),
  move('withdraw-relation', {
    byId: Uuid,
    type: Type.Enum(['replaces', 'amends', 'extends', 'corrects', 'splits', 'merges', 'annexes']),
  }),
])
export type DecisionOrder = Static<typeof DecisionOrder>

export const LinkOrder = Type.Object(
  {
    seen: Type.Integer({ minimum: 1, description: '`link.ordinal` as last seen.' }),
    partyId: Uuid,
    evidence: text(1000, 'What was seen that shows who the holder is.'),
  },
  closed,
)
export const UnlinkOrder = Type.Object(
  { seen: Type.Integer({ minimum: 1 }), reason: text(1000, 'Why the link is taken back.') },
  closed,
)
export type ResultView = Static<typeof ResultView>
export type ResultSummary = Static<typeof ResultSummary>
export type StatusView = Static<typeof StatusView>
export type HistoryLine = Static<typeof HistoryLine>
