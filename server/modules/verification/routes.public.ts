import { Type } from 'typebox'
import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import type { AddressLimit } from '../../platform/http/limit-by-address.ts'
import { askAboutCode, askAboutFile } from './ask.ts'
import { FileAnswer, PublicAnswer } from './contract.ts'

const config = { access: 'verification.ask', audit: 'ResultVerify' } as const

/** What the public page asks: by code, or by the digest of a file in hand. */
export function publicRoutes(app: App, services: Services, limit: AddressLimit): void {
  app.get(
    '/api/public/results/:code',
    {
      config,
      schema: {
        summary: 'How the paper with this public code stands now, and its public content',
        params: Type.Object({ code: Type.String({ maxLength: 40 }) }),
        response: { 200: PublicAnswer },
      },
    },
    async (request, reply) => {
      const asker = { services, limit, address: request.ip }
      const answer = await askAboutCode(asker, request.params.code, 'qr')
      request.audit.details = { code: answer.code, verdict: answer.verdict }
      return reply.header('cache-control', 'no-store').send(answer)
    },
  )
  app.get(
    '/api/public/files/:digest',
    {
      config,
      schema: {
        summary: 'Whether a file with this SHA-256 is a signed original of the repository',
        params: Type.Object({ digest: Type.String({ maxLength: 128 }) }),
        response: { 200: FileAnswer },
      },
    },
    async (request, reply) => {
      const answer = await askAboutFile({ services }, request.params.digest)
      request.audit.details = { held: answer.held, codes: answer.papers.map(({ code }) => code) }
      return reply.header('cache-control', 'no-store').send(answer)
    },
  )
}
