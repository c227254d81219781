import type { Tx } from '../../platform/database/transaction.ts'
import { newId, type Id } from '../../platform/ids.ts'
import { refuse } from './errors.ts'
import { parseIdCardQr } from './id-card-qr.ts'
import { readIdentifier, type IdentifierType } from './identifiers.ts'
import { insertLink, insertLinkWithdrawal } from './merge.queries.ts'

export interface LinkOrder {
  readonly one: { readonly type: IdentifierType; readonly value: string }
  readonly other: { readonly type: IdentifierType; readonly value: string }
  readonly source: 'id-card-qr' | 'officer' | 'population-database'
  readonly evidence: string
  readonly by: string
}

/** Records that two numbers are said to be one person's. It makes findings `linked`, never `exact`. */
export async function linkIdentifiers(tx: Tx, order: LinkOrder): Promise<Id<'identifier-link'>> {
  const [one, other] = [order.one, order.other].map(({ type, value }) => {
    const { identifier, fault } = readIdentifier(type, value)
    if (!identifier) throw refuse('parties.identifier_invalid', { type, fault })
    return identifier
  })
  const id = newId<'identifier-link'>(tx.now)
  if (one && other) await insertLink(tx, { ...order, id, one, other, recordedBy: order.by })
  return id
}

/** The link an ID card's QR gives between the old and the new number; undefined when it has no old one. */
export async function linkFromIdCard(
  tx: Tx,
  qr: string,
  by: string,
): Promise<Id<'identifier-link'> | undefined> {
  const card = parseIdCardQr(qr)
  if (!card?.oldIdNumber) return undefined
  const evidence = 'Mã QR trên thẻ căn cước, không có chữ ký: chỉ để gợi ý'
  return linkIdentifiers(tx, {
    one: card.oldIdNumber,
    other: card.personalNumber,
    source: 'id-card-qr',
    evidence,
    by,
  })
}

/** Withdraws a link found to be wrong; findings made through it are made anew without it. */
export async function withdrawLink(tx: Tx, linkId: string, reason: string, by: string): Promise<void> {
  if (!(await insertLinkWithdrawal(tx, linkId, reason, by))) throw refuse('parties.link_unknown')
}
