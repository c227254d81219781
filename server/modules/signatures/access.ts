import type { AccessTable } from '../../platform/access.ts'

/** A report names the people who signed, and by itself belongs to no agency: alone it is shown to the whole city's staff only. */
export const access = {
  'signatures.check': ['public'],
  'signatures.read': ['city-admin', 'auditor'],
} as const satisfies AccessTable
