import { createHash, randomBytes } from 'node:crypto'
import type { NewHolder, NewResult } from '../../server/modules/results/register/new-result.ts'
import { registerResult } from '../../server/modules/results/register/register-result.ts'
import type { ResultId } from '../../server/modules/results/result.ts'
import type { Decision } from '../../server/modules/results/decision/decision.ts'
import { handleOf } from '../../server/platform/database/handles.ts'
import type { Tx } from '../../server/platform/database/transaction.ts'
import type { PartyId, PrintedHolder } from '../../server/modules/parties/index.ts'
import * as catalog from './catalog.ts'
import { printedHolder } from './parties.ts'

/** Who decides in tests. */
export const LEADER = { id: 'lanh-dao-1' }

/** A stored file of random content, as the file store would have recorded it. */
export async function storedFile(tx: Tx): Promise<string> {
  const bytes = randomBytes(32)
  const digest = createHash('sha256').update(bytes).digest('hex')
  await handleOf('platform')
    .write(tx)
    .insertInto('platform.file')
    .values({
      digest,
      size: bytes.length,
      media_type: 'application/pdf',
      encrypted: false,
      object_name: digest,
      stored_at: tx.now,
    })
    .execute()
  return digest
}

/** A holder who was not matched to any party, unless told which. */
export function holder(printed: Partial<PrintedHolder> = {}, partyId: PartyId | null = null): NewHolder {
  return { printed: printedHolder(printed), partyId, finding: partyId ? 'exact' : 'none', evidence: [] }
}

/** A new result of 10 May 2026, in force for three years, of a fresh type and issuer unless told otherwise. */
export async function newResult(tx: Tx, overrides: Partial<NewResult> = {}): Promise<NewResult> {
  return {
    origin: 'intake',
    source: 'egov',
    typeCode: overrides.typeCode ?? (await catalog.resultType(tx)).code,
    procedureCode: '1.013061',
    dossierCode: `H17.48-260501-${randomBytes(3).toString('hex')}`,
    ordinal: null,
    number: '118/GCN-ATTP',
    title: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm',
    abstract: null,
    issuerId: overrides.issuerId ?? (await catalog.agency(tx)).id,
    decidedOn: '2026-05-10',
    issuedOn: '2026-05-10',
    effectiveFrom: '2026-05-10',
    effectiveTo: null,
    scope: null,
    metadata: { facility: 'Nhà hàng Biển Xanh' },
    holders: [holder()],
    file: overrides.file ?? {
      digest: await storedFile(tx),
      mediaType: 'application/pdf',
      role: 'signed-original',
    },
    reportId: null,
    readiness: 'L4',
    legalGround: null,
    ...overrides,
  }
}

/** A registered result, see `newResult`. */
export const result = async (tx: Tx, overrides: Partial<NewResult> = {}): Promise<ResultId> =>
  registerResult(tx, await newResult(tx, overrides))

/** A complete decision about a result, of 1 June 2026 and in force at once unless told otherwise. */
export function decision(resultId: ResultId, overrides: Partial<Decision> = {}): Decision {
  return {
    resultId,
    decisionNumber: '77/QĐ-SYT',
    legalBasis: 'Điều 15 Nghị định 45/2020/NĐ-CP',
    reason: 'Cơ sở không còn đủ điều kiện',
    decidedOn:
      overrides.effectiveFrom && overrides.effectiveFrom < '2026-06-01'
        ? overrides.effectiveFrom
        : '2026-06-01',
    effectiveFrom: '2026-06-01',
    ...overrides,
  }
}
