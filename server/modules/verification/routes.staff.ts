import { drawQr, qrSvg, readPublicCode, showPublicCode } from '@khoso/qr-proof'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../platform/http/app.ts'
import { fileAnswer } from '../../platform/http/file-answer.ts'
import type { Services } from '../../platform/services.ts'
import type { ResultId } from '../results/index.ts'
import { answerStaff } from './answer/answer-staff.ts'
import { insertCheck } from './answer/answer.queries.ts'
import { reserveCode } from './code/reserve-code.ts'
import {
  PurposeHeaders,
  ReserveCode,
  ReservedCode,
  Rollout,
  StaffAnswer,
  StaffPurposeHeaders,
} from './contract.ts'
import { countRollout } from './count-rollout.ts'
import { refuse } from './errors.ts'
import { getVisible, renderResult } from './rendition/render-result.ts'

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** For those who signed in: case systems before signing, staff who check, holders who print, leaders who count. */
export function staffRoutes(app: App, services: Services): void {
  app.post(
    '/api/verification/codes',
    {
      config: { access: 'verification.reserve', audit: 'CodeReserve' },
      schema: {
        summary: 'Reserve a public code to print on a paper before it is signed',
        body: ReserveCode,
        response: { 201: ReservedCode },
      },
    },
    async (request, reply) => {
      const asked = { ...request.body, client: request.actor.id, scope: request.scope }
      const reserved = await services.database.transaction((tx) => reserveCode(services, tx, asked))
      request.audit.details = { code: reserved.code }
      return reply.code(201).send({
        code: showPublicCode(reserved.code),
        qrText: reserved.qrText,
        svg: qrSvg(drawQr(reserved.qrText)),
        lapsesAt: reserved.lapsesAt.toISOString(),
      })
    },
  )
  app.get(
    '/api/verification/codes/:code',
    {
      config: { access: 'verification.see-all', audit: 'ResultVerifyAll' },
      schema: {
        summary: 'The public answer with all that is masked in it (Circular 01/2023/TT-VPCP)',
        params: Type.Object({ code: Type.String({ maxLength: 40 }) }),
        headers: PurposeHeaders,
        response: { 200: StaffAnswer },
      },
    },
    async (request) => {
      noteWhy(request, request.headers)
      const read = readPublicCode(request.params.code)
      if ('fault' in read) throw refuse('verification.code_malformed', { fault: read.fault })
      const answer = await services.database.transaction(async (tx) => {
        const found = await answerStaff(services, tx, read.code, request.scope)
        await insertCheck(tx, {
          means: 'staff',
          code: found ? read.code : null,
          verdict: found?.verdict ?? 'unknown_code',
        })
        return found
      })
      if (!answer) throw refuse('verification.code_unknown')
      request.audit.subjects.push(answer.full.resultId)
      return answer
    },
  )
  renditionRoutes(app, services)
  app.get(
    '/api/verification/rollout',
    {
      config: { access: 'verification.rollout', audit: 'RolloutView' },
      schema: {
        summary: 'How many results bear a QR, per procedure and type',
        response: { 200: Rollout },
      },
    },
    async () => countRollout(services.database.read()),
  )
}

function renditionRoutes(app: App, services: Services): void {
  app.get(
    '/api/verification/results/:id/rendition',
    {
      config: { access: 'verification.render', audit: 'ResultRender' },
      schema: {
        summary: 'The result as a PDF to print: its pages under a header with the QR',
        params: ById,
        headers: StaffPurposeHeaders,
        response: { 200: fileAnswer('application/pdf', 'The rendition; never the signed original') },
      },
    },
    async (request, reply) => {
      const id = request.params.id as ResultId
      noteWhy(request, request.headers)
      request.audit.subjects.push(id)
      const pdf = await renderResult(services, services.database.read(), id, request)
      return reply
        .type('application/pdf')
        .header('content-disposition', 'inline; filename="ban-the-hien.pdf"')
        .send(Buffer.from(pdf))
    },
  )
  app.get(
    '/api/verification/results/:id/qr',
    {
      config: { access: 'verification.render', audit: 'ResultQrView' },
      schema: {
        summary: 'The QR of a result: its public code, its text, and the same drawn',
        params: ById,
        headers: StaffPurposeHeaders,
        response: { 200: Type.Omit(ReservedCode, ['lapsesAt']) },
      },
    },
    async (request) => {
      const id = request.params.id as ResultId
      noteWhy(request, request.headers)
      request.audit.subjects.push(id)
      const { code } = await getVisible(services.database.read(), id, request)
      return { code: showPublicCode(code.code), qrText: code.qrText, svg: qrSvg(drawQr(code.qrText)) }
    },
  )
}

/** What for, into the line of the journal. A citizen needs no reason to see what is theirs; staff always do. */
function noteWhy({ actor, audit }: Pick<FastifyRequest, 'actor' | 'audit'>, why: StaffPurposeHeaders): void {
  const { 'khoso-purpose': purpose, 'khoso-case': caseRef } = why
  if (actor.kind !== 'citizen' && !(purpose && caseRef)) throw refuse('verification.purpose_missing')
  Object.assign(audit, { purpose, caseRef })
}
