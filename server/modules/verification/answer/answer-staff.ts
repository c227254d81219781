import type { PublicCode } from '@khoso/qr-proof'
import type { AgencyScope } from '../../../platform/access.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import { findCode } from '../code/code.queries.ts'
import type { StaffAnswer } from '../contract.ts'
import type { Keeper } from '../publish/issuing-keys.ts'
import { getVisible } from '../rendition/render-result.ts'
import { answerPublicly } from './answer-publicly.ts'
import { findRecorded } from './answer.queries.ts'

/**
 * All that Circular 01/2023/TT-VPCP wants behind a QR, for staff who reach the issuer: dossier number, procedure,
 * owner with identifiers, title, system, time of publication, validity and scope. The public gets the masked ones.
 */
export async function answerStaff(
  keeper: Keeper,
  on: Read,
  publicCode: PublicCode,
  scope: AgencyScope,
): Promise<StaffAnswer | undefined> {
  const answer = await answerPublicly(keeper, on, publicCode)
  const code = await findCode(on, publicCode)
  if (!answer || !code?.resultId) return undefined
  await getVisible(on, code.resultId, { scope })
  const result = await findRecorded(on, code.resultId)
  if (!result) return undefined
  const { dossierCode, holders, registeredAt, resultId } = result
  return {
    ...answer,
    full: {
      resultId,
      holders: holders.map(({ name, role, identifiers }) => ({
        name,
        role,
        identifiers: identifiers.map(({ type, value }) => ({ type, value })),
      })),
      publishedAt: registeredAt.toISOString(),
      ...(dossierCode ? { dossierCode } : {}),
    },
  }
}
