import Type, { type Static } from 'typebox'

/**
 * What case systems and officers send to this module and get back. These schemas are the OpenAPI document, the
 * check at the door and the types of the code behind it.
 *
 * The door asks only for what a delivery is kept under: its dossier and its issuing agency. Everything else may
 * be missing or wrong and is judged later, because what is stored can be repaired and what is turned away is lost.
 */
const text = (maxLength: number, description: string) => Type.String({ maxLength, description })
const day = (description: string) =>
  Type.String({
    maxLength: 40,
    description: `${description}. dd/MM/yyyy, ISO 8601, yyyyMMddHHmmss or yyyyMMdd.`,
  })
const closed = { additionalProperties: false } as const

export const PrintedIdentifier = Type.Object(
  {
    type: Type.Optional(
      Type.Enum(['personal-number', 'old-id-number', 'passport', 'tax-code', 'local'], {
        description: 'Guessed from the form of the number when absent.',
      }),
    ),
    value: text(40, 'The number as printed.'),
  },
  closed,
)

/** Chủ giấy tờ, as printed on the result. */
export const ClaimedHolder = Type.Object(
  {
    name: text(300, 'As printed, in either Unicode form.'),
    kind: Type.Optional(Type.Enum(['person', 'organisation', 'household'])),
    role: Type.Optional(Type.Enum(['holder', 'co-holder', 'related'])),
    birth: Type.Optional(day('Day of birth, or the year alone')),
    identifiers: Type.Optional(Type.Array(PrintedIdentifier, { maxItems: 10 })),
  },
  closed,
)

