import { readFileSync } from 'node:fs'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import type { Config } from '../../config.ts'
import { issuerOf } from '../provider.ts'
import { OWN_CLIENT } from './addresses.ts'

const Names = Type.Object({ vi: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) })

/** Which claim of the issuer says what. */
const ClaimNames = Type.Object({
  subject: Type.String({ default: 'sub' }),
  /** Our id of a person of staff. */
  staff: Type.String({ default: 'preferred_username' }),
  name: Type.String({ default: 'name' }),
  personalNumber: Type.String({ default: 'SoDinhDanh' }),
  birth: Type.String({ default: 'birthdate' }),
  level: Type.String({ default: 'acr' }),
})
export type ClaimNames = Static<typeof ClaimNames>

const WayInFile = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    for: Type.Union([Type.Literal('staff'), Type.Literal('citizen')]),
    names: Names,
    issuer: Type.String({ pattern: '^https?://' }),
    clientId: Type.String({ minLength: 1 }),
    /** The file that holds the secret shared with the issuer; without one the client is a public one. */
    clientSecretFile: Type.Optional(Type.String()),
    scope: Type.String({ default: 'openid profile' }),
    claims: Type.Partial(ClaimNames, { default: {} }),
    /** Levels of assurance from the lowest up, in the issuer's own words; empty where it has none. */
    levels: Type.Array(Type.String(), { default: [] }),
    /** The least level taken; asked for in `acr_values`. */
    leastLevel: Type.Optional(Type.String()),
    /** `login` has the issuer ask anew each time, as befits a desk that several share. */
    prompt: Type.Optional(Type.Literal('login')),
  },
  { additionalProperties: false },
)

/** Lối đăng nhập: an issuer that says who somebody is, for staff or for holders of papers. */
export type WayIn = Omit<Static<typeof WayInFile>, 'claims' | 'levels'> & {
  readonly claims: ClaimNames
  readonly levels: readonly string[]
}

const LEVELS = ['LoA1', 'LoA2'] as const

/**
 * The ways in of `KHOSO_SIGN_IN`, or the built-in provider's two in the demonstration; in production none but what is
 * configured. Throws one sentence where the file cannot be meant.
 */
export function readWaysIn({ signInFile, mode, publicUrl }: Config): readonly WayIn[] {
  if (signInFile !== undefined) return parseWaysIn(readFileSync(signInFile, 'utf8'), signInFile)
  if (mode === 'production') return []
  const own = {
    issuer: issuerOf(publicUrl),
    clientId: OWN_CLIENT,
    scope: 'openid profile',
    levels: LEVELS,
    prompt: 'login',
  } as const
  return [
    {
      ...own,
      id: 'nguoi-dan',
      for: 'citizen',
      names: { vi: 'Người dân, doanh nghiệp', en: 'Citizens and businesses' },
      claims: claimNames({ name: 'HoVaTen', birth: 'NgayThangNamSinh' }),
      leastLevel: 'LoA2',
    },
    {
      ...own,
      id: 'can-bo',
      for: 'staff',
      names: { vi: 'Cán bộ, công chức', en: 'Officers' },
      claims: claimNames({}),
    },
  ]
}

/** Reads the list of ways in; the sentence of an error names the place. */
export function parseWaysIn(text: string, file: string): readonly WayIn[] {
  const list = Type.Array(WayInFile, { minItems: 1 })
  const value = Value.Default(list, JSON.parse(text))
  const [fault] = Value.Errors(list, value)
  if (fault) throw new Error(`${file}: ${fault.instancePath || '/'} ${fault.message}`)
  const ways = (value as Static<typeof list>).map((way) => ({ ...way, claims: claimNames(way.claims) }))
  const twice = ways.find(({ id }, i) => ways.findIndex((other) => other.id === id) !== i)
  if (twice) throw new Error(`${file}: two ways in are called ${twice.id}`)
  const lost = ways.find(({ leastLevel, levels }) => leastLevel !== undefined && !levels.includes(leastLevel))
  if (lost) throw new Error(`${file}: ${lost.id} asks for ${lost.leastLevel}, which is none of its levels`)
  return ways
}

const claimNames = (named: Partial<ClaimNames>): ClaimNames => ({
  ...(Value.Default(ClaimNames, {}) as ClaimNames),
  ...named,
})
