import type { FastifyDynamicSwaggerOptions, SwaggerTransform } from '@fastify/swagger'
import { Type } from 'typebox'
import type { AccessTable } from './platform/access.ts'
import type { Services } from './platform/services.ts'

/** What /api/openapi.json says beside the routes themselves: enough that a client is written from it alone. */
export const describeApi = (services: Services, access: AccessTable): FastifyDynamicSwaggerOptions => ({
  openapi: frame(services),
  transform: describeCall(access),
})

const frame = ({ config }: Services) => ({
  openapi: '3.1.0',
  info: {
    title: 'Khoso: Kho kết quả TTHC số',
    version: '0.1.0',
    description: 'Deliver, keep, find and verify the digital results of administrative procedures.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: config.publicUrl }],
  components: {
    securitySchemes: {
      token: {
        type: 'oauth2' as const,
        description: 'OAuth 2.0 client credentials; the client is known by private_key_jwt (RFC 7523).',
        flows: {
          clientCredentials: { tokenUrl: `${config.publicUrl}/oidc/token`, scopes: { khoso: 'Use the API' } },
        },
      },
    },
  },
  security: [{ token: ['khoso'] }],
})

/** What calls have in common and no route need repeat: its right, whether it asks for a token, how it refuses. */
function describeCall(access: AccessTable): SwaggerTransform {
  return ({ schema, url, route }) => {
    const action = route.config?.access ?? ''
    const roles = access[action] ?? []
    const own = schema ?? {}
    const right = `Access: \`${action}\` (${roles.join(', ')}).`
    const described = {
      ...own,
      description: own.description ? `${own.description}\n\n${right}` : right,
      ...(roles.includes('public') && { security: [] }),
      ...(url.startsWith('/api/') && { response: { ...(own.response as object), default: PROBLEM } }),
    }
    return { schema: described, url }
  }
}

const PROBLEM = {
  description: 'Refused (RFC 9457).',
  content: {
    'application/problem+json': {
      schema: Type.Object({
        type: Type.String(),
        title: Type.String({ description: 'What is the matter, in the language asked for.' }),
        status: Type.Integer(),
        code: Type.String({ description: 'Stable name of the reason; act on this, not on the title.' }),
        cure: Type.String({ description: 'What to do about it, in the language asked for.' }),
        details: Type.Record(Type.String(), Type.Unknown(), {
          description: 'Facts of the refusal; `fields` lists every faulty field of a request at once.',
        }),
        instance: Type.String({ description: 'Number of this request, to name when asking for help.' }),
      }),
    },
  },
}
