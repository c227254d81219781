import { Type } from 'typebox'
import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import { refuse } from './errors.ts'
import { publicJwkOf, readRootKey } from './publish/issuing-keys.ts'
import { publishStatusList } from './publish/publish-status-list.ts'
import { publishTrustList } from './publish/publish-trust-list.ts'

const open = { access: 'verification.published', audit: 'none' } as const
/** Anybody may check without us, from any page of their own. */
const HEADERS = { 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' }

/** What offline verifiers fetch: the trust list, the status lists and the root key, at well-known addresses. */
export function publishedRoutes(app: App, services: Services): void {
  app.get(
    '/.well-known/khoso/trust-list.jwt',
    {
      config: open,
      schema: { summary: 'The trust list, signed by the root key', produces: ['application/jose'] },
    },
    async (_request, reply) => {
      const token = await services.database.transaction((tx) => publishTrustList(services, tx))
      return reply.headers(HEADERS).type('application/jose').send(token)
    },
  )
  app.get(
    '/.well-known/khoso/status/:list',
    {
      config: open,
      schema: {
        summary: 'A token status list (draft-ietf-oauth-status-list), statuslist+jwt',
        params: Type.Object({ list: Type.String({ pattern: '^[1-9]\\d{0,5}\\.jwt$' }) }),
        produces: ['application/statuslist+jwt'],
      },
    },
    async ({ params }, reply) => {
      const id = Number.parseInt(params.list, 10)
      const token = await services.database.transaction((tx) => publishStatusList(services, tx, id))
      if (token === undefined) throw refuse('verification.list_unknown')
      return reply.headers(HEADERS).type('application/statuslist+jwt').send(token)
    },
  )
  app.get(
    '/.well-known/khoso/root.jwk',
    { config: open, schema: { summary: 'The root key; pin it from a second source, not from here alone' } },
    async (_request, reply) =>
      reply
        .headers(HEADERS)
        .type('application/jwk+json')
        .send(JSON.stringify(publicJwkOf(readRootKey(services)))),
  )
}
