import type { AccessTable } from '../access.ts'

/** Who is let in at all is for the city's administrator; each act rests on a letter and stands in the journal. */
export const adminAccess = {
  'identity.see_clients': ['city-admin'],
  'identity.keep_clients': ['city-admin'],
  'identity.see_staff': ['city-admin'],
  'identity.keep_staff': ['city-admin'],
  'identity.see_grants': ['city-admin'],
  'identity.keep_grants': ['city-admin'],
} as const satisfies AccessTable
