import type { AccessTable } from '../../platform/access.ts'

/** Who may do what in verification. */
export const verificationAccess = {
  'verification.ask': ['public'],
  'verification.published': ['public'],
  'verification.reserve': ['case-system'],
  'verification.see-all': ['officer', 'specialist', 'agency-admin', 'city-admin', 'auditor'],
  'verification.render': ['citizen', 'officer', 'specialist', 'digitiser', 'agency-admin', 'city-admin'],
  'verification.rollout': ['leader', 'agency-admin', 'city-admin', 'auditor'],
} as const satisfies AccessTable
