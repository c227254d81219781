import Type, { type TSchema } from 'typebox'
import { AGENCY_LEVELS } from './agency.ts'

/** What anybody may read of the catalogue: OpenAPI, the check at the door and the shape of the answers. */
const closed = { additionalProperties: false } as const
const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const Day = Type.String({ format: 'date', description: 'A legal day in Việt Nam, YYYY-MM-DD.' })
const Uuid = Type.String({ format: 'uuid' })
const Texts = Type.Array(Type.String())
const on = Type.Optional(
  Type.String({ format: 'date', description: 'As it was on this legal day; today when absent.' }),
)
const until = { validFrom: Day, validTo: nullable(Day) }
const code = (description: string) => Type.String({ minLength: 1, maxLength: 60, description })

const page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  cursor: Type.Optional(Type.String({ maxLength: 200, description: '`next` of the page before.' })),
}
const text = Type.Optional(
  Type.String({ maxLength: 200, description: 'Words of its name or code, with or without diacritics.' }),
)
const pageOf = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), next: nullable(Type.String()) })

export const Level = Type.Enum([...AGENCY_LEVELS], {
  description: 'district: the tier abolished on 1 July 2025; its agencies remain as issuers.',
})

export const BrowseQuery = Type.Object({ text, on, ...page }, closed)
export const AgencyQuery = Type.Object(
  {
    text,
    level: Type.Optional(Level),
    standing: Type.Optional(Type.Boolean({ description: 'Leave out agencies that did not stand that day.' })),
    on,
    ...page,
  },
  closed,
)
export const OnQuery = Type.Object({ on }, closed)

export const ProcedureAddress = Type.Object(
  { code: code('Mã TTHC; a local suffix (.000.00.00.H17) is ignored.') },
  closed,
)
export const TypeAddress = Type.Object({ code: code('Mã loại kết quả, KQ.….') }, closed)
const AgencyName = code('Mã định danh, old or new, or our id of the agency.')
export const AgencyAddress = Type.Object({ code: AgencyName }, closed)

/** Thủ tục hành chính, in a list. */
const procedure = {
  code: Type.String(),
  name: Type.String(),
  ministry: Type.String(),
  field: Type.String({ description: 'Lĩnh vực, by which functions move between agencies.' }),
  levels: Type.Array(Type.Enum(['ministry', 'city', 'commune', 'other'])),
  returnsDocument: Type.Boolean(),
  onlineLevel: Type.Enum(['full', 'partial', 'none']),
  ...until,
  resultTypeCodes: Texts,
}
export const ProcedurePage = pageOf(Type.Object(procedure))

const Channel = Type.Object({
  channel: Type.Enum(['direct', 'online', 'post']),
  time: nullable(
    Type.Object({ value: Type.Number(), unit: Type.Enum(['working-day', 'day', 'hour', 'month']) }),
  ),
  feeDong: nullable(Type.Integer({ description: 'Đồng; null when it depends or is not said.' })),
  feeNote: Type.Optional(Type.String()),
  timeNote: Type.Optional(Type.String()),
})

const Component = Type.Object({
  ordinal: Type.Integer(),
  code: nullable(Type.String()),
  name: Type.String(),
  caseName: nullable(Type.String()),
  originals: Type.Integer(),
  copies: Type.Integer(),
  form: nullable(Type.String()),
  presentOnly: Type.Boolean(),
  satisfiedBy: Type.Array(Type.String(), {
    description: 'Result types with one of which, held and in force, this paper is not asked for.',
  }),
})

const Basis = Type.Enum(['law', 'decentralised', 'delegated'], {
  description: 'By law, decentralised (phân cấp) or delegated (ủy quyền).',
})

/** Thủ tục hành chính, with every part of Decree 63/2010/NĐ-CP art. 8.2 and who may decide it. */
export const ProcedureView = Type.Object({
  ...procedure,
  decisionNumber: Type.String({ description: 'The decision that published it.' }),
  source: Type.Enum(['city', 'national']),
  parts: Type.Object({
    steps: Type.Array(Type.Object({ case: Type.Optional(Type.String()), text: Type.String() })),
    channels: Type.Array(Channel),
    dossierSets: Type.Integer(),
    subjects: Texts,
    agencies: Type.Object({
      deciding: Type.String(),
      executing: Type.Optional(Type.String()),
      coordinating: Type.Optional(Type.String()),
    }),
    forms: Texts,
    conditions: Texts,
    legalBases: Texts,
  }),
  components: Type.Array(Component),
  competence: Type.Array(
    Type.Object({
      agencyId: nullable(Uuid),
      level: nullable(Level),
      areaCode: nullable(Type.String()),
      basis: Basis,
      from: Day,
      to: nullable(Day),
      citation: Type.String(),
    }),
    {
      description:
        'As recorded. Whether one agency is competent, by taking over too, is /api/catalog/competence.',
    },
  ),
})