export const Claim = Type.Object(
  {
    dossierCode: Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'Mã hồ sơ, as printed on the receipt.',
    }),
    issuerCode: Type.String({
      minLength: 1,
      maxLength: 35,
      description: 'Mã định danh of the issuing agency, old or new.',
    }),
    ordinal: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 9999,
        description: 'n of <mã hồ sơ>-KQ(n); assigned once when absent.',
      }),
    ),
    procedureCode: Type.Optional(text(60, 'Mã TTHC, with or without the locality suffix.')),
    dossierState: Type.Optional(
      text(40, 'State on the National Portal: 9 processed, 10 result handed over.'),
    ),
    completedOn: Type.Optional(day('The day the dossier was completed')),
    resultTypeCode: Type.Optional(text(60, 'Mã loại kết quả, KQ.….')),
    number: Type.Optional(text(120, 'Số, ký hiệu, as printed.')),
    title: Type.Optional(text(500, 'Tên giấy tờ.')),
    abstract: Type.Optional(text(4000, 'Trích yếu nội dung.')),
    issuerName: Type.Optional(text(300, 'Name of the issuer as printed.')),
    deciderCode: Type.Optional(text(35, 'The deciding agency when it is not the issuing one.')),
    decidedOn: Type.Optional(day('The day of decision')),
    issuedOn: Type.Optional(day('The day of issue; the day of decision when absent')),
    effectiveFrom: Type.Optional(day('First day in force; the day of issue when absent')),
    effectiveTo: Type.Optional(day('Last day in force; absent or "Không thời hạn" when there is none')),
    scope: Type.Optional(text(1000, 'Phạm vi có hiệu lực.')),
    holders: Type.Optional(Type.Array(ClaimedHolder, { maxItems: 20 })),
    metadata: Type.Optional(
      Type.Record(Type.String({ maxLength: 80 }), Type.Unknown(), {
        maxProperties: 200,
        description: 'The fields that the result type asks for.',
      }),
    ),
    publicCode: Type.Optional(
      text(40, 'The code reserved with us before signing, when the file carries it.'),
    ),
    place: Type.Optional(
      Type.Object(
        {
          provinceCode: Type.Optional(text(10, 'Mã tỉnh.')),
          districtCode: Type.Optional(text(10, 'Mã huyện: gone since 1 July 2025, still sent.')),
          communeCode: Type.Optional(text(10, 'Mã xã.')),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type Claim = Static<typeof Claim>
export type ClaimedHolder = Static<typeof ClaimedHolder>

const file = Type.Optional(
  text(100, 'Name of the part that carries the file; several deliveries may name one part.'),
)
const sha256 = Type.Optional(
  Type.String({ pattern: '^[0-9A-Fa-f]{64}$', description: 'SHA-256 the file must have on arrival.' }),
)

/** One result, and the part of the call that carries its file. */
export const Delivery = Type.Object({ ...Claim.properties, file, sha256 }, closed)
export type Delivery = Static<typeof Delivery>

export const MOST_DELIVERIES = 200
/** The part `metadata` of a multipart call. */
export const DeliveryCall = Type.Object(
  { deliveries: Type.Array(Delivery, { minItems: 1, maxItems: MOST_DELIVERIES }) },
  closed,
)
export type DeliveryCall = Static<typeof DeliveryCall>

const Instant = Type.String({ format: 'date-time' })
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })

export const DELIVERY_STATES = [
  'received',
  'waiting',
  'accepted',
  'quarantined',
  'refused',
  'superseded',
] as const
export const DeliveryState = Type.Enum(DELIVERY_STATES, {
  description:
    'received: kept, not judged yet · waiting: evidence is still awaited, tried again by itself · accepted: a result ' +
    'stands · quarantined: somebody must act · refused: by a person, for good · superseded: another delivery took its place',
})

/** Why a delivery is not a result: a stable code, a sentence for people, and what to do about it. */
export const Reason = Type.Object({
  code: Type.String(),
  says: Type.String(),
  cure: Type.String(),
  details: Type.Record(Type.String(), Type.Unknown()),
})

export const DeliveryView = Type.Object({
  id: Uuid,
  state: DeliveryState,
  dossierCode: Type.String(),
  ordinal: Type.Integer(),
  resultCode: Type.String({ description: '<mã hồ sơ>-KQ(n), Decree 45/2020/NĐ-CP art. 14.3.' }),
  sha256: Type.Union([Type.String(), Type.Null()]),
  receivedAt: Instant,
  changedAt: Instant,
  resultId: Type.Union([Uuid, Type.Null()]),
  reason: Type.Union([Reason, Type.Null()]),
  nextTryAt: Type.Union([Instant, Type.Null()]),
  receipt: Type.String({
    description: 'Compact JWS (RFC 7515, ES256) over the digest, the key and the time.',
  }),
})
export type DeliveryView = Static<typeof DeliveryView>

export const Receipt = Type.Object({
  id: Uuid,
  dossierCode: Type.String(),
  ordinal: Type.Integer(),
  resultCode: Type.String(),
  sha256: Type.Union([Type.String(), Type.Null()]),
  receivedAt: Instant,
  repeated: Type.Boolean({ description: 'True when these bytes had come under this key before.' }),
  claimDiffers: Type.Boolean({
    description:
      'True when a repeat says something else than the first time: nothing was changed; send a repair.',
  }),
  state: DeliveryState,
  receipt: Type.String(),
})
export type Receipt = Static<typeof Receipt>
export const Receipts = Type.Object({ receipts: Type.Array(Receipt) })

export const DeliveryQuery = Type.Object(
  {
    state: Type.Optional(DeliveryState),
    agency: Type.Optional(Uuid),
    after: Type.Optional(Uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  closed,
)
export type DeliveryQuery = Static<typeof DeliveryQuery>
/** In a body and not in an address: addresses are written down along the way, and a dossier number is somebody's. */
export const DossierQuestion = Type.Object(
  {
    dossierCodes: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 200 }),
    after: Type.Optional(Uuid),
  },
  closed,
)
export type DossierQuestion = Static<typeof DossierQuestion>

export const DeliveryPage = Type.Object({
  deliveries: Type.Array(DeliveryView),
  next: Type.Union([Uuid, Type.Null()]),
})
export type DeliveryPage = Static<typeof DeliveryPage>

export const DeliveryAddress = Type.Object({ id: Uuid })

/** Sửa lượt gửi: a new file, corrected fields, or both. The key of a delivery is never corrected. */
export const Repair = Type.Object(
  {
    claim: Type.Optional(Type.Partial(Type.Omit(Claim, ['dossierCode', 'ordinal']))),
    note: Type.Optional(text(1000, 'What was put right and why.')),
    file,
    sha256,
  },
  closed,
)
export type Repair = Static<typeof Repair>

export const Completion = Type.Object(
  {
    dossierCode: Type.String({ minLength: 1, maxLength: 100 }),
    procedureCode: Type.String({ minLength: 1, maxLength: 60 }),
    agencyCode: Type.String({
      minLength: 1,
      maxLength: 35,
      description: 'The agency that owes the results.',
    }),
    completedOn: day('The day the dossier was completed'),
    due: Type.Optional(
      Type.Array(
        Type.Object(
          {
            ordinal: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 })),
            resultTypeCode: Type.Optional(text(60, 'Mã loại kết quả.')),
          },
          closed,
        ),
        { maxItems: 500, description: 'The results that will be delivered. Empty or absent: none is due.' },
      ),
    ),
    noneDueBecause: Type.Optional(text(300, 'Why no result is due: withdrawn, a notice only …')),
  },
  closed,
)
export type Completion = Static<typeof Completion>
export const CompletionCall = Type.Object(
  { completions: Type.Array(Completion, { minItems: 1, maxItems: 1000 }) },
  closed,
)
export const Declared = Type.Object({
  dossierCode: Type.String(),
  completedOn: Day,
  due: Type.Integer(),
  repeated: Type.Boolean(),
})
export type Declared = Static<typeof Declared>

const DueLine = Type.Object({
  dossierCode: Type.String(),
  source: Type.String(),
  procedureCode: Type.String(),
  completedOn: Day,
  ageDays: Type.Integer({ description: 'Days since the dossier was completed.' }),
  ordinal: Type.Union([Type.Integer(), Type.Null()]),
  resultTypeCode: Type.Union([Type.String(), Type.Null()]),
  deliveryId: Type.Union([Uuid, Type.Null()]),
  code: Type.Union([Type.String(), Type.Null()]),
})

