import { SYSTEM, type Actor, type AgencyScope } from '../../../platform/access.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import { newId } from '../../../platform/ids.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import { findAgencyByCode, findResultType, type AgencyId } from '../../catalog/index.ts'
import type { Claim, Receipt } from '../contract.ts'
import { dossierKey, resultCodeOf, type DeliveryId, type DeliveryKey } from '../delivery.ts'
import {
  findDelivery,
  findSlotHolder,
  insertDelivery,
  lockDossier,
  markOrdinalTaken,
  moveDelivery,
  takeSlot,
} from '../delivery.queries.ts'
import { refuseCall } from '../errors.ts'
import { queueJudging } from '../judge/queue-judging.ts'
import { reachOf } from '../reach.ts'
import { printOfClaim, printOfMeaning } from './claim-print.ts'
import { parseDay } from './parse-day.ts'
import type { Arrival } from './read-call.ts'
import type { ReceiptSigner } from './receipt.ts'
import { findReceipt, findReceiptByMeaning, insertReceipt, type StoredReceipt } from './receipt.queries.ts'

export interface Sender {
  readonly actor: Actor
  readonly scope: AgencyScope
}

export interface Counter {
  readonly files: FileStore
  readonly receipts: ReceiptSigner
}

/**
 * Keeps every delivery of a call, its bytes, its receipt and the job that will judge it, all or nothing. Nothing is
 * judged here but one thing: whether the sender may deliver for that agency at all.
 *
 * The same bytes under the same key get the receipt they got before and change nothing. Other bytes under a key
 * that is taken are kept too, and wait for a person.
 */
export async function receiveDeliveries(
  tx: Tx,
  counter: Counter,
  sender: Sender,
  arrivals: readonly Arrival[],
): Promise<readonly Receipt[]> {
  const agencies = await listIssuers(tx, sender, arrivals)
  const receipts = Array<Receipt>(arrivals.length)
  // Always in the same order, so that two calls about the same dossiers wait for each other instead of for ever.
  const inOrder = [...arrivals.entries()].toSorted(([, one], [, other]) => compare(keyOf(one), keyOf(other)))
  for (const [at, arrival] of inOrder) {
    receipts[at] = await receiveOne(tx, counter, sender, { ...arrival, agencyId: agencies[at] ?? null })
  }
  return receipts
}

const keyOf = ({ claim }: Arrival) => dossierKey(claim.dossierCode)
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** The issuing agency of each arrival, null where the code is unknown; refuses the agencies of others. */
async function listIssuers(
  tx: Tx,
  { scope }: Sender,
  arrivals: readonly Arrival[],
): Promise<readonly (AgencyId | null)[]> {
  const today = legalDayOf(tx.now)
  const reach = await reachOf(tx, scope)
  return Promise.all(
    arrivals.map(async ({ claim }, at) => {
      const agency = await findAgencyByCode(tx, claim.issuerCode, parseDay(claim.decidedOn ?? '') ?? today)
      if (agency && !reach.includes(agency.id)) {
        throw refuseCall('intake.agency_not_yours', { at: `/deliveries/${at}/issuerCode` })
      }
      return agency?.id ?? null
    }),
  )
}

type KnownArrival = Arrival & { readonly agencyId: AgencyId | null }

async function receiveOne(tx: Tx, counter: Counter, sender: Sender, arrival: KnownArrival): Promise<Receipt> {
  const { claim, file } = arrival
  const dossier = { source: sender.actor.id, dossierCode: dossierKey(claim.dossierCode) }
  const lastOrdinal = await lockDossier(tx, dossier.source, dossier.dossierCode)
  const digest = file?.digest ?? null
  const known =
    claim.ordinal === undefined
      ? await findReceiptByMeaning(tx, dossier, { digest, meaning: printOfMeaning(claim) })
      : await findReceipt(tx, { ...dossier, ordinal: claim.ordinal }, digest)
  if (known) return repeatReceipt(tx, { ...dossier, ordinal: known.ordinal }, known, claim)

  const key: DeliveryKey = { ...dossier, ordinal: claim.ordinal ?? lastOrdinal + 1 }
  await markOrdinalTaken(tx, key)
  if (file) await keepFile(tx, counter, claim, file)
  const id = await keepDelivery(tx, key, arrival, sender)
  return issueReceipt(tx, counter, key, { id, claim, digest })
}

