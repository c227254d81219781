import { drawQr, fitHolder, fromHex, sealQr, toHex, type DigestCovers, type QrPayload } from '@khoso/qr-proof'
import { endOfLegalDay, startOfLegalDay } from '../../../platform/legal-day.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { getSigner, type Keeper } from '../publish/issuing-keys.ts'
import { findFreeCode, type FreeCode } from './allocate-code.ts'
import { numberOfType } from './code.queries.ts'
import type { CodeRecord } from './record.ts'

/** The largest symbol whose modules are 0.38 mm within 25 mm. */
const MAX_VERSION = 12
/** A name is cut until the symbol is small enough; above this sensitivity it is not there at all. */
const HOLDER_BYTES = [40, 28, 16, 0]
const NAMED_UP_TO = 2

export type Sealable = CodeRecord & {
  readonly sensitivity: number
  readonly issuerKey: string
  readonly digest: { readonly covers: DigestCovers; readonly hex: string }
}

export type SealedCode = FreeCode & {
  readonly qrText: string
  readonly kid: string
  readonly sealedDigest: string
}

/** A new code for a record: a free number, a free entry of the status list, and the signed text of its QR. */
export async function sealCode(keeper: Keeper, tx: Tx, it: Sealable): Promise<SealedCode> {
  const free = await findFreeCode(tx)
  const signer = await getSigner(keeper, tx, 'qr')
  const sealedDigest = it.digest.hex.slice(0, 32)
  const payload = { ...(await payloadOf(keeper, tx, it)), code: free.code }
  const status = { list: free.listId, index: free.listIndex }
  for (const holder of displayNames(it)) {
    const sealed = { ...payload, status, ...(holder ? { holder } : {}) }
    const qrText = await sealQr(keeper.config.publicUrl, sealed, signer)
    if (!holder || drawQr(qrText).version <= MAX_VERSION)
      return { ...free, qrText, kid: toHex(signer.kid), sealedDigest }
  }
  throw new Error('the last name tried is none, and needs no room')
}

async function payloadOf({ config }: Keeper, tx: Tx, it: Sealable): Promise<Omit<QrPayload, 'code'>> {
  const sealedAt = Math.floor(tx.now.getTime() / 1000)
  const effectiveAt = startOfLegalDay(it.effectiveFrom).getTime() / 1000
  return {
    scope: config.cityCode,
    procedure: it.procedureCode,
    type: await numberOfType(tx, it.typeCode),
    agency: it.issuerKey,
    sealedAt,
    digest: { covers: it.digest.covers, bytes: fromHex(it.digest.hex).slice(0, 16) },
    ...(effectiveAt > sealedAt ? { effectiveAt } : {}),
    ...(it.effectiveTo ? { expiresAt: endOfLegalDay(it.effectiveTo).getTime() / 1000 } : {}),
  }
}

/** The first holder as printed, cut ever shorter, at last nobody. A name with a number in it could name a person. */
function displayNames({ holders, sensitivity }: Sealable): string[] {
  const [first] = holders
  const mayName = first && sensitivity <= NAMED_UP_TO && !/\d{6}/.test(first.name.replaceAll(/[\s.-]/g, ''))
  if (!mayName) return ['']
  const others = holders.length > 1 ? ` +${holders.length - 1}` : ''
  return HOLDER_BYTES.map((bytes) => (bytes > 0 ? fitHolder(first.name, bytes - others.length) + others : ''))
}
