import type { KeyObject } from 'node:crypto'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import type { AccessTable } from './platform/access.ts'
import { createApp, type App } from './platform/http/app.ts'
import type Provider from 'oidc-provider'
import { createProvider, type SamplePeople } from './platform/identity/provider.ts'
import { identityRoutes } from './platform/identity/routes.ts'
import { authenticator } from './platform/identity/tokens.ts'
import type { Services } from './platform/services.ts'
import { ACCESS, ROUTES } from './composition.ts'
import { describeApi } from './describe-api.ts'

/** Rights and routes beyond the product's own. */
export interface Extra {
  readonly access: AccessTable
  readonly routes: (app: App, services: Services, provider: Provider) => void
  /** Whom the built-in provider signs in; nobody, when left out. */
  readonly people?: (services: Services) => SamplePeople
}

/** The whole HTTP server, every module's routes on it, described at /api/openapi.json. */
export async function composeApp(services: Services, tokenKey: KeyObject, extra?: Extra): Promise<App> {
  const access = { ...ACCESS, ...extra?.access, 'api.describe': ['public'] as const }
  const app = createApp({ services, access, authenticate: authenticator(services, tokenKey) })
  await app.register(helmet, HEADERS)
  await app.register(swagger, describeApi(services, access))
  const provider = await createProvider(services, tokenKey, extra?.people?.(services))
  identityRoutes(app, provider)
  for (const routes of ROUTES) await routes(app, services)
  extra?.routes(app, services, provider)
  const open = { access: 'api.describe', audit: 'none' } as const
  app.get('/api/openapi.json', { config: open, schema: { hide: true } }, async () => app.swagger())
  return app
}

/** What no answer needs it does not get; a page that needs more says so itself. */
const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' as const },
  crossOriginEmbedderPolicy: false,
}
