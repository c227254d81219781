import { refusals } from '../../platform/refusal.ts'

/** Every way the catalogue refuses; sentences and cures stand in `words/`. */
export const refuse = refusals({
  'catalog.procedure_unknown': 404,
  'catalog.agency_unknown': 404,
  'catalog.succession_not_ambiguous': 409,
  'catalog.successor_not_candidate': 422,
  'catalog.decided_in_future': 422,
  'catalog.result_type_unknown': 404,
  'catalog.result_type_already_published': 409,
  'catalog.result_type_overtaken': 409,
  'catalog.result_type_incomplete': 422,
  'catalog.metadata_schema_invalid': 422,
  'catalog.public_field_unknown': 422,
  'catalog.competence_of_one': 422,
  'catalog.area_unknown': 422,
  'catalog.ends_before_it_begins': 422,
  'catalog.recorded_already': 409,
})
