import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readPublicCode } from '@khoso/qr-proof'
import { Type } from 'typebox'
import { buildAssets } from '../../../web/build.ts'
import { contentSecurityPolicy, renderVerifyPage } from '../../../web/verify/page.ts'
import { shownOfAnswer, shownOfFile, type Shown } from '../../../web/verify/shown.ts'
import { wordsFor, type Language } from '../../../words/index.ts'
import type { App } from '../../platform/http/app.ts'
import { refuseRequest } from '../../platform/http/errors.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Services } from '../../platform/services.ts'
import { digestOf } from '../../platform/files/file-store.ts'
import type { AddressLimit } from '../../platform/http/limit-by-address.ts'
import { askAboutCode, askAboutFile } from './ask.ts'
import { askAboutPhoto } from './ask-photo.ts'
import { refuse } from './errors.ts'
import { publicJwkOf, readRootKey } from './publish/issuing-keys.ts'

const page = { access: 'verification.ask', audit: 'none' } as const
const answered = { access: 'verification.ask', audit: 'ResultVerify' } as const
const MAX_UPLOAD = 20 * 1024 * 1024

const Query = Type.Object({
  lang: Type.Optional(Type.String({ maxLength: 8 })),
  code: Type.Optional(Type.String({ maxLength: 60 })),
})
type Query = { lang?: string; code?: string }

/** The public page `/v`: everything on it works without script; what a script can do better, it does in the browser. */
export async function pageRoutes(app: App, services: Services, limit: AddressLimit): Promise<void> {
  const show = await pageSender(services)
  app.get('/v', { config: page, schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const { code: typed, lang } = request.query
    if (typed === undefined) return show(request, reply, {})
    const read = readPublicCode(typed)
    if ('code' in read) return reply.redirect(`/v/${read.code}${lang === 'en' ? '?lang=en' : ''}`, 303)
    return show(request, reply, {
      typed,
      status: 422,
      shown: { verdict: 'code_mistyped', fault: read.fault },
    })
  })
  app.get(
    '/v/:code',
    {
      config: answered,
      schema: {
        hide: true,
        querystring: Query,
        params: Type.Object({ code: Type.String({ maxLength: 60 }) }),
      },
    },
    async (request, reply) => {
      const asker = { services, limit, address: request.ip }
      const typed = request.params.code
      return show(request, reply, {
        typed,
        ...(await orRefusal(languageOf(request), async () => {
          const answer = await askAboutCode(asker, typed, 'code')
          request.audit.details = { code: answer.code, verdict: answer.verdict }
          return shownOfAnswer(answer)
        })),
      })
    },
  )
  await app.register(async (uploads) => {
    await uploads.register(multipart, { limits: { fileSize: MAX_UPLOAD, files: 1, fields: 4 } })
    uploads.post('/v/photo', { config: answered, schema: { hide: true } }, async (request, reply) => {
      const asker = { services, limit, address: request.ip }
      const answer = await orRefusal(languageOf(request), async () =>
        askAboutPhoto(asker, await readUpload(request)),
      )
      return show(request, reply, answer)
    })
    uploads.post('/v/file', { config: answered, schema: { hide: true } }, async (request, reply) => {
      const answer = await orRefusal(languageOf(request), async () =>
        shownOfFile(await askAboutFile({ services }, digestOf(await readUpload(request)))),
      )
      return show(request, reply, answer)
    })
  })
}

type Answered = { readonly shown?: Shown; readonly status?: number; readonly typed?: string }

/** Sends the page; its script and style are built once, at start. */
async function pageSender(services: Services) {
  const assets = await buildAssets('verify')
  const policy = contentSecurityPolicy(assets)
  const rootKeys = [publicJwkOf(readRootKey(services))]
  return (request: FastifyRequest, reply: FastifyReply, { status = 200, ...answer }: Answered) => {
    const path = request.method === 'GET' ? (request.url.split('?')[0] ?? '/v') : '/v'
    return reply
      .code(status)
      .headers({
        'content-security-policy': policy,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cache-control': answer.shown ? 'no-store' : 'public, max-age=300',
      })
      .type('text/html; charset=utf-8')
      .send(renderVerifyPage({ language: languageOf(request), path, rootKeys, ...answer }, assets))
  }
}

/** A refusal is an answer too, on the page and in words; nothing here is ever blank. */
async function orRefusal(language: Language, ask: () => Promise<Shown>): Promise<Answered> {
  try {
    return { shown: await ask() }
  } catch (error) {
    const refusal = isTooLarge(error) ? refuseRequest('request.too_large') : error
    if (!(refusal instanceof Refusal)) throw error
    return { status: refusal.status, shown: shownOfRefusal(refusal, language) }
  }
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE'

function shownOfRefusal({ code, details }: Refusal, language: Language): Shown {
  if (code === 'verification.code_unknown') return { verdict: 'unknown_code' }
  if (code === 'verification.photo_without_qr') return { verdict: 'unreadable' }
  if (code === 'verification.code_malformed')
    return { verdict: 'code_mistyped', fault: details['fault'] as NonNullable<Shown['fault']> }
  return { verdict: 'try_later', said: wordsFor(code, language, details) }
}

const languageOf = (request: FastifyRequest): Language =>
  (request.query as Query).lang === 'en' ? 'en' : 'vi'

async function readUpload(request: FastifyRequest): Promise<Buffer> {
  const file = await request.file()
  if (!file) throw refuse('verification.file_missing')
  return file.toBuffer()
}
