import { isId } from '../../../platform/ids.ts'
import { isLegalDay, type LegalDay } from '../../../platform/legal-day.ts'
import { refuse } from '../errors.ts'
import type { ResultId } from '../result.ts'

/** Where a page ended: newest first, ties by id. */
export interface Cursor {
  readonly issuedOn: LegalDay
  readonly id: ResultId
}

export const writeCursor = ({ issuedOn, id }: Cursor): string =>
  Buffer.from(`${issuedOn}/${id}`).toString('base64url')

/** Reads a cursor of ours; refuses anything else. */
export function parseCursor(text: string): Cursor {
  const [issuedOn = '', id = ''] = Buffer.from(text, 'base64url').toString('latin1').split('/')
  if (!isLegalDay(issuedOn) || !isId(id)) throw refuse('results.cursor_invalid')
  return { issuedOn, id: id as ResultId }
}
