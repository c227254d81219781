import type Provider from 'oidc-provider'
import type { AccessTable } from '../access.ts'
import type { App } from '../http/app.ts'

export const identityAccess = { 'identity.use': ['public'] } as const satisfies AccessTable

/** Mounts the OpenID provider under /oidc; it reads its own requests and writes its own answers. */
export function identityRoutes(app: App, provider: Provider): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const answer = provider.callback()
    scope.route({
      method: ['GET', 'POST'],
      url: '/oidc/*',
      config: { access: 'identity.use', audit: 'none' },
      handler: (request, reply) => {
        reply.hijack()
        request.raw.url = (request.raw.url ?? '').slice('/oidc'.length)
        // The issuer has a path; oidc-provider builds its addresses from what it was mounted under.
        Object.assign(request.raw, { originalUrl: `/oidc${request.raw.url}` })
        void answer(request.raw, reply.raw)
      },
    })
  })
}
