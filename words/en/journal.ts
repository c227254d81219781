const keep =
  'Leave the database and the heads folder as they are, tell information security at once, compare with the latest backup.'

export const journal = {
  'journal.intact': {
    says: 'The journal stands: {rows, plural, one {# row} other {# rows}} in {batches, plural, one {# sealed batch} other {# sealed batches}}.',
    cure: '',
  },
  'journal.changed': {
    says: 'The journal was tampered with: {count, plural, one {# sign} other {# signs}} in {rows} rows, {batches} batches.',
    cure: keep,
  },
  'journal.last_head': { says: 'Newest head: {head}', cure: '' },
  'journal.waiting': {
    says: '{rows, plural, one {# row is} other {# rows are}} not sealed yet, the oldest recorded at {oldest}.',
    cure: '',
  },
  'journal.stamped': { says: 'Newest time-stamp: {at}; it proves every batch up to {batch}.', cure: '' },
  'journal.stamps_untrusted': {
    says: '{stamps, plural, one {# time-stamp is} other {# time-stamps are}} of an authority that is not trusted here, and not counted.',
    cure: 'Put the root of the time-stamping authority into the anchors folder.',
  },
  'journal.time_stamp_wrong': { says: 'The time-stamp of this batch does not fit its head.', cure: keep },
  'journal.not_outside': {
    says: '{heads, plural, one {# head is} other {# heads are}} not written outside the database yet.',
    cure: 'See that the heads folder has room and that the server may write to it.',
  },
  'journal.more_findings': { says: '… and {more} more.', cure: '' },
  'journal.row_edited': { says: 'This row was changed after it was sealed.', cure: keep },
  'journal.row_deleted': { says: 'This row was deleted.', cure: keep },
  'journal.row_inserted': { says: 'This row was put in without passing the sealer.', cure: keep },
  'journal.row_backdated': { says: 'This row was put in later and dated back.', cure: keep },
  'journal.order_changed': { says: 'The sealed batches are no longer in their order.', cure: keep },
  'journal.seal_forged': { says: 'The seal of this batch is not one that the system signed.', cure: keep },
  'journal.key_unknown': {
    says: 'This batch is signed with a key that the heads folder does not have.',
    cure: 'Find the missing public key (seal-key-….pem) in a copy of the heads folder; if there is none, treat the journal as tampered with.',
  },
  'journal.tail_cut': {
    says: 'The end of the journal was cut off: from this batch on only the heads outside remain.',
    cure: keep,
  },
  'journal.chain_rebuilt': {
    says: 'The chain was built anew from this batch on: it differs from the heads outside.',
    cure: keep,
  },
  'journal.head_missing_outside': {
    says: 'The heads folder lacks the head of this batch.',
    cure: 'Take the heads file back from a copy; if there is none, treat the journal as tampered with.',
  },
  'journal.table_unregistered': { says: 'This table was taken off the list of what is sealed.', cure: keep },
  'journal.heads_differ': {
    says: 'Sealing has stopped: the chain in the database differs from the heads outside.',
    cure: 'Run “khoso audit verify” to learn from which batch on, and tell information security before starting again.',
  },
} as const
