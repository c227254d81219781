import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type FastifyTypeProvider,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import type { Static, TSchema } from 'typebox'
import { PUBLIC, scopeFor, type AccessTable, type Actor, type AgencyScope } from '../access.ts'
import type { Services } from '../services.ts'
import { newId } from '../ids.ts'
import { keepAudit, type AuditContext } from './audit.ts'
import { refuseRequest } from './errors.ts'
import { sendProblem } from './problem.ts'

interface TypeBoxProvider extends FastifyTypeProvider {
  validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown
  serializer: this['schema'] extends TSchema ? Sendable<Static<this['schema']>> : unknown
}

/** What is only written out may as well be readonly. */
type Sendable<Value> = Value extends readonly (infer Item)[]
  ? readonly Sendable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Sendable<Value[Key]> }
    : Value

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxProvider
>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The action of the access table this route is. */
    access?: string
    /** The name of its line in the journal, `EntityAction`; `none` only for what touches nobody's data. */
    audit?: string
  }
  interface FastifyRequest {
    actor: Actor
    /** The agencies this actor reaches with this route's action. */
    scope: AgencyScope
    audit: AuditContext
  }
}

export interface AppOptions {
  readonly services: Services
  readonly access: AccessTable
  /** Who is asking, from the Authorization header, else the session's cookie; throws a refusal for a bad token. */
  readonly authenticate: (authorization: string | undefined, request: FastifyRequest) => Promise<Actor>
}

const MAX_BODY = 1_048_576

/**
 * The HTTP server without its routes. A route that names no `access` from the table, or no `audit`, keeps it from
 * starting. Errors leave as problem+json (RFC 9457) with a code, a sentence and a cure.
 */
export function createApp({ services, access, authenticate }: AppOptions): App {
  const app = fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    requestIdHeader: false,
    bodyLimit: MAX_BODY,
    // Longer than proxies and senders keep an idle connection: the side that sends must be the one to close it.
    keepAliveTimeout: 65_000,
    requestTimeout: 60_000,
    exposeHeadRoutes: false,
    trustProxy: services.config.mode === 'production' ? 'loopback' : false,
    ajv: { customOptions: { allErrors: true, removeAdditional: false, coerceTypes: 'array' } },
  }).withTypeProvider<TypeBoxProvider>()

  app.addHook('onRoute', (route) => {
    const { access: action, audit } = route.config ?? {}
    if (!action || !access[action])
      throw new Error(`${String(route.method)} ${route.url} names no known access: ${action}`)
    if (!audit) throw new Error(`${String(route.method)} ${route.url} names no audit`)
  })
  app.decorateRequest('actor', null as never)
  app.decorateRequest('scope', null as never)
  app.decorateRequest('audit', null as never)

  app.addHook('onRequest', async (request) => {
    request.actor = PUBLIC
    request.audit = { subjects: [] }
    request.actor = await authenticate(request.headers.authorization, request)
    const action = request.routeOptions.config.access
    const scope = action ? scopeFor(request.actor, access[action]!) : undefined
    if (request.is404) return
    if (scope === undefined)
      throw refuseRequest(request.actor.kind === 'public' ? 'request.sign_in' : 'request.forbidden')
    request.scope = scope
  })
  keepAudit(app, services)
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never the address: a typed address can hold a person's number.
    const route = request.routeOptions.url ?? 'none'
    services.log.info(
      {
        req: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'http.request',
    )
  })
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, services.log))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(refuseRequest('request.not_found'), request, reply, services.log),
  )
  return app
}
