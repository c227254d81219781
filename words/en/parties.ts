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
  'parties.asked_too_little': {
    says: 'A name alone is not enough to look somebody up.',
    cure: 'Add a number or the day of birth, or scan the QR on the ID card.',
  },
  'parties.card_unreadable': {
    says: 'This QR cannot be read as that of an ID card.',
    cure: 'Scan the code on the card again, or enter the number and name printed on it.',
  },
  'parties.card_without_old_number': {
    says: 'The card gives no earlier number, so there is nothing to link.',
    cure: 'Use the certificate of the earlier number, if the person has one.',
  },
  'parties.card_of_another': {
    says: 'The card does not agree with this person: number, name or year of birth differ.',
    cure: 'Look the person up with the card itself; if our data are wrong, correct them on evidence first.',
  },
  'parties.death_recorded': {
    says: 'The death of this person is already recorded.',
    cure: 'Nothing to record; if the day is wrong, tell the city’s administrator, with the extract of the death register.',
  },
  'parties.death_impossible': {
    says: 'This day of death is not possible for this person.',
    cure: 'Compare with the extract of the death register: the right person, not before the birth, not in the future.',
  },
} as const
