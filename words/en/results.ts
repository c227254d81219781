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
  'results.fault.type_unknown': {
    says: 'The catalogue has no such result type on the day of decision.',
    cure: 'Check the KQ.… code; publish the type first if it is new.',
  },
  'results.fault.issuer_unknown': {
    says: 'The catalogue has no such issuing agency.',
    cure: 'Check the agency’s code, old ones included.',
  },
  'results.fault.file_unknown': {
    says: 'The file is not in the file store.',
    cure: 'Send the file first, or file and data again together.',
  },
  'results.fault.title_missing': {
    says: 'The title is missing.',
    cure: 'Give the title as the original has it.',
  },
  'results.fault.dossier_code_empty': {
    says: 'The dossier code is empty.',
    cure: 'Give it, or leave the field out when no dossier stands behind the result.',
  },
  'results.fault.ordinal_invalid': {
    says: 'The ordinal within the dossier is wrong.',
    cure: 'It is a whole number from 1 and goes with a dossier code; leave it out to be given one.',
  },
  'results.fault.holder_missing': { says: 'There is no holder.', cure: 'Give at least one holder.' },
  'results.fault.holder_name_unreadable': {
    says: 'A holder’s name cannot be read, mostly because of an old font encoding (TCVN3, VNI).',
    cure: 'Convert the name to Unicode and send it again.',
  },
  'results.fault.holder_birth_invalid': {
    says: 'A day or year of birth is wrong.',
    cure: 'Give a real day as year-month-day, or the year alone.',
  },
  'results.fault.day_invalid': {
    says: 'A day does not exist or is written otherwise.',
    cure: 'Write days as year-month-day.',
  },
  'results.fault.decided_in_the_future': {
    says: 'The day of decision lies in the future.',
    cure: 'Check the day of decision.',
  },
  'results.fault.issued_before_decided': {
    says: 'It was issued before it was decided.',
    cure: 'Check both days on the original.',
  },
  'results.fault.issued_in_the_future': {
    says: 'The day of issue lies in the future.',
    cure: 'Check the day of issue.',
  },
  'results.fault.last_day_missing': {
    says: 'Papers of this type print their last day, and it is missing.',
    cure: 'Give the last day printed on the paper.',
  },
  'results.fault.last_day_before_first': {
    says: 'The last day comes before the first.',
    cure: 'Check both days on the original.',
  },
  'results.fault.metadata_invalid': {
    says: 'The data do not follow the schema of the type.',
    cure: 'Mend the field named, by the schema of the type.',
  },
  'results.fault.number_missing': {
    says: 'The number of the decision is missing.',
    cure: 'Give the number and sign of the decision.',
  },
  'results.fault.legal_basis_missing': {
    says: 'The legal basis is missing.',
    cure: 'Give the document and article it rests on.',
  },
  'results.fault.reason_missing': {
    says: 'The reason is missing.',
    cure: 'Give the reason of the decision.',
  },
  'results.fault.decided_on_invalid': {
    says: 'The day of decision is wrong.',
    cure: 'Give a real day as year-month-day.',
  },
  'results.fault.effective_from_invalid': {
    says: 'The day the decision takes effect is wrong.',
    cure: 'Give a real day as year-month-day.',
  },
  'results.fault.until_invalid': {
    says: 'The last day of the suspension is wrong.',
    cure: 'Give a real day as year-month-day, or none.',
  },
  'results.fault.until_before_effect': {
    says: 'The suspension ends before it begins.',
    cure: 'Check both days.',
  },
  'results.fault.effective_before_result': {
    says: 'The decision takes effect before there was a result.',
    cure: 'Check the day; to end it from the beginning, annul it.',
  },
  'results.verdict.valid': { says: 'In force.', cure: 'It can be used within the scope printed on it.' },
  'results.verdict.expired': { says: 'Expired.', cure: 'Renew or exchange it if it is still needed.' },
  'results.verdict.not_yet_valid': {
    says: 'Not yet in force.',
    cure: 'Wait for the first day printed on it.',
  },
  'results.verdict.suspended': {
    says: 'Suspended.',
    cure: 'Ask the agency that decided so what it takes to resume.',
  },
  'results.verdict.revoked': {
    says: 'Withdrawn, cancelled or annulled.',
    cure: 'Do not use this paper; see the decision named with it.',
  },
  'results.verdict.replaced': { says: 'Replaced by another paper.', cure: 'Use the paper that replaced it.' },
  'results.verdict.not_issued': {
    says: 'Not issued.',
    cure: 'Do not use it; wait until the competent agency issues it.',
  },
  'results.move.issue': { says: 'Issued.', cure: 'In force from the day printed on it.' },
  'results.move.suspend': {
    says: 'Suspended.',
    cure: 'Ends by itself after its last day; without one, only by a decision to resume.',
  },
  'results.move.resume': {
    says: 'Resumed.',
    cure: 'Ends the suspension that stands; another one still suspends.',
  },
  'results.move.withdraw': {
    says: 'Withdrawn.',
    cure: 'Ends its force onward; only a decision brings it back.',
  },
  'results.move.cancel': {
    says: 'Cancelled.',
    cure: 'Ends its force onward; only a decision brings it back.',
  },
  'results.move.annul': { says: 'Annulled.', cure: 'As if never in force; only a decision brings it back.' },
  'results.move.reinstate': { says: 'Reinstated.', cure: 'What stood before applies again.' },
  'results.move.replace': {
    says: 'Replaced.',
    cure: 'The new paper is used instead; only a decision brings the old one back.',
  },
  'results.move.restore': { says: 'Restored after a replacement.', cure: 'What stood before applies again.' },
  'results.move.correct': {
    says: 'Corrected.',
    cure: 'The original stays in force and is read with the correction.',
  },
  'results.relation.replaces': { says: 'Replaces.', cure: 'The other ends by this decision.' },
  'results.relation.amends': { says: 'Amends.', cure: 'The other stays in force and is read with this one.' },
  'results.relation.extends': {
    says: 'Extends.',
    cure: 'The other lasts to the later of both last days while this one is in force.',
  },
  'results.relation.corrects': {
    says: 'Corrects.',
    cure: 'The other stays in force and is read with this one.',
  },
  'results.relation.splits': { says: 'Split from.', cure: 'The other ends; its parts stand in its place.' },
  'results.relation.merges': {
    says: 'Merged from.',
    cure: 'The other ends; the merged one stands in its place.',
  },
  'results.relation.annexes': { says: 'Annex of.', cure: 'It ends when its main paper does.' },
} as const
