import { request } from './vi/request.ts'

/** Every code people meet, in Vietnamese. The other languages have exactly these. */
export const vi = { ...request } as const
