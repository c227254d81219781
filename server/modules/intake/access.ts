import type { AccessTable } from '../../platform/access.ts'

/** Who may do what at the intake. Which agencies, the scope in every query says. */
export const access = {
  'intake.deliver': ['case-system'],
  'intake.follow': ['case-system'],
  'intake.repair': ['case-system', 'officer', 'agency-admin', 'city-admin'],
  'intake.declare': ['case-system'],
  'intake.reconcile': ['case-system', 'officer', 'leader', 'agency-admin', 'city-admin', 'auditor'],
  'intake.check_receipt': ['public'],
  'intake.see_quarantine': ['officer', 'leader', 'agency-admin', 'city-admin', 'auditor'],
  'intake.see_delivery': ['officer', 'agency-admin', 'city-admin', 'auditor'],
  'intake.decide': ['agency-admin', 'city-admin'],
} as const satisfies AccessTable
