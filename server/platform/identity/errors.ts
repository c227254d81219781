import { refusals } from '../refusal.ts'

/** Why a system is not connected, or a right not given; sentences and cures stand in `words/`. */
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
})
