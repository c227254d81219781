import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App } from '../../platform/http/app.ts'
import { fileAnswer } from '../../platform/http/file-answer.ts'
import type { Services } from '../../platform/services.ts'
import { languageOf } from '../../../words/index.ts'
import {
  DecisionOrder,
  DeliveryAddress,
  JudgeAgainOrder,
  QuarantineFile,
  QuarantinePage,
  QuarantineQuery,
} from './contract.ts'
import type { DeliveryId } from './delivery.ts'
import { refuseCall } from './errors.ts'
import { decideDelivery } from './quarantine/decide-delivery.ts'
import { judgeAgain } from './quarantine/judge-again.ts'
import { getQuarantineFile, listQuarantine } from './quarantine/list-quarantine.ts'

const senderOf = ({ actor, scope }: FastifyRequest) => ({ actor, scope })
const languageOfRequest = ({ headers }: FastifyRequest) => languageOf(headers['accept-language'])

/** What a delivery says is personal data: who saw it stands in the journal, with the dossier it was seen for. */
export function lookedAt(
  { audit }: FastifyRequest,
  { id, dossierCode }: { id: string; dossierCode: string },
): void {
  audit.subjects.push(id)
  audit.purpose = 'intake.quarantine'
  audit.caseRef = dossierCode
}

/** Routes of the people who look after what did not become a result by itself. */
export function officerRoutes(app: App, { database, files }: Services): void {
  app.get(
    '/api/quarantine',
    {
      schema: {
        summary: 'What waits for somebody: why, since when, whose turn it is, what may be done',
        querystring: QuarantineQuery,
        response: { 200: QuarantinePage },
      },
      config: { access: 'intake.see_quarantine', audit: 'QuarantineList' },
    },
    async (request) =>
      listQuarantine(database.read(), senderOf(request), {
        ...request.query,
        language: languageOfRequest(request),
      }),
  )
  app.get(
    '/api/quarantine/:id',
    {
      schema: {
        summary: 'One delivery whole, with its history',
        params: DeliveryAddress,
        response: { 200: QuarantineFile },
      },
      config: { access: 'intake.see_delivery', audit: 'DeliveryRead' },
    },
    async (request) => {
      const id = request.params.id as DeliveryId
      const file = await getQuarantineFile(database.read(), senderOf(request), id, languageOfRequest(request))
      lookedAt(request, file)
      return file
    },
  )
  app.get(
    '/api/quarantine/:id/file',
    {
      schema: {
        summary: 'The file as it was delivered, for comparing',
        params: DeliveryAddress,
        response: { 200: fileAnswer('application/octet-stream', 'The file, byte for byte') },
      },
      config: { access: 'intake.see_delivery', audit: 'DeliveryDownload' },
    },
    async (request, reply) => {
      const id = request.params.id as DeliveryId
      const file = await getQuarantineFile(database.read(), senderOf(request), id, 'vi')
      if (file.sha256 === null) throw refuseCall('intake.delivery_unknown')
      lookedAt(request, file)
      const bytes = await files.get(database.read(), file.sha256)
      return reply
        .type('application/octet-stream')
        .header('content-disposition', 'attachment; filename="luot-gui.pdf"')
        .header('cache-control', 'private, no-store')
        .send(bytes)
    },
  )
  app.post(
    '/api/quarantine/judge-again',
    {
      schema: {
        summary: 'Judge again everything one missing thing held up',
        body: JudgeAgainOrder,
        response: { 202: Type.Object({ judgedAgain: Type.Integer() }) },
      },
      config: { access: 'intake.decide', audit: 'QuarantineJudgeAgain' },
    },
    async (request, reply) => {
      const order = request.body
      const judgedAgain = await database.transaction((tx) => judgeAgain(tx, senderOf(request), order))
      request.audit.details = { code: order.code, judgedAgain }
      return reply.code(202).send({ judgedAgain })
    },
  )
  app.post(
    '/api/quarantine/:id/decisions',
    {
      schema: {
        summary: 'Decide about a delivery, among the options of its reason',
        params: DeliveryAddress,
        body: DecisionOrder,
        response: { 202: QuarantineFile },
      },
      config: { access: 'intake.decide', audit: 'DeliveryDecide' },
    },
    async (request, reply) => {
      const id = request.params.id as DeliveryId
      const sender = senderOf(request)
      const file = await database.transaction(async (tx) => {
        await decideDelivery(tx, sender, id, request.body)
        return getQuarantineFile(tx, sender, id, languageOfRequest(request))
      })
      lookedAt(request, file)
      request.audit.details = { option: request.body.option }
      return reply.code(202).send(file)
    },
  )
}
