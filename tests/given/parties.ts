import type { Tx } from '../../server/platform/database/transaction.ts'
import {
  registerParty,
  type NewParty,
  type PartyId,
  type PrintedHolder,
} from '../../server/modules/parties/index.ts'

/** A woman of Hải Châu with a personal number, unless told otherwise. */
export async function citizen(tx: Tx, overrides: Partial<NewParty> = {}): Promise<PartyId> {
  return registerParty(tx, {
    kind: 'person',
    name: 'Nguyễn Thị Ánh',
    birth: '1990-03-05',
    sex: 'female',
    identifiers: [{ type: 'personal-number', value: '048190000123' }],
    origin: 'Ca kiểm thử',
    ...overrides,
  })
}

/** The holder a paper prints for `citizen`, unless told otherwise. */
export function printedHolder(overrides: Partial<PrintedHolder> = {}): PrintedHolder {
  return {
    kind: 'person',
    role: 'holder',
    name: 'NGUYỄN THỊ ÁNH',
    birth: '1990',
    identifiers: [{ type: 'personal-number', value: '048190000123' }],
    ...overrides,
  }
}