/** Keeps the bytes of an arrival, as carefully as its type asks. */
export async function keepFile(
  tx: Tx,
  { files }: Counter,
  claim: Claim,
  file: NonNullable<Arrival['file']>,
): Promise<void> {
  const onDay = parseDay(claim.decidedOn ?? '') ?? legalDayOf(tx.now)
  const type = await findResultType(tx, claim.resultTypeCode ?? '', onDay)
  // Of what type it is may turn out later; until then it is kept as carefully as the most sensitive.
  await files.put(tx, file.bytes, { mediaType: file.mediaType, sensitivity: type?.sensitivity ?? 4 })
}

async function keepDelivery(
  tx: Tx,
  key: DeliveryKey,
  arrival: KnownArrival,
  { actor }: Sender,
): Promise<DeliveryId> {
  const id = newId<'delivery'>(tx.now)
  const { claim, sent, agencyId, file } = arrival
  const claimPrint = printOfMeaning(claim)
  await insertDelivery(
    tx,
    { ...key, id, agencyId, claim, sent, claimPrint, digest: file?.digest ?? null },
    actor,
  )
  if (await takeSlot(tx, key, id)) {
    await queueJudging(tx, id)
    return id
  }
  const holder = await findSlotHolder(tx, key)
  const details = { against: holder?.id, againstState: holder?.state }
  await moveDelivery(tx, { id, to: 'quarantined', actor: SYSTEM, code: 'intake.key_conflict', details })
  return id
}

interface ReceiptMatter {
  readonly id: DeliveryId
  readonly claim: Claim
  readonly digest: string | null
}

/** Signs and keeps the receipt of a file under a key. */
export async function issueReceipt(
  tx: Tx,
  { receipts }: Pick<Counter, 'receipts'>,
  key: DeliveryKey,
  { id, claim, digest }: ReceiptMatter,
): Promise<Receipt> {
  const receiptId = newId<'receipt'>(tx.now)
  const jws = await receipts.sign({ ...key, id: receiptId, deliveryId: id, digest, receivedAt: tx.now })
  const stored = {
    id: receiptId,
    deliveryId: id,
    ordinal: key.ordinal,
    digest,
    claimPrint: printOfClaim(claim),
    jws,
    issuedAt: tx.now,
  }
  await insertReceipt(tx, key, stored)
  const delivery = await findDelivery(tx, id)
  return receiptOf(key, stored, { repeated: false, claimDiffers: false, state: delivery!.state })
}

async function repeatReceipt(tx: Tx, key: DeliveryKey, known: StoredReceipt, claim: Claim): Promise<Receipt> {
  const delivery = await findDelivery(tx, known.deliveryId)
  const claimDiffers = known.claimPrint !== printOfClaim(claim)
  return receiptOf(key, known, { repeated: true, claimDiffers, state: delivery!.state })
}

/** A stored receipt as it is answered. */
export function receiptOf(
  key: DeliveryKey,
  receipt: StoredReceipt,
  now: Pick<Receipt, 'repeated' | 'claimDiffers' | 'state'>,
): Receipt {
  return {
    id: receipt.deliveryId,
    dossierCode: key.dossierCode,
    ordinal: key.ordinal,
    resultCode: resultCodeOf(key),
    sha256: receipt.digest,
    receivedAt: receipt.issuedAt.toISOString(),
    ...now,
    receipt: receipt.jws,
  }
}
