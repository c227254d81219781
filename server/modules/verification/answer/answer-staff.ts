import type { PublicCode } from '@khoso/qr-proof'
import type { AgencyScope } from '../../../platform/access.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { requireWithin, type ResultId } from '../../results/index.ts'
import { findCode } from '../code/code.queries.ts'
import type { StaffAnswer } from '../contract.ts'
import { refuse } from '../errors.ts'
import type { Keeper } from '../publish/issuing-keys.ts'
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
  await requireReached(on, scope, code.resultId)
  const result = await findRecorded(on, code.resultId)
  if (!result) return undefined
  const { dossierCode, holders, procedureCode, registeredAt, resultId, scope: area, title } = result
  return {
    ...answer,
    full: {
      resultId,
      title,
      procedureCode,
      holders: holders.map(({ name, role, identifiers }) => ({
        name,
        role,
        identifiers: identifiers.map(({ type, value }) => ({ type, value })),
      })),
      publishedAt: registeredAt.toISOString(),
      ...(area ? { scope: area } : {}),
      ...(dossierCode ? { dossierCode } : {}),
    },
  }
}

/** A stranger had only the code: the refusal must not tell the id of what stands behind it. */
async function requireReached(on: Read, scope: AgencyScope, id: ResultId): Promise<void> {
  try {
    await requireWithin(on, scope, id)
  } catch (error) {
    throw error instanceof Refusal ? refuse('verification.code_unknown') : error
  }
}
