import type { AgencyScope } from '../../platform/access.ts'
import type { Read } from '../../platform/database/transaction.ts'
import { legalDayOf } from '../../platform/legal-day.ts'
import { listAgenciesInScope, type AgencyId } from '../catalog/index.ts'

/** The agencies somebody reaches today, predecessors included; `ids` is undefined for the whole city. */
export interface Reach {
  readonly ids: readonly AgencyId[] | undefined
  readonly includes: (agencyId: AgencyId | null) => boolean
}

/** Turns the scope of an actor into agencies. What belongs to no known agency is reached by the city alone. */
export async function reachOf(on: Read, scope: AgencyScope): Promise<Reach> {
  if (scope === 'city') return { ids: undefined, includes: () => true }
  const ids = await listAgenciesInScope(on, scope as readonly AgencyId[], legalDayOf(on.now))
  const known = new Set<AgencyId>(ids)
  return { ids, includes: (agencyId) => agencyId !== null && known.has(agencyId) }
}
