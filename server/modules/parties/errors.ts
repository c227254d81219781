import { refusals } from '../../platform/refusal.ts'

/** Every way this module refuses; sentences and cures stand in `words/`. */
export const refuse = refusals({
  'parties.party_unknown': 404,
  'parties.name_unreadable': 422,
  'parties.identifier_invalid': 422,
  'parties.merge_same': 422,
  'parties.merge_kind_differs': 422,
  'parties.merge_birth_differs': 422,
  'parties.merge_already': 409,
  'parties.merge_unknown': 404,
  'parties.merge_already_undone': 409,
  'parties.link_unknown': 404,
  'parties.asked_too_little': 422,
  'parties.card_unreadable': 422,
  'parties.card_without_old_number': 422,
  'parties.card_of_another': 409,
  'parties.death_recorded': 409,
  'parties.death_impossible': 422,
})
