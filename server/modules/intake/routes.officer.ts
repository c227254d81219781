import type { FastifyRequest } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import { languageOf } from '../../../words/index.ts'
import {
  DecisionOrder,
  DeliveryAddress,
  QuarantineFile,
  QuarantinePage,
  QuarantineQuery,
} from './contract.ts'
import type { DeliveryId } from './delivery.ts'
import { decideDelivery } from './quarantine/decide-delivery.ts'
import { getQuarantineFile, listQuarantine } from './quarantine/list-quarantine.ts'

const senderOf = ({ actor, scope }: FastifyRequest) => ({ actor, scope })
const languageOfRequest = ({ headers }: FastifyRequest) => languageOf(headers['accept-language'])

/** Routes of the people who look after what did not become a result by itself. */
export function officerRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/quarantine',
    {
      schema: { querystring: QuarantineQuery, response: { 200: QuarantinePage } },
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
      schema: { params: DeliveryAddress, response: { 200: QuarantineFile } },
      config: { access: 'intake.see_delivery', audit: 'DeliveryRead' },
    },
    async (request) => {
      const id = request.params.id as DeliveryId
      request.audit.subjects.push(id)
      return getQuarantineFile(database.read(), senderOf(request), id, languageOfRequest(request))
    },
  )
  app.post(
    '/api/quarantine/:id/decisions',
    {
      schema: { params: DeliveryAddress, body: DecisionOrder, response: { 202: QuarantineFile } },
      config: { access: 'intake.decide', audit: 'DeliveryDecide' },
    },
    async (request, reply) => {
      const id = request.params.id as DeliveryId
      request.audit.subjects.push(id)
      const sender = senderOf(request)
      return reply.code(202).send(
        await database.transaction(async (tx) => {
          await decideDelivery(tx, sender, id, request.body)
          return getQuarantineFile(tx, sender, id, languageOfRequest(request))
        }),
      )
    },
  )
}
