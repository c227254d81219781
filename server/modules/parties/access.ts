import type { AccessTable } from '../../platform/access.ts'

/**
 * Who may look up and put right who people are. Parties belong to no agency, so the agency of a role plays no part:
 * the purpose and the case that every request states do, and the line each leaves for the person it is about.
 */
export const access = {
  'parties.look_up': ['officer', 'specialist', 'agency-admin'],
  'parties.merge': ['officer', 'specialist', 'agency-admin'],
  'parties.link': ['officer', 'specialist', 'agency-admin'],
  'parties.record_death': ['officer', 'specialist', 'agency-admin'],
} as const satisfies AccessTable