const Reissue = Type.Enum(['abolished', 'same-day-exchange', 'normal'], {
  description: 'abolished: the kept result is downloaded instead · same-day-exchange: cấp đổi trong ngày.',
})
const Sensitivity = Type.Integer({ minimum: 1, maximum: 4 })

/** Loại kết quả, in a list. */
const resultType = {
  code: Type.String(),
  name: Type.String(),
  reissuePolicy: Reissue,
  sensitivity: Sensitivity,
  ...until,
}
export const ResultTypePage = pageOf(Type.Object(resultType))

export const ValidityRule = Type.Union([
  Type.Object({ kind: Type.Literal('indefinite') }, closed),
  Type.Object(
    {
      kind: Type.Literal('period'),
      count: Type.Integer({ minimum: 1, maximum: 1200 }),
      unit: Type.Enum(['day', 'month', 'year']),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('printed-date') }, closed),
  Type.Object(
    { kind: Type.Literal('until-event'), event: Type.String({ minLength: 1, maxLength: 200 }) },
    closed,
  ),
])

const citation = Type.String({ minLength: 1, maxLength: 500, description: 'The text it rests on.' })
export const Retention = Type.Union([
  Type.Object({ kind: Type.Literal('permanent'), citation }, closed),
  Type.Object(
    { kind: Type.Literal('years'), years: Type.Integer({ minimum: 1, maximum: 200 }), citation },
    closed,
  ),
])

export const ResultTypeView = Type.Object({
  ...resultType,
  metadataSchema: Type.Record(Type.String(), Type.Unknown(), {
    description: 'JSON Schema (2020-12) of `metadata` in a delivery of this type.',
  }),
  validityRule: ValidityRule,
  scopeRule: nullable(Type.String()),
  publicFields: Type.Array(Type.String(), {
    description: 'Fields of the metadata that anybody who verifies sees.',
  }),
  retention: Retention,
  listAccess: Type.Enum(['file', 'extract'], {
    description: 'Of a paper that names many: each holder sees the file, or an extract of their own part.',
  }),
  citation: Type.String(),
  resultOf: Type.Array(Type.String(), { description: 'Procedures that result in it that day.' }),
  satisfies: Type.Array(
    Type.Object({ procedureCode: Type.String(), componentName: Type.String(), citation: Type.String() }),
    { description: 'Papers it stands in for.' },
  ),
  qrOnFor: Type.Array(Type.String(), {
    description: 'Procedures whose results of this type carry a QR that day.',
  }),
})

/** Cơ quan, in a list and wherever one is named. */
const agency = {
  id: Uuid,
  level: Level,
  name: Type.String({ description: 'As called that day; else the nearest name it bore.' }),
  codeNew: nullable(Type.String()),
  codeOld: nullable(Type.String()),
  parentId: nullable(Uuid),
  territoryCode: nullable(Type.String()),
  ...until,
  stands: Type.Boolean({
    description: 'Whether it stood that day. An abolished agency remains the issuer of its papers.',
  }),
}
export const AgencyLine = Type.Object(agency)
export const AgencyPage = pageOf(AgencyLine)

const TakingOver = Type.Object({
  agencyId: Uuid,
  effectiveOn: Day,
  field: nullable(Type.String({ description: 'Lĩnh vực; null: everything.' })),
  areaCode: nullable(Type.String({ description: 'A unit of that day; null: everywhere.' })),
  share: Type.Enum(['whole', 'part']),
  citation: Type.String(),
})
const dated = { ...until, citation: Type.String() }

export const AgencyView = Type.Object({
  ...agency,
  names: Type.Array(Type.Object({ name: Type.String(), ...dated })),
  codes: Type.Array(Type.Object({ scheme: Type.Enum(['old', 'new']), code: Type.String(), ...dated })),
  signsAs: Type.Array(Type.Object({ commonName: Type.String(), organization: Type.String(), ...dated }), {
    description: 'Subjects of the certificates its signatures are known by.',
  }),
  predecessors: Type.Array(TakingOver),
  successors: Type.Array(TakingOver),
  decisions: Type.Array(
    Type.Object({
      successorId: Uuid,
      field: nullable(Type.String()),
      areaCode: nullable(Type.String()),
      decisionNumber: Type.String(),
      decidedOn: Day,
      effectiveFrom: Day,
    }),
    { description: 'Where it was split: which successor a person decided on.' },
  ),
})

