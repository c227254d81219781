import { createHash } from 'node:crypto'
import type { Actor } from '../../server/platform/access.ts'
import type { Tx } from '../../server/platform/database/transaction.ts'
import type { Claim } from '../../server/modules/intake/contract.ts'
import type { Arrival } from '../../server/modules/intake/receive/read-call.ts'
import type { Sender } from '../../server/modules/intake/receive/receive-deliveries.ts'
import * as catalog from './catalog.ts'

/** The case system of the city, whose deliveries reach every agency. */
export const EGOV: Sender = { actor: client('egov'), scope: 'city' }

export function client(id: string): Actor {
  return { kind: 'client', id, grants: [{ role: 'case-system', agencyId: null }] }
}

/** An agency competent for a procedure that results in a type: all that a claim needs to be believed. */
export async function world(tx: Tx) {
  const issuer = await catalog.agency(tx)
  const type = await catalog.resultType(tx)
  const procedure = await catalog.procedure(tx, { resultTypeCodes: [type.code] })
  await catalog.competence(tx, procedure.code, { agencyId: issuer.id })
  const codes = { issuerCode: issuer.codeNew, procedureCode: procedure.code, resultTypeCode: type.code }
  return { issuer, type, procedure, codes }
}

/** A claim that nothing is wrong with, for codes the test has made in the catalogue. */
export function claim(
  codes: Pick<Claim, 'issuerCode' | 'procedureCode' | 'resultTypeCode'>,
  overrides: Partial<Claim> = {},
): Claim {
  return {
    dossierCode: 'H17.12-20261118-0000421',
    dossierState: '9',
    completedOn: '19/11/2026 16:20:00',
    number: '421/GCN-SYT',
    title: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm',
    decidedOn: '2026-11-19',
    holders: [
      {
        name: 'Trần Thị Hoà',
        kind: 'person',
        birth: '1990',
        identifiers: [{ type: 'personal-number', value: '048190001234' }],
      },
    ],
    metadata: { facility: 'Quán Bà Hoà, 12 Lê Lợi' },
    ...codes,
    ...overrides,
  }
}

/** A claim with the bytes it came with, as they stand at the door. */
export function arrival(claimed: Claim, bytes: string | Buffer | null = '%PDF-1.7 …'): Arrival {
  if (bytes === null) return { claim: claimed, sent: null, file: null }
  const content = Buffer.from(bytes)
  const digest = createHash('sha256').update(content).digest('hex')
  return { claim: claimed, sent: null, file: { bytes: content, mediaType: 'application/pdf', digest } }
}
