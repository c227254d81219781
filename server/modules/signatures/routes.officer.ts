import { Type } from 'typebox'
import { languageOf } from '../../../words/index.ts'
import type { App } from '../../platform/http/app.ts'
import { refuseRequest } from '../../platform/http/errors.ts'
import type { Services } from '../../platform/services.ts'
import type { ReportId } from './judgement.ts'
import { getReport } from './report.queries.ts'
import { ReportView, showReport } from './show-report.ts'

/** Báo cáo kiểm tra chữ ký, for those who answer for the whole city. */
export function signaturesRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/signature-reports/:id',
    {
      schema: {
        summary: 'Read the judgement of a signed file',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 200: ReportView },
      },
      config: { access: 'signatures.read', audit: 'SignatureReportView' },
    },
    async (request) => {
      if (request.scope !== 'city') throw refuseRequest('request.forbidden')
      const stored = await getReport(database.read(), request.params.id as ReportId)
      request.audit.subjects.push(stored.id)
      return showReport(stored, languageOf(request.headers['accept-language']))
    },
  )
}
