import { TASKS } from '../../server/composition.ts'
import { JUDGE_DELIVERY } from '../../server/modules/intake/judge/queue-judging.ts'
import { EVIDENCE_RETRIES, MOST_FAULTS } from '../../server/modules/intake/quarantine/causes.ts'
import type { LegalDay } from '../../server/platform/legal-day.ts'
import type { Services } from '../../server/platform/services.ts'
import { postAsStaff } from './decide.ts'
import type { Fault } from './faults.ts'
import { ago } from './specials.ts'

/** A delivery that something happens to which no sender can bring about. */
export interface Mishap {
  readonly services: Services
  readonly url: string
  readonly today: LegalDay
  readonly deliveryId: string
}

/** The judge's own work on one delivery, as the queue would run it. */
const judge = (services: Services, deliveryId: string): Promise<void> =>
  TASKS[JUDGE_DELIVERY]!({ deliveryId } as never, services)

/** A week of tries for evidence that does not come, without the week: each try is the real one. */
async function runOutOfRetries({ services, deliveryId }: Mishap): Promise<void> {
  for (const _ of EVIDENCE_RETRIES) await judge(services, deliveryId)
}

/** The file store is out of reach for as long as the judge tries; what was delivered is not lost by it. */
async function judgeWithoutFiles({ services, deliveryId }: Mishap): Promise<void> {
  const broken: Services = {
    ...services,
    files: { ...services.files, get: () => Promise.reject(new Error('the file store is out of reach')) },
  }
  for (let attempt = 0; attempt < MOST_FAULTS; attempt += 1) {
    await judge(broken, deliveryId).catch(() => undefined)
  }
  await judge(broken, deliveryId)
}

/** Somebody lets a second paper take the place of the first, which was annulled meanwhile; the repository says no. */
async function replaceAnnulled({ today, deliveryId, ...server }: Mishap): Promise<void> {
  await postAsStaff(server, 'quan-tri-thanh-pho', {
    path: `/api/quarantine/${deliveryId}/decisions`,
    body: {
      option: 'replace',
      decisionNumber: '212/QĐ-UBND',
      legalBasis: 'Nghị định 61/2018/NĐ-CP',
      decidedOn: ago(today, 2),
      reason: 'Đơn vị gửi lại giấy phép đã chỉnh sửa.',
    },
  })
}

export const MISHAPS: Readonly<
  Record<Exclude<Fault['besides'], undefined>, (mishap: Mishap) => Promise<void>>
> = {
  'retries-run-out': runOutOfRetries,
  'file-store-fails': judgeWithoutFiles,
  'replaces-what-was-annulled': replaceAnnulled,
  // Its QR was printed before it was signed; nothing more happens to it.
  'qr-of-another': () => Promise.resolve(),
}
