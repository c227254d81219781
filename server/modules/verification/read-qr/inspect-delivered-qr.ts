import { readQrText, verifyQr, type PublicCode, type TrustList } from '@khoso/qr-proof'
import type { Read } from '../../../platform/database/transaction.ts'
import { findCode, type QrCode } from '../code/code.queries.ts'
import { isRecordSealed, type CodeRecord } from '../code/record.ts'
import { listIssuingKeys, type Keeper } from '../publish/issuing-keys.ts'
import { trustedKey } from '../publish/publish-trust-list.ts'

/**
 * What a QR in a delivered file means for the record delivered with it. `foreign`: not one of ours. `reserved`:
 * given out for this very record. `belongs_elsewhere`: ours, but of another record, or already used, or altered.
 */
export type DeliveredQr =
  | { readonly kind: 'foreign' }
  | { readonly kind: 'reserved'; readonly code: PublicCode }
  | { readonly kind: 'belongs_elsewhere'; readonly code?: PublicCode; readonly why: ElsewhereReason }

export type ElsewhereReason = 'altered' | 'unknown_code' | 'other_record' | 'lapsed' | 'already_issued'

/** Judges every QR text found in a delivered file against the record it came with. */
export async function inspectDeliveredQr(
  keeper: Keeper,
  on: Read,
  { texts, record }: { readonly texts: readonly string[]; readonly record: CodeRecord },
): Promise<readonly DeliveredQr[]> {
  const keys = await ownKeys(keeper, on)
  const findings: DeliveredQr[] = []
  for (const text of texts) findings.push(await inspect(on, { text, record, keys }))
  return findings
}

async function ownKeys({ config }: Keeper, on: Read): Promise<TrustList> {
  const keys = (await listIssuingKeys(on)).map(trustedKey)
  const now = Math.floor(on.now.getTime() / 1000)
  return {
    version: 1,
    issuedAt: now,
    nextUpdate: now + 1,
    origins: [config.publicUrl],
    agencies: [],
    types: [],
    keys,
    statusLists: [],
  }
}

async function inspect(
  on: Read,
  { text, record, keys }: { text: string; record: CodeRecord; keys: TrustList },
): Promise<DeliveredQr> {
  const scanned = readQrText(text)
  const ours = 'origin' in scanned && keys.origins.includes(scanned.origin ?? '')
  if (scanned.kind === 'code')
    return ours ? judge(await findCode(on, scanned.code), record, scanned.code) : FOREIGN
  if (scanned.kind !== 'signed') return ours ? { kind: 'belongs_elsewhere', why: 'altered' } : FOREIGN
  const { verdict, payload } = await verifyQr(text, { keys, now: on.now })
  if (payload) return judge(await findCode(on, payload.code), record, payload.code)
  // Signed by a key we never had, on somebody else's address: another city's QR, or another use of the format.
  return verdict === 'unknown_key' && !ours ? FOREIGN : { kind: 'belongs_elsewhere', why: 'altered' }
}

const FOREIGN = { kind: 'foreign' } as const

function judge(found: QrCode | undefined, record: CodeRecord, code: PublicCode): DeliveredQr {
  const elsewhere = (why: ElsewhereReason): DeliveredQr => ({ kind: 'belongs_elsewhere', code, why })
  if (!found) return elsewhere('unknown_code')
  if (found.standing === 'lapsed') return elsewhere('lapsed')
  if (found.standing === 'issued') return elsewhere('already_issued')
  const { recordSalt: salt, recordSeal: seal } = found
  if (!salt || !seal || !isRecordSealed(record, { salt, seal })) return elsewhere('other_record')
  return { kind: 'reserved', code }
}
