import { readSigningKey } from '../../server/platform/secrets.ts'
import { signDemonstrationToken } from '../../server/platform/identity/tokens.ts'
import type { Services } from '../../server/platform/services.ts'
import { CallRefused } from '../egov/client.ts'
import { fetchAgain, type DeliveryView } from './case-system.ts'
import type { Plan } from './plan.ts'
import type { PlannedMove } from './moves.ts'
import type { Progress } from './progress.ts'
import { deciderFor, type MemberId } from './staff.ts'

export interface Deciding {
  readonly plan: Plan
  readonly services: Services
  readonly url: string
  readonly progress: Progress
  readonly deliveries: readonly DeliveryView[]
}

/** Records every decision of the plan over HTTP, each by somebody of the agency or of the city. Done ones are left. */
export async function decideMoves(deciding: Deciding): Promise<void> {
  const { plan, progress } = deciding
  const results = resultIds(deciding)
  for (const [at, move] of plan.moves.entries()) {
    const { moved, moving } = progress.record()
    if (moved.includes(at)) continue
    progress.keep({ moving: at })
    await decide(deciding, move, results).catch((error: unknown) => {
      // Killed between the answer and our note of it: the table of moves says that it was done.
      if (!(moving === at && error instanceof CallRefused && ALREADY.has(error.code))) throw error
    })
    progress.keep({ moved: [...progress.record().moved, at] })
  }
}

const ALREADY = new Set(['results.move_not_allowed', 'results.relation_stated'])

async function decide(
  { plan, services, url }: Deciding,
  { result: key, by, ...order }: PlannedMove,
  results: ReadonlyMap<string, string>,
): Promise<void> {
  const issuer = plan.results.find((one) => one.key === key)!.issuer
  const body = { ...order, ...(by === undefined ? {} : { byId: results.get(by) }) }
  await postAsStaff({ services, url }, deciderFor(issuer), {
    path: `/api/results/${results.get(key)}/decisions`,
    body,
  })
}

/** What a member of staff sends, signed in by a short-lived token of the demonstration. */
export async function postAsStaff(
  { services: { config, clock }, url }: Pick<Deciding, 'services' | 'url'>,
  member: MemberId,
  { path, body }: { readonly path: string; readonly body: object },
): Promise<unknown> {
  const key = readSigningKey(config.secretsFolder, 'tokens')
  const token = await signDemonstrationToken(member, config.publicUrl, key, clock())
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetchAgain(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const told = (await answer.json()) as Record<string, unknown>
  if (!answer.ok) throw new CallRefused(answer.status, told)
  return told
}

/** The key in the plan of every accepted result → its id in the repository. */
function resultIds({ plan, deliveries }: Deciding): ReadonlyMap<string, string> {
  const ids = new Map(deliveries.map(({ resultCode, resultId }) => [resultCode, resultId]))
  return new Map(
    plan.results.flatMap(({ key, dossierCode, ordinal }) => {
      const id = ids.get(`${dossierCode}-KQ${ordinal}`)
      return id ? [[key, id] as const] : []
    }),
  )
}
