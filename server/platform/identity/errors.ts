import { refusals } from '../refusal.ts'

/** Why a system is not connected, a right not given, or nobody signed in; sentences and cures stand in `words/`. */
export const refuseIdentity = refusals({
  'identity.keys_refused': 422,
  'identity.client_exists': 409,
  'identity.client_unknown': 404,
  'identity.client_unchanged': 409,
  'identity.subject_unknown': 404,
  'identity.agency_unknown': 404,
  'identity.own_grant': 403,
  'identity.grant_invalid': 422,
  'identity.grant_repeated': 409,
  'identity.grant_unknown': 404,
  'identity.grant_ended': 409,
  'identity.grant_end_past': 422,
  'identity.staff_exists': 409,
  'identity.staff_unchanged': 409,
  'identity.sign_in_stale': 400,
  'identity.sign_in_broken_off': 400,
  'identity.issuer_failed': 502,
  'identity.level_too_low': 403,
  'identity.claims_missing': 403,
  'identity.staff_unknown': 404,
  'identity.staff_not_registered': 403,
  'identity.account_differs': 403,
  'identity.holder_contradicted': 403,
})
