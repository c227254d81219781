import { refusals } from '../../platform/refusal.ts'

/** Every way this module refuses. What it *finds* in files are not refusals: see the codes of `@khoso/pades`. */
export const refuse = refusals({
  'signatures.report_unknown': 404,
  'signatures.file_missing': 422,
})
