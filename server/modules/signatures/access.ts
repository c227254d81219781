import type { AccessTable } from '../../platform/access.ts'

/**
 * A report names the people who signed, and by itself belongs to no agency: alone it is shown to the whole city's
 * staff only. Whom the city trusts is no secret from its staff.
 */
export const access = {
  'signatures.check': ['public'],
  'signatures.read': ['city-admin', 'auditor'],
  'trust.see': [
    'officer',
    'specialist',
    'leader',
    'digitiser',
    'agency-admin',
    'city-admin',
    'auditor',
    'catalog-editor',
  ],
  'trust.keep': ['city-admin'],
} as const satisfies AccessTable