export const ResponsibleQuery = Type.Object(
  {
    issuer: AgencyName,
    procedure: Type.Optional(code('The function the paper belongs to, by its procedure.')),
    place: Type.Optional(code('Code of the administrative unit it is about.')),
    placeAsOf: Type.Optional(
      Type.String({
        format: 'date',
        description:
          'A day on which `place` bore that code, for codes changed on 1 July 2025; `on` when absent.',
      }),
    ),
    on,
  },
  closed,
)

/** Who answers today for a paper of this issuer. */
export const ResponsibleView = Type.Union([
  Type.Object({ kind: Type.Literal('one'), agency: AgencyLine, citations: Texts }),
  Type.Object({
    kind: Type.Literal('ambiguous'),
    candidates: Type.Array(AgencyLine),
    splitOf: AgencyLine,
  }),
  Type.Object({ kind: Type.Literal('none') }),
])

export const CompetenceQuery = Type.Object({ procedure: code('Mã TTHC.'), agency: AgencyName, on }, closed)
export const CompetenceView = Type.Object(
  {
    competence: nullable(
      Type.Object({
        basis: Basis,
        through: Type.Enum(['agency', 'level', 'succession']),
        from: Day,
        to: nullable(Day),
        citation: Type.String(),
      }),
    ),
  },
  {
    description:
      'By what right the agency decides the procedure; null: none is known, and a result goes to quarantine.',
  },
)

const officialText = (description: string) => Type.String({ minLength: 1, maxLength: 500, description })

/** Quyết định chọn cơ quan tiếp nhận: one of several successors. */
export const SuccessionOrder = Type.Object(
  {
    predecessor: AgencyName,
    successor: AgencyName,
    field: Type.Optional(officialText('Lĩnh vực it is limited to; for all when absent.')),
    areaCode: Type.Optional(code('The unit of that day it is limited to; for all when absent.')),
    decisionNumber: officialText('Số quyết định.'),
    decidedOn: Day,
    effectiveFrom: Day,
  },
  closed,
)

const Field = Type.String({ minLength: 1, maxLength: 100 })
const MetadataSchema = Type.Object(
  {
    type: Type.Literal('object'),
    properties: Type.Record(Field, Type.Record(Type.String(), Type.Unknown())),
    required: Type.Optional(Type.Array(Field)),
    additionalProperties: Type.Optional(Type.Boolean()),
  },
  { ...closed, description: 'JSON Schema (2020-12) of an object.' },
)

/** A result type to be: whatever is not known yet is left out, and named in the answer. */
export const TypeDraft = Type.Object(
  {
    code: Type.String({ pattern: '^KQ\\.[A-Y]\\d{2}\\.\\d{5,6}$', description: 'Mã loại kết quả.' }),
    name: officialText('Tên loại kết quả.'),
    validFrom: Day,
    citation,
    metadataSchema: Type.Optional(MetadataSchema),
    validityRule: Type.Optional(ValidityRule),
    scopeRule: Type.Optional(officialText('Phạm vi hiệu lực.')),
    sensitivity: Type.Optional(Type.Enum([1, 2, 3, 4])),
    publicFields: Type.Optional(Type.Array(Field)),
    reissuePolicy: Type.Optional(Reissue),
    retention: Type.Optional(Retention),
    listAccess: Type.Optional(Type.Enum(['file', 'extract'])),
  },
  closed,
)
export const DraftView = Type.Object({
  code: Type.String(),
  validFrom: Day,
  missing: Type.Array(Type.String(), { description: 'What it needs before it can be published.' }),
})

export const Publication = Type.Object(
  { citation: Type.Optional(officialText('The announcement, into the journal.')) },
  closed,
)

const recordDates = {
  validFrom: Day,
  validTo: Type.Optional(Type.String({ format: 'date', description: 'Its last day; open when absent.' })),
  citation,
}

/** Thẩm quyền: of one agency, or of every agency of a level (in one unit, where `areaCode` says so). */
export const CompetenceRecord = Type.Object(
  {
    procedure: code('Mã TTHC.'),
    agency: Type.Optional(AgencyName),
    level: Type.Optional(Level),
    areaCode: Type.Optional(code('The unit whose agencies of the level are meant.')),
    basis: Basis,
    ...recordDates,
  },
  closed,
)

const certificateName = (description: string) =>
  Type.String({ minLength: 1, maxLength: 300, pattern: '^\\S(.*\\S)?$', description })

export const SigningSubjectRecord = Type.Object(
  {
    agency: AgencyName,
    commonName: certificateName('CN of the certificate, letter by letter.'),
    organization: Type.Optional(certificateName('O of the certificate; any when absent.')),
    ...recordDates,
  },
  closed,
)

export const QrRolloutRecord = Type.Object(
  { resultType: code('Mã loại kết quả, KQ.….'), procedure: code('Mã TTHC.'), ...recordDates },
  closed,
)

export const Recorded = Type.Object(dated, { description: 'What holds now, and from when.' })
