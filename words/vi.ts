import { journal } from './vi/journal.ts'
import { request } from './vi/request.ts'

/** Every code people meet, in Vietnamese. The other languages have exactly these. */
export const vi = { ...journal, ...request } as const
