import type { AgencyScope } from '../access.ts'
import { refuseRequest } from './errors.ts'

/** Refuses whoever holds the role over some agencies only: what is changed here is the whole city's. */
export function requireCity({ scope }: { readonly scope: AgencyScope }): void {
  if (scope !== 'city') throw refuseRequest('request.forbidden')
}
