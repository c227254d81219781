import type { FastifyRequest } from 'fastify'
import { languageOf } from '../../../words/index.ts'
import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import { getReportOf, ReportView, showReport } from '../signatures/index.ts'
import { DeliveryAddress } from './contract.ts'
import type { DeliveryId } from './delivery.ts'
import { getQuarantineFile } from './quarantine/list-quarantine.ts'
import { getDelivery } from './receive/list-deliveries.ts'
import { lookedAt } from './routes.officer.ts'

const senderOf = ({ actor, scope }: FastifyRequest) => ({ actor, scope })
const languageOfRequest = ({ headers }: FastifyRequest) => languageOf(headers['accept-language'])

/** How the file of a delivery was judged, last: for its own sender, and for who looks after the quarantine. */
export function reportRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/deliveries/:id/signature-report',
    {
      schema: {
        summary: 'How the signatures of your file were judged, last',
        params: DeliveryAddress,
        response: { 200: ReportView },
      },
      config: { access: 'intake.follow', audit: 'DeliveryReportRead' },
    },
    async (request) => {
      const [read, language] = [database.read(), languageOfRequest(request)]
      const id = request.params.id as DeliveryId
      request.audit.subjects.push(id)
      const { sha256 } = await getDelivery(read, senderOf(request), id, language)
      return showReport(await getReportOf(read, sha256), language)
    },
  )
  app.get(
    '/api/quarantine/:id/signature-report',
    {
      schema: {
        summary: 'How the signatures of the delivered file were judged, last',
        params: DeliveryAddress,
        response: { 200: ReportView },
      },
      config: { access: 'intake.see_delivery', audit: 'DeliveryReportRead' },
    },
    async (request) => {
      const [read, language] = [database.read(), languageOfRequest(request)]
      const id = request.params.id as DeliveryId
      const file = await getQuarantineFile(read, senderOf(request), id, language)
      lookedAt(request, file)
      return showReport(await getReportOf(read, file.sha256), language)
    },
  )
}
