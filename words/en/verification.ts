import type { vi } from '../vi/verification.ts'

export const en: Record<keyof typeof vi, { says: string; cure: string }> = {
  'verification.rendition_encrypted': {
    says: 'The original is protected by a password, so no rendition can be made of it.',
    cure: 'Open the original itself; the issuing agency can issue it again without a password.',
  },
  'verification.rendition_too_long': {
    says: 'The original has {pages} pages, more than the {most} a rendition can have.',
    cure: 'Download the signed original to see all of it.',
  },
  'verification.rendition_unreadable': {
    says: 'The pages of the original cannot be read, so no rendition can be made of it.',
    cure: 'Download the original and open it in a PDF reader; if that fails too, tell the issuing agency.',
  },
}
