export const en = {
  'results.unknown': {
    says: 'There is no such result.',
    cure: 'Check the code; if it is right, the result may lie outside what you are entrusted with.',
  },
  'results.not_registrable': {
    says: 'The result cannot be taken into the repository yet.',
    cure: 'Mend every point named and send it again.',
  },
  'results.ordinal_taken': {
    says: 'The dossier already has a result with this ordinal.',
    cure: 'Use another ordinal, or none to be given the next; if this replaces the other, decide the replacement.',
  },
  'results.move_not_allowed': {
    says: 'The state of the result does not allow this decision.',
    cure: 'Look at its history; if need be, decide the undoing first and the new decision afterwards.',
  },
  'results.moved_meanwhile': {
    says: 'Somebody else changed the result while you were working on it.',
    cure: 'Open it again, read the decision just recorded, then go on.',
  },
  'results.decision_incomplete': {
    says: 'The decision is not complete enough to be recorded.',
    cure: 'Give its number, legal basis, reason, day and effective day, as named point by point.',
  },
  'results.relation_stated': {
    says: 'This relation between the two results is recorded already.',
    cure: 'There is nothing to record; if it is wrong, withdraw the old one first.',
  },
  'results.relation_unknown': {
    says: 'There is no such relation between these two results.',
    cure: 'Look at the list of relations of the result.',
  },
  'results.link_changed_meanwhile': {
    says: 'Somebody else has just changed who this holder is taken to be.',
    cure: 'Open the result again and look at the evidence before you confirm.',
  },
  'results.holder_unknown': {
    says: 'The result has no such holder.',
    cure: 'Open the result again and choose a holder from its list.',
  },
  'results.holder_not_linked': {
    says: 'This holder is not linked to anybody.',
    cure: 'There is nothing to take back; confirm who the holder is first, if need be.',
  },
  'results.extract_only': {
    says: 'The file names several people, so it cannot be downloaded whole.',
    cure: 'Look at your own part, or ask the agency for an extract.',
  },
  'results.file_unknown': {
    says: 'The result has no file of that kind.',
    cure: 'Look at the list of its files and choose again.',
  },
  'results.cursor_invalid': {
    says: 'The next page cannot be opened.',
    cure: 'Search again from the first page.',
  },
} as const
