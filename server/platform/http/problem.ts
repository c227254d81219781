import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { Refusal } from '../refusal.ts'
import { languageOf, wordsFor } from '../../../words/index.ts'
import { refuseRequest } from './errors.ts'

/** Fastify's own error codes, in our words. */
const FRAMEWORK = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_REQ_FILE_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.wrong_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.invalid',
} as const satisfies Record<string, Parameters<typeof refuseRequest>[0]>

/** Answers an error as problem+json (RFC 9457): code, sentence, cure; all faulty fields at once. */
export async function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Logger,
): Promise<void> {
  const refusal = toRefusal(error as FastifyError)
  if (refusal.status >= 500) log.error({ req: request.id, err: error }, 'http.failed')
  const { says, cure } = wordsFor(
    refusal.code,
    languageOf(request.headers['accept-language']),
    refusal.details,
  )
  await reply
    .code(refusal.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: says,
        status: refusal.status,
        code: refusal.code,
        cure,
        details: refusal.details,
        instance: request.id,
      }),
    )
}

function toRefusal(error: FastifyError): Refusal {
  if (error instanceof Refusal) return error
  if (error.validation) {
    const fields = error.validation.map((fault) => ({
      at: `${error.validationContext ?? 'body'}${fault.instancePath}${missing(fault.params)}`,
      rule: fault.keyword,
    }))
    return refuseRequest('request.invalid', { fields })
  }
  const known = FRAMEWORK[error.code as keyof typeof FRAMEWORK]
  if (known) return refuseRequest(known)
  if (error.statusCode === 429) return refuseRequest('request.too_many')
  if (error.statusCode && error.statusCode < 500) return new Refusal('request.invalid', error.statusCode)
  return refuseRequest('server.error')
}

const missing = (params: Record<string, unknown>) =>
  typeof params['missingProperty'] === 'string' ? `/${params['missingProperty']}` : ''
