import * as given from '../given.ts'
import type { Tx } from '../../server/platform/database/transaction.ts'
import { newId } from '../../server/platform/ids.ts'
import type { Services } from '../../server/platform/services.ts'
import { declareCompletions } from '../../server/modules/intake/completion/declare-completions.ts'
import { getResult, registerResult } from '../../server/modules/results/index.ts'
import { keepForDecades, storeReport } from '../../server/modules/signatures/index.ts'
import { issueCode } from '../../server/modules/verification/index.ts'

const PDF = Buffer.from('%PDF-1.7 bản gốc ký số')
const day = { decidedOn: '2026-11-20', effectiveFrom: '2026-11-20' }

const JUDGED = {
  decision: 'accept',
  code: 'accepted',
  report: undefined,
  policy: 'none',
  evidence: [],
  judgedAt: new Date('2026-11-20T03:00:00Z'),
} as const

export type World = Awaited<ReturnType<typeof makeWorld>>

/** One agency with one of everything that somebody may ask for, and another agency that has nothing to do with it. */
export async function makeWorld(services: Services) {
  return services.database.transaction(async (tx) => {
    const { issuer, type, procedure, codes } = await given.intake.world(tx)
    const stranger = await given.catalog.agency(tx, { name: 'Sở Công Thương' })
    await given.catalog.qrRollout(tx, type.code, procedure.code)
    const partyId = await given.parties.citizen(tx)
    const digest = await services.files.put(tx, PDF, { mediaType: 'application/pdf', sensitivity: 1 })
    const resultId = await registerResult(
      tx,
      await given.results.newResult(tx, {
        typeCode: type.code,
        procedureCode: procedure.code,
        issuerId: issuer.id,
        file: { digest, mediaType: 'application/pdf', role: 'signed-original' },
        holders: [given.results.holder({}, partyId)],
      }),
    )
    // Not stamped yet, so among those whose proof is about to end.
    await keepForDecades(tx, { fileDigest: digest, reportId: await storeReport(tx, digest, JUDGED) })
    const publicCode = await issueCode(services, tx, { resultId })
    const claim = given.intake.claim(codes)
    const { files } = services
    const deliveryId = await given.intake.quarantined(tx, claim, 'intake.agency_signature_missing', files)
    await declare(tx, { ...codes, dossierCode: claim.dossierCode })
    const { id: holderId } = (await getResult(tx, resultId)).holders[0]!
    const { resultId: _, ...decision } = given.results.decision(resultId, day)
    return {
      issuer,
      stranger,
      type,
      procedure,
      claim,
      decision,
      id: { result: resultId, delivery: deliveryId, holder: holderId, party: partyId, none: newId() },
      publicCode: publicCode!,
    }
  })
}

type Codes = { readonly issuerCode: string; readonly procedureCode?: string; readonly dossierCode: string }

const declare = (tx: Tx, { issuerCode, procedureCode, dossierCode }: Codes) =>
  declareCompletions(tx, given.intake.EGOV, [
    {
      dossierCode,
      procedureCode: procedureCode!,
      agencyCode: issuerCode,
      completedOn: '2026-11-20',
      due: [{ ordinal: 1 }],
    },
  ])
