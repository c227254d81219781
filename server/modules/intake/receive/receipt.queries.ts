import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import type { DeliveryId, DeliveryKey } from '../delivery.ts'

const { read, write } = handleOf('intake')

export interface StoredReceipt {
  readonly id: string
  readonly deliveryId: DeliveryId
  readonly ordinal: number
  readonly digest: string | null
  readonly claimPrint: string
  readonly jws: string
  readonly issuedAt: Date
}

const selectReceipts = (on: Read) =>
  read(on)
    .selectFrom('intake.receipt')
    .select([
      'intake.receipt.id',
      'intake.receipt.delivery_id as deliveryId',
      'intake.receipt.ordinal',
      'intake.receipt.digest',
      'intake.receipt.claim_print as claimPrint',
      'intake.receipt.jws',
      'intake.receipt.issued_at as issuedAt',
    ])
    .$castTo<StoredReceipt>()

/** The receipt that was given for these bytes under this key. */
export async function findReceipt(
  on: Read,
  key: DeliveryKey,
  digest: string | null,
): Promise<StoredReceipt | undefined> {
  return selectReceipts(on)
    .where('intake.receipt.source', '=', key.source)
    .where('intake.receipt.dossier_code', '=', key.dossierCode)
    .where('intake.receipt.ordinal', '=', key.ordinal)
    .where('intake.receipt.digest', digest === null ? 'is' : '=', digest)
    .executeTakeFirst()
}

/** The receipt that was given in a dossier for these bytes meaning this result, whatever ordinal it got. */
export async function findReceiptByMeaning(
  on: Read,
  { source, dossierCode }: Omit<DeliveryKey, 'ordinal'>,
  { digest, meaning }: { readonly digest: string | null; readonly meaning: string },
): Promise<StoredReceipt | undefined> {
  return selectReceipts(on)
    .innerJoin('intake.delivery', 'intake.delivery.id', 'intake.receipt.delivery_id')
    .where('intake.receipt.source', '=', source)
    .where('intake.receipt.dossier_code', '=', dossierCode)
    .where('intake.receipt.digest', digest === null ? 'is' : '=', digest)
    .where('intake.delivery.claim_print', '=', meaning)
    .orderBy('intake.receipt.ordinal')
    .executeTakeFirst()
}

/** The newest receipt of each of these deliveries. */
export async function listReceiptsOf(
  on: Read,
  deliveryIds: readonly DeliveryId[],
): Promise<ReadonlyMap<DeliveryId, StoredReceipt>> {
  if (deliveryIds.length === 0) return new Map()
  const rows = await selectReceipts(on)
    .where('intake.receipt.delivery_id', 'in', deliveryIds)
    .orderBy('intake.receipt.issued_at')
    .execute()
  return new Map(rows.map((row) => [row.deliveryId, row]))
}

/** Keeps a receipt for ever; a second one for the same bytes under the same key breaks the constraint. */
export async function insertReceipt(tx: Tx, key: DeliveryKey, receipt: StoredReceipt): Promise<void> {
  await write(tx)
    .insertInto('intake.receipt')
    .values({
      id: receipt.id,
      delivery_id: receipt.deliveryId,
      source: key.source,
      dossier_code: key.dossierCode,
      ordinal: key.ordinal,
      digest: receipt.digest,
      claim_print: receipt.claimPrint,
      jws: receipt.jws,
      issued_at: receipt.issuedAt,
    })
    .execute()
}
