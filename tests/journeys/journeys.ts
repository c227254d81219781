import { alteredAfterSigning } from './altered-after-signing.ts'
import { deliveredToVerified } from './delivered-to-verified.ts'
import type { Journey } from './stage.ts'

/** Every journey by its name, as `npm run -s journey -- NAME` knows it. */
export const JOURNEYS: Readonly<Record<string, Journey>> = {
  'altered-after-signing': alteredAfterSigning,
  'delivered-to-verified': deliveredToVerified,
}
