import { refusals } from '../../platform/refusal.ts'

/** Every way the repository refuses; sentences and cures stand in `words/`. */
export const refuse = refusals({
  'results.unknown': 404,
  'results.not_registrable': 422,
  'results.ordinal_taken': 409,
  'results.move_not_allowed': 409,
  'results.moved_meanwhile': 409,
  'results.decision_incomplete': 422,
  'results.relation_stated': 409,
  'results.relation_unknown': 404,
  'results.holder_unknown': 404,
  'results.holder_not_linked': 409,
  'results.extract_only': 403,
  'results.file_unknown': 404,
  'results.cursor_invalid': 422,
  'results.link_changed_meanwhile': 409,
})
