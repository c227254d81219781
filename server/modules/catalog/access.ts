import type { AccessTable } from '../../platform/access.ts'

/** The catalogue is published law and nobody's data: all may read it. */
export const access = {
  'catalog.read': ['public'],
  'catalog.draft': ['catalog-editor'],
  'catalog.publish': ['catalog-editor'],
  'catalog.decide_succession': ['city-admin'],
  'catalog.record': ['city-admin'],
} as const satisfies AccessTable
