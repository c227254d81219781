import { archive } from './vi/archive.ts'
import { vi as catalog } from './vi/catalog.ts'
import { vi as identity } from './vi/identity.ts'
import { intake } from './vi/intake.ts'
import { journal } from './vi/journal.ts'
import { vi as parties } from './vi/parties.ts'
import { request } from './vi/request.ts'
import { vi as results } from './vi/results.ts'
import { signatures } from './vi/signatures.ts'
import { signing } from './vi/signing.ts'
import { trust } from './vi/trust.ts'
import { vi as verification } from './vi/verification.ts'

/** Every code people meet, in Vietnamese. The other languages have exactly these. */
export const vi = {
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
} as const
