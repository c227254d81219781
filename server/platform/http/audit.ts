import type { AgencyScope } from '../access.ts'
import { isId } from '../ids.ts'
import { record } from '../journal/record.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { App } from './app.ts'

/** What a route adds to its line in the journal while it works. */
export interface AuditContext {
  readonly subjects: string[]
  purpose?: string
  caseRef?: string
  details?: Record<string, unknown>
  /** The code of the refusal or fault, when there was one. */
  code?: string
}

/**
 * Writes the journal's line of each request before its answer leaves. An answer whose line cannot be written is not
 * given: nobody sees personal data unseen.
 */
export function keepAudit(app: App, services: Services): void {
  app.addHook('onError', async (request, _reply, error) => {
    request.audit.code = error instanceof Refusal ? error.code : codeOfFault(error)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const action = request.routeOptions.config.audit
    if (!action || action === 'none' || request.is404) return payload
    const { subjects, purpose, caseRef, details, code } = request.audit
    await services.database.transaction((tx) =>
      record(tx, {
        actor: request.actor,
        action,
        outcome: outcomeOf(reply.statusCode),
        purpose,
        caseRef,
        agencyId: agencyOf(request.scope),
        subjectIds: subjects,
        requestId: request.id,
        details: { ...details, ...(code && { code }) },
      }),
    )
    return payload
  })
}

/** The agency somebody acted for, where the route's action reaches exactly one. */
const agencyOf = (scope: AgencyScope | null): string | null => {
  const [only, ...others] = scope === null || scope === 'city' ? [] : scope
  return only !== undefined && others.length === 0 && isId(only) ? only : null
}

const codeOfFault = (error: { validation?: unknown }) =>
  error.validation ? 'request.invalid' : 'server.error'

const outcomeOf = (status: number) => (status < 400 ? 'done' : status < 500 ? 'refused' : 'failed')
