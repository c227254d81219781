import type { AccessTable } from '../../platform/access.ts'

/** Who may do what here. The agencies it may be done for are in the queries. */
export const access = {
  'results.search': ['officer', 'specialist', 'leader', 'digitiser', 'agency-admin', 'city-admin', 'auditor'],
  'results.read': ['officer', 'specialist', 'leader', 'digitiser', 'agency-admin', 'city-admin', 'auditor'],
  'results.download': ['officer', 'specialist', 'leader', 'auditor'],
  'results.decide': ['specialist', 'leader'],
  'results.link': ['officer', 'specialist'],
  'results.mine': ['citizen'],
} as const satisfies AccessTable
