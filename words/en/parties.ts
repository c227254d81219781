export const en = {
  'parties.party_unknown': {
    says: 'There is no such person or organisation.',
    cure: 'Check the id, or register the person or organisation first.',
  },
  'parties.name_unreadable': {
    says: 'The name cannot be read: it may be written for an old font (TCVN3, VNI), or letters are lost.',
    cure: 'Type the name again in Unicode, exactly as it is printed.',
  },
  'parties.identifier_invalid': {
    says: 'The number does not have the form of its kind.',
    cure: 'Compare it with the paper and enter it again; spreadsheets often drop a leading zero.',
  },
  'parties.merge_same': {
    says: 'A party cannot be merged with itself.',
    cure: 'Choose two different parties.',
  },
  'parties.merge_kind_differs': {
    says: 'A person cannot be merged with an organisation or a household.',
    cure: 'Check the kind of both parties.',
  },
  'parties.merge_birth_differs': {
    says: 'The two have different birth years and cannot be merged.',
    cure: 'If one is wrong, correct it on its evidence before merging.',
  },
  'parties.merge_already': { says: 'These two are merged already.', cure: 'Nothing needs to be done.' },
  'parties.merge_unknown': {
    says: 'There is no such merge.',
    cure: 'Open the history of the party and choose the merge to undo.',
  },
  'parties.merge_already_undone': {
    says: 'This merge was undone before.',
    cure: 'Nothing needs to be done.',
  },
  'parties.link_unknown': {
    says: 'There is no such link between numbers, or it is withdrawn.',
    cure: 'Reload the list of links and try again.',
  },
} as const
