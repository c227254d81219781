import type { AccessTable } from '../../platform/access.ts'
import { resultsAccess } from '../results/index.ts'

/** Who may do what in verification. */
export const verificationAccess = {
  'verification.ask': ['public'],
  'verification.published': ['public'],
  'verification.reserve': ['case-system'],
  'verification.see-all': ['officer', 'specialist', 'agency-admin', 'city-admin', 'auditor'],
  'verification.render': ['citizen', ...resultsAccess['results.download']],
  'verification.rollout': ['leader', 'agency-admin', 'city-admin', 'auditor'],
} as const satisfies AccessTable
