import Type, { type TSchema } from 'typebox'
import { GRANTABLE } from './grants.ts'

/** What the city's administrator sends and gets back about systems and rights. */
const closed = { additionalProperties: false } as const
const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const Day = Type.String({ format: 'date', description: 'A legal day in Việt Nam, YYYY-MM-DD.' })
const Instant = Type.String({ format: 'date-time' })
const Uuid = Type.String({ format: 'uuid' })
const letter = Type.String({ minLength: 1, maxLength: 200, description: 'Số công văn it rests on.' })

const ClientId = Type.String({
  pattern: '^[a-z][a-z0-9-]{1,59}$',
  description: 'Its `client_id` at /oidc/token.',
})
const Jwks = Type.Object(
  { keys: Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1, maxItems: 10 }) },
  {
    ...closed,
    description: 'Public keys only (RFC 7517): EC P-256, Ed25519, or RSA of 2,048 bits and more.',
  },
)

export const ClientAddress = Type.Object({ id: ClientId }, closed)
export const NewClientOrder = Type.Object(
  {
    id: ClientId,
    name: Type.String({ minLength: 1, maxLength: 200 }),
    jwks: Jwks,
    letter,
  },
  closed,
)
export const KeysOrder = Type.Object({ jwks: Jwks, letter }, closed)
export const LetterOrder = Type.Object({ letter }, closed)

export const ClientView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  active: Type.Boolean(),
  addedAt: Instant,
  keys: Type.Array(
    Type.Object({ kind: Type.String(), thumbprint: Type.String({ description: 'SHA-256, RFC 7638.' }) }),
  ),
})
export const ClientList = Type.Object({ items: Type.Array(ClientView) })

const StaffId = Type.String({
  pattern: '^[a-z0-9][a-z0-9._-]{1,59}$',
  description: 'The name the city’s sign-in knows them by.',
})
export const StaffAddress = Type.Object({ id: StaffId }, closed)
export const NewStaffOrder = Type.Object(
  { id: StaffId, name: Type.String({ minLength: 1, maxLength: 200 }), letter },
  closed,
)
export const StaffList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      active: Type.Boolean(),
      addedAt: Instant,
      lastSignedInAt: nullable(Instant),
    }),
  ),
})

const Subject = Type.Unsafe<`${'staff' | 'client'}:${string}`>(
  Type.String({
    pattern: '^(staff|client):.{1,100}$',
    description: '`staff:` or `client:` and the id of a person of staff or of a connected system.',
  }),
)

export const NewGrantOrder = Type.Object(
  {
    subject: Subject,
    role: Type.Enum([...GRANTABLE.staff, ...GRANTABLE.client]),
    agencyId: Type.Union([Uuid, Type.Null()], {
      description: 'Over this agency, all below it and all it wholly took over; null: the whole city.',
    }),
    from: Day,
    to: Type.Optional(Day),
    letter,
  },
  closed,
)
export const GrantAddress = Type.Object({ id: Uuid }, closed)
export const GrantQuery = Type.Object({ subject: Subject }, closed)
export const GrantEndOrder = Type.Object(
  {
    on: Type.String({ format: 'date', description: 'The last day it holds; yesterday ends it at once.' }),
    letter,
  },
  closed,
)
export const GrantMade = Type.Object({ id: Uuid })
export const GrantList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Uuid,
      subject: Type.String(),
      role: Type.String(),
      agencyId: nullable(Uuid),
      from: Day,
      to: nullable(Day),
      letter: Type.String(),
      grantedAt: Instant,
      holds: Type.Boolean({ description: 'Today.' }),
    }),
  ),
})

export const Done = Type.Null({ description: 'Done; nothing more to say.' })
