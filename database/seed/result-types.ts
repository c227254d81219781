import { describe, type SeedResultType } from './result-types/describe.ts'
import { LICENCES } from './result-types/licences.ts'
import { PEOPLE_AND_BUSINESS } from './result-types/people.ts'

export type { SeedResultType }

/** Every result type of the demonstration catalogue. */
export const RESULT_TYPES: readonly SeedResultType[] = [...LICENCES, ...PEOPLE_AND_BUSINESS].map(describe)
