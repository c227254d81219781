import Type from 'typebox'

/** Why somebody looks at what belongs to others. Kept in the journal, and shown to whom it is about. */
export const Purpose = Type.Enum(['dossier', 'inspection', 'correction', 'complaint', 'audit'], {
  description: 'dossier: settling one · inspection · correction of data · complaint · audit',
})
export const CaseRef = Type.String({
  minLength: 1,
  maxLength: 100,
  description: 'The dossier, inspection, complaint or audit it is done for.',
})
