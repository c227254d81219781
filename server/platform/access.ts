/**
 * Who may do what. An *action* (`results.search`) names the *roles* that may do it; a person or a system holds
 * roles by dated *grants*, each over an agency and all below it, or over the whole city. Rights therefore come in
 * two halves: the action's table says yes or no, the scope goes into the query's WHERE.
 */
export const ROLES = [
  'public',
  'citizen',
  'case-system',
  'officer',
  'specialist',
  'leader',
  'digitiser',
  'agency-admin',
  'city-admin',
  'auditor',
  'catalog-editor',
  'system',
] as const
export type Role = (typeof ROLES)[number]

export interface Grant {
  readonly role: Role
  /** Null: the whole city. */
  readonly agencyId: string | null
}

export interface Actor {
  readonly kind: 'public' | 'citizen' | 'client' | 'staff' | 'system'
  readonly id: string
  readonly name?: string
  readonly grants: readonly Grant[]
  /** The party a citizen is. */
  readonly partyId?: string
}

/** Actions and the roles that may do them. Each module declares its own. */
export type AccessTable = Readonly<Record<string, readonly Role[]>>

/** The agencies at the top of what an actor may reach; queries take in all below and before them. */
export type AgencyScope = 'city' | readonly string[]

export const PUBLIC: Actor = { kind: 'public', id: 'public', grants: [] }
export const SYSTEM: Actor = { kind: 'system', id: 'system', grants: [{ role: 'system', agencyId: null }] }

/**
 * How far an actor reaches with any of these roles: undefined means not at all. Someone who reaches an action only
 * as the public or as a citizen has no agencies: an empty list, which no agency's record matches.
 */
export function scopeFor(actor: Actor, roles: readonly Role[]): AgencyScope | undefined {
  const grants = actor.grants.filter(({ role }) => roles.includes(role))
  if (grants.some(({ agencyId }) => agencyId === null)) return 'city'
  if (grants.length > 0) return grants.map(({ agencyId }) => agencyId!)
  const open = roles.includes('public') || (roles.includes('citizen') && actor.kind === 'citizen')
  return open ? [] : undefined
}
