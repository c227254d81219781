import type { PublicCode } from '@khoso/qr-proof'
import type { App } from '../../platform/http/app.ts'
import type { Happened, Tasks } from '../../platform/jobs.ts'
import type { Services } from '../../platform/services.ts'
import type { ResultId } from '../results/index.ts'
import { limitByAddress } from '../../platform/http/limit-by-address.ts'
import { issueCode, lapseCode, setStatus } from './code/issue-code.ts'
import { ISSUE_LATE_CODES, issueLateCodes } from './code/issue-late-codes.ts'
import { LAPSE_CODE } from './code/reserve-code.ts'
import { pageRoutes } from './routes.page.ts'
import { publicRoutes } from './routes.public.ts'
import { publishedRoutes } from './routes.published.ts'
import { staffRoutes } from './routes.staff.ts'

export { verificationAccess } from './access.ts'
export { answerPublicly } from './answer/answer-publicly.ts'
export { issueCode, setStatus } from './code/issue-code.ts'
export { findCodeOfResult, type QrCode } from './code/code.queries.ts'
export type { CodeRecord } from './code/record.ts'
export { recordOfNewResult } from './code/record-of-new-result.ts'
export { reserveCode, type Reservation, type ReservedCode } from './code/reserve-code.ts'
export { countRollout, type RolloutRow } from './count-rollout.ts'
export type { FileAnswer, PublicAnswer, PublicPaper } from './contract.ts'
export { findQrInPdf, type FoundQr } from './read-qr/find-qr.ts'
export { inspectDeliveredQr, type DeliveredQr } from './read-qr/inspect-delivered-qr.ts'
export { renderResult } from './rendition/render-result.ts'

/** Every route of verification: the public page and its questions, what is published, and those who signed in. */
export async function verificationRoutes(app: App, services: Services): Promise<void> {
  // Guessing codes is slowed by the misses alone: a whole office may ask about codes that exist as often as it likes.
  const limit = limitByAddress(20)
  publishedRoutes(app, services)
  publicRoutes(app, services, limit)
  staffRoutes(app, services)
  await pageRoutes(app, services, limit)
}

export const verificationTasks: Tasks = {
  [LAPSE_CODE]: ({ code }: { code: PublicCode }, { database }) =>
    database.transaction((tx) => lapseCode(tx, code)),
  [ISSUE_LATE_CODES]: async (_: never, services) => void (await issueLateCodes(services)),
}

/** On `result.registered`: the result gets its code, the reserved one if it brought one. */
export const giveCode = (services: Services, { payload }: Happened): Promise<void> =>
  services.database.transaction(async (tx) => {
    const reserved = payload['publicCode'] as string | undefined
    await issueCode(services, tx, { resultId: payload['resultId'] as ResultId, reserved })
  })

/** On `result.state_changed`: the status list says how it stands now. */
export const publishState = (services: Services, { payload }: Happened): Promise<void> =>
  services.database.transaction((tx) => setStatus(services, tx, payload['resultId'] as ResultId))
