import { journal } from './en/journal.ts'
import { request } from './en/request.ts'
import type { vi } from './vi.ts'

/** The same codes in English; a missing one does not compile. */
export const en: Readonly<Record<keyof typeof vi, { says: string; cure: string }>> = {
  ...journal,
  ...request,
}
