import { refusals } from '../../platform/refusal.ts'

/** Every reason for which this module says no, with its HTTP status. */
export const refuse = refusals({
  'verification.rendition_encrypted': 422,
  'verification.rendition_too_long': 422,
  'verification.rendition_unreadable': 422,
})
