import { showPublicCode, type PublicCode } from '@khoso/qr-proof'
import type { Read } from '../../../platform/database/transaction.ts'
import { findAgency, findProcedure, findResponsibleAgency, findResultType } from '../../catalog/index.ts'
import { RELATIONS, statusOn, verdictOf, type ResultStatus } from '../../results/index.ts'
import { findCode, type QrCode } from '../code/code.queries.ts'
import type { FileAnswer, PublicAnswer } from '../contract.ts'
import type { Keeper } from '../publish/issuing-keys.ts'
import { findRecorded, listCodesOfFile, listReplacing, type RecordedResult } from './answer.queries.ts'
import { publicPaper } from './public-paper.ts'

const ENDING = Object.entries(RELATIONS).flatMap(([type, { other }]) => (other === 'ends' ? [type] : []))

/** What the public is told about a code now; undefined when nobody was ever given it. */
export async function answerPublicly(
  keeper: Keeper,
  on: Read,
  publicCode: PublicCode,
): Promise<PublicAnswer | undefined> {
  const code = await findCode(on, publicCode)
  if (!code) return undefined
  const head = {
    code: showPublicCode(code.code),
    askedAt: on.now.toISOString(),
    sealedDigest: code.sealedDigest,
  }
  // A reserved code says nothing of the paper to come: there is none yet.
  if (!code.resultId) return { ...head, verdict: 'not_issued', replacedBy: [] }
  const result = await findRecorded(on, code.resultId)
  if (!result) throw new Error('a code stands for a result that is not there')
  const status = await statusOn(on, code.resultId)
  const replacing = await listReplacing(on, code.resultId, ENDING)
  return {
    ...head,
    verdict: verdictOf(status, status.onDay),
    ...standingDays(status),
    replacedBy: status.state === 'replaced' ? replacing.map((it) => showPublicCode(it as PublicCode)) : [],
    paper: await paperOf(keeper, on, { result, status }),
  }
}

/** Since when a paper stands as it does, and until when, if that is a suspension with an end. */
const standingDays = ({ state, standing }: ResultStatus): Pick<PublicAnswer, 'since' | 'until'> =>
  state === 'active' || !standing
    ? {}
    : { since: standing.actsFrom, ...(standing.until ? { until: standing.until } : {}) }

async function paperOf(
  { config }: Keeper,
  on: Read,
  { result, status }: { result: RecordedResult; status: ResultStatus },
): Promise<NonNullable<PublicAnswer['paper']>> {
  const { typeCode, procedureCode, issuerId, decidedOn } = result
  const type = await findResultType(on, typeCode, decidedOn)
  const procedure = await findProcedure(on, procedureCode, decidedOn)
  const responsible = await findResponsibleAgency(on, { issuerId, procedureCode, onDay: status.onDay })
  const today =
    responsible.kind === 'one' ? await findAgency(on, responsible.agencyId, status.onDay) : undefined
  return publicPaper(
    {
      ...result,
      typeName: type?.name ?? typeCode,
      procedureName: procedure?.name ?? procedureCode,
      responsibleName: today && today.id !== issuerId ? today.name : null,
      effectiveFrom: status.effectiveFrom,
      effectiveTo: status.effectiveTo,
      legalGround: status.legalGround,
    },
    type,
    config.systemName,
  )
}

/** Whether these bytes are a signed original here, and how the papers that they are stand now. */
export async function answerAboutFile(keeper: Keeper, on: Read, digest: string): Promise<FileAnswer> {
  const { held, codes } = await listCodesOfFile(on, digest)
  const papers: PublicAnswer[] = []
  for (const code of codes) {
    const answer = await answerPublicly(keeper, on, code as QrCode['code'])
    if (answer) papers.push(answer)
  }
  return { held, papers }
}