/** Đối soát: what completed dossiers owe against what the repository has. */
export const Reconciliation = Type.Object({
  from: Day,
  to: Day,
  asOf: Instant,
  agencies: Type.Array(
    Type.Object({
      agencyCode: Type.String(),
      agencyId: Type.Union([Uuid, Type.Null()]),
      dossiersCompleted: Type.Integer(),
      dossiersOwingNone: Type.Integer(),
      resultsDue: Type.Integer({ description: 'The denominator of "100 % of new results".' }),
      resultsAccepted: Type.Integer(),
      shareAccepted: Type.Union([Type.Number(), Type.Null()]),
      arrivedUndeclared: Type.Integer({
        description: 'Deliveries received in these days for dossiers nobody declared completed.',
      }),
      notArrived: Type.Array(DueLine, { description: 'Completed, and nothing has come.' }),
      unsigned: Type.Array(DueLine, { description: 'Come, but not signed as the law asks.' }),
      held: Type.Array(DueLine, { description: 'In quarantine for another reason, or refused.' }),
      open: Type.Array(DueLine, { description: 'Not judged yet, or waiting for evidence.' }),
    }),
  ),
})
export type Reconciliation = Static<typeof Reconciliation>
export const ReconciliationQuery = Type.Object(
  {
    day: Type.Optional(day('The day the dossiers were completed; today when absent')),
    since: Type.Optional(day('The first day of a range that ends with `day`')),
    agency: Type.Optional(Uuid),
  },
  closed,
)

const Options = Type.Array(Type.String(), {
  description: 'What a person may do about it; nothing else exists.',
})

export const QuarantineItem = Type.Object({
  id: Uuid,
  source: Type.String(),
  dossierCode: Type.String(),
  ordinal: Type.Integer(),
  agencyId: Type.Union([Uuid, Type.Null()]),
  state: DeliveryState,
  reason: Reason,
  owner: Type.String({ description: 'sender, agency or city: who must act first.' }),
  ageDays: Type.Integer(),
  overdue: Type.Boolean({
    description: 'Older than its owner has time for: the agency above is shown it too.',
  }),
  nextTryAt: Type.Union([Instant, Type.Null()]),
  options: Options,
})
export type QuarantineItem = Static<typeof QuarantineItem>
export const QuarantineQuery = Type.Object(
  {
    agency: Type.Optional(Uuid),
    code: Type.Optional(text(60, 'Exactly this reason.')),
    overdue: Type.Optional(Type.Boolean()),
    after: Type.Optional(Uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  closed,
)
export type QuarantineQuery = Static<typeof QuarantineQuery>
export const QuarantinePage = Type.Object({
  items: Type.Array(QuarantineItem),
  next: Type.Union([Uuid, Type.Null()]),
  /** Of all that this person reaches, not of this page. */
  perReason: Type.Array(
    Type.Object({ code: Type.String(), count: Type.Integer(), oldestDays: Type.Integer() }),
  ),
})
export type QuarantinePage = Static<typeof QuarantinePage>

export const DecisionOrder = Type.Object(
  {
    option: Type.String({ maxLength: 40 }),
    reason: Type.Optional(text(1000, 'Why, in the words of the person who decides.')),
    decisionNumber: Type.Optional(text(120, 'Số quyết định.')),
    legalBasis: Type.Optional(text(500, 'Căn cứ.')),
    decidedOn: Type.Optional(day('The day of the decision')),
    partyIds: Type.Optional(
      Type.Array(Type.Union([Uuid, Type.Null()]), {
        maxItems: 20,
        description:
          'Of confirm-holder: the party of each printed holder in order, null where it is nobody known.',
      }),
    ),
  },
  closed,
)
export type DecisionOrder = Static<typeof DecisionOrder>

export const JudgeAgainOrder = Type.Object(
  {
    code: text(60, 'The reason whose cause was removed: a procedure was added, a certificate recorded …'),
    agency: Type.Optional(Uuid),
  },
  closed,
)
export type JudgeAgainOrder = Static<typeof JudgeAgainOrder>

export const HistoryLine = Type.Object({
  at: Instant,
  by: Type.String(),
  kind: Type.Enum(['state', 'repair', 'decision']),
  says: Type.String(),
  code: Type.Union([Type.String(), Type.Null()]),
  details: Type.Record(Type.String(), Type.Unknown()),
})
export const QuarantineFile = Type.Object({
  ...QuarantineItem.properties,
  reason: Type.Union([Reason, Type.Null()]),
  claim: Type.Record(Type.String(), Type.Unknown()),
  sent: Type.Unknown(),
  sha256: Type.Union([Type.String(), Type.Null()]),
  history: Type.Array(HistoryLine),
})
export type QuarantineFile = Static<typeof QuarantineFile>
export type HistoryLine = Static<typeof HistoryLine>
