import { embedSignature, listCovered, prepareSignature } from './prepare-signature.ts'
import { requireSoundToken, roomForToken } from './time-stamp-room.ts'
import type { TimeStamper } from './time-stamp-client.ts'

export interface DocumentTimeStampOrder {
  readonly timeStamper: TimeStamper
  /** Field name; the first free `TimeStamp1`, `TimeStamp2`… when left out. */
  readonly field?: string | undefined
  /** Octets kept free for the token, where the caller knows what its service sends; otherwise it is asked first. */
  readonly room?: number | undefined
}

/**
 * Adds a document time-stamp over all that is there (EN 319 142-1 5.4.3, ETSI.RFC3161) as one new revision: an
 * invisible field without a claimed time. Permitted after every certification (ISO 32000-2 12.8.2.2).
 */
export async function addDocumentTimeStamp(
  input: Uint8Array,
  { timeStamper, field, room }: DocumentTimeStampOrder,
): Promise<Buffer> {
  const prepared = prepareSignature(input, {
    subFilter: 'ETSI.RFC3161',
    room: room ?? (await roomForToken(timeStamper)),
    field,
  })
  const covered = Buffer.concat(listCovered(prepared))
  const token = await timeStamper(covered)
  requireSoundToken(token, covered)
  return embedSignature(prepared, token)
}
