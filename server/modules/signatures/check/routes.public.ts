import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { buildAssets } from '../../../../web/build.ts'
import { CHECK_PATH, checkPagePolicy, renderCheckPage } from '../../../../web/check/page.ts'
import type { Checked } from '../../../../web/check/view.ts'
import { languageOf, type Language } from '../../../../words/index.ts'
import { digestOf } from '../../../platform/files/file-store.ts'
import type { App } from '../../../platform/http/app.ts'
import { refuseRequest } from '../../../platform/http/errors.ts'
import { limitByAddress } from '../../../platform/http/limit-by-address.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Services } from '../../../platform/services.ts'
import { refuse } from '../errors.ts'
import { findLaw } from '../law.ts'
import { ReportView, showJudgement } from '../show-report.ts'
import { checkFile, type CheckedFile } from './check-file.ts'

const shown = { access: 'signatures.check', audit: 'none' } as const
const checked = { access: 'signatures.check', audit: 'FileCheck' } as const
const MAX_UPLOAD = 20 * 1024 * 1024
/** Strangers' files share the judging threads with deliveries: only so many at once. */
const MOST_AT_ONCE = 4

const Query = Type.Object({ lang: Type.Optional(Type.String({ maxLength: 8 })) })
type Query = { lang?: string }

const CheckedView = Type.Omit(ReportView, ['id'], {
  description: 'The judgement of a file that was sent to be checked and is not kept',
})

/** Kiểm tra chữ ký số of a file in hand: a page that works without script, and the same for systems. */
export async function checkRoutes(app: App, services: Services): Promise<void> {
  const check = makeCheck(services)
  const send = await pageSender()
  app.get(CHECK_PATH, { config: shown, schema: { hide: true, querystring: Query } }, (request, reply) =>
    send(request, reply, {}),
  )
  await app.register(async (uploads) => {
    await uploads.register(multipart, { limits: { fileSize: MAX_UPLOAD, files: 1, fields: 4 } })
    uploads.post(
      CHECK_PATH,
      { config: checked, schema: { hide: true, querystring: Query } },
      async (request, reply) =>
        send(
          request,
          reply,
          await orRefusal(async () => {
            const read = async () => {
              const file = await request.file()
              if (!file) throw refuse('signatures.file_missing')
              return file.toBuffer()
            }
            return shownOf(await check(request, read))
          }),
        ),
    )
  })
  await app.register(async (bodies) => {
    bodies.addContentTypeParser('application/pdf', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    bodies.post(
      '/api/signatures/check',
      {
        config: checked,
        bodyLimit: MAX_UPLOAD,
        // The file is judged by the judge alone; who has asked too often is told so before it is read.
        validatorCompiler: () => () => true,
        onRequest: async (request) => check.admit(request),
        schema: {
          summary: 'Judge the signatures of a PDF, which is not kept',
          consumes: ['application/pdf'],
          body: { content: { 'application/pdf': { schema: Type.String({ format: 'binary' }) } } },
          response: { 200: CheckedView },
        },
      },
      async (request) => {
        if (!Buffer.isBuffer(request.body)) throw refuseRequest('request.wrong_type')
        const bytes = request.body
        const { judgement } = await check(request, async () => bytes)
        const stored = { ...judgement, fileDigest: digestOf(bytes) }
        return showJudgement(stored, languageOf(request.headers['accept-language']))
      },
    )
  })
}

/** At most so many checks at once, each counted against its address; the journal is told how each ended, and nothing else. */
function makeCheck(services: Services) {
  const limit = limitByAddress(30)
  let running = 0
  const admit = ({ ip }: FastifyRequest): void => {
    if (running >= MOST_AT_ONCE || limit.isExhausted(ip, services.clock()))
      throw refuseRequest('request.too_many')
  }
  const check = async (request: FastifyRequest, read: () => Promise<Uint8Array>): Promise<CheckedFile> => {
    admit(request)
    limit.count(request.ip, services.clock())
    running += 1
    try {
      const file = await checkFile(services, await read())
      request.audit.details = { decision: file.judgement.decision, code: file.judgement.code }
      return file
    } finally {
      running -= 1
    }
  }
  return Object.assign(check, { admit })
}

const shownOf = ({ judgement: { decision, code, report }, changes, comparison }: CheckedFile): Checked => ({
  decision,
  code,
  law: findLaw(code),
  report,
  changes,
  comparison,
})

interface Answered {
  readonly checked?: Checked
  readonly status?: number
}

/** A refusal is an answer too, on the page and in words. */
async function orRefusal(check: () => Promise<Checked>): Promise<Answered> {
  try {
    return { checked: await check() }
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE'
    const refusal = tooLarge ? refuseRequest('request.too_large') : error
    if (!(refusal instanceof Refusal)) throw error
    return { status: refusal.status, checked: { code: refusal.code, values: refusal.details } }
  }
}

async function pageSender() {
  const assets = await buildAssets('check')
  const policy = checkPagePolicy(assets)
  return (request: FastifyRequest, reply: FastifyReply, { checked, status = 200 }: Answered) =>
    reply
      .code(status)
      .headers({
        'content-security-policy': policy,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cache-control': checked ? 'no-store' : 'public, max-age=300',
      })
      .type('text/html; charset=utf-8')
      .send(renderCheckPage({ language: pageLanguage(request), ...(checked && { checked }) }, assets))
}

const pageLanguage = (request: FastifyRequest): Language =>
  (request.query as Query).lang === 'en' ? 'en' : 'vi'
