import { archive } from './en/archive.ts'
import { en as catalog } from './en/catalog.ts'
import { en as identity } from './en/identity.ts'
import { intake } from './en/intake.ts'
import { journal } from './en/journal.ts'
import { en as parties } from './en/parties.ts'
import { request } from './en/request.ts'
import { en as results } from './en/results.ts'
import { signatures } from './en/signatures.ts'
import { signing } from './en/signing.ts'
import { trust } from './en/trust.ts'
import { en as verification } from './en/verification.ts'
import type { vi } from './vi.ts'

/** The same codes in English; a missing one does not compile. */
export const en: Readonly<Record<keyof typeof vi, { readonly says: string; readonly cure: string }>> = {
  ...archive,
  ...catalog,
  ...identity,
  ...intake,
  ...journal,
  ...parties,
  ...request,
  ...results,
  ...signatures,
  ...signing,
  ...trust,
  ...verification,
}
