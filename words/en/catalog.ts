export const en = {
  'catalog.procedure_unknown': {
    says: 'No procedure had this code on the day asked for.',
    cure: 'Check the code of the procedure, or ask about a day on which it was in force.',
  },
  'catalog.agency_unknown': {
    says: 'No agency bears this code.',
    cure: 'Check the code (old or new, either will do), or look for the agency by name in the catalogue.',
  },
  'catalog.succession_not_ambiguous': {
    says: 'This agency already has one clear successor; there is nothing to choose.',
    cure: 'Look at its successor in the catalogue; if the catalogue is wrong, correct the succession with its legal ground.',
  },
  'catalog.successor_not_candidate': {
    says: 'The chosen agency took over nothing from the old one.',
    cure: 'Choose one of the named successors, or first add the succession with its legal ground.',
  },
  'catalog.decided_in_future': {
    says: 'The day of decision has not come yet.',
    cure: 'Give the day printed on the decision; one that is not signed is not recorded.',
  },
  'catalog.result_type_unknown': {
    says: 'No result type has this code.',
    cure: 'Check the KQ… code in the national database of procedures, or add the type to the catalogue.',
  },
  'catalog.result_type_already_published': {
    says: 'This result type is already published.',
    cure: 'To change it, draft a new version with the day it begins, and publish that.',
  },
  'catalog.result_type_overtaken': {
    says: 'A version that begins on the same day or later is already published.',
    cure: 'Draft a new version that begins after the published one.',
  },
  'catalog.result_type_incomplete': {
    says: 'The result type lacks mandatory parts and cannot be published yet.',
    cure: 'Add what is missing: metadata schema, validity rule, sensitivity, public fields, re-issue policy, retention.',
  },
  'catalog.metadata_schema_invalid': {
    says: 'The metadata schema of the result type cannot be used.',
    cure: 'It must describe an object, declare every required field, and use types and patterns as JSON Schema has them.',
  },
  'catalog.public_field_unknown': {
    says: 'A public field is not in the metadata schema.',
    cure: 'Choose public fields among the declared ones, or declare that field too.',
  },
  'catalog.competence_of_one': {
    says: 'A competence is recorded for one agency or for every agency of a level, and for one of the two only.',
    cure: 'Name the agency, or name the level; a unit of territory goes with a level only.',
  },
  'catalog.area_unknown': {
    says: 'No unit of territory bore this code on the day it begins.',
    cure: 'Check the code of the unit; codes changed on 1 July 2025.',
  },
  'catalog.ends_before_it_begins': {
    says: 'The last day lies before the first.',
    cure: 'Check both days; mind the order of day and month.',
  },
  'catalog.recorded_already': {
    says: 'The catalogue already records this for some or all of these days.',
    cure: 'Look at what stands in the catalogue; record only days that are not covered.',
  },
} as const
