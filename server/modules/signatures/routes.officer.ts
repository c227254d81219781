import { Type } from 'typebox'
import { languageOf, wordsFor } from '../../../words/index.ts'
import type { App } from '../../platform/http/app.ts'
import { refuseRequest } from '../../platform/http/errors.ts'
import type { Services } from '../../platform/services.ts'
import type { ReportId } from './judgement.ts'
import { findLaw } from './law.ts'
import { getReport } from './report.queries.ts'

const ReportAnswer = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    fileDigest: Type.String(),
    decision: Type.Union([Type.Literal('accept'), Type.Literal('wait'), Type.Literal('refuse')]),
    code: Type.String(),
    says: Type.String(),
    cure: Type.String(),
    law: Type.Union([Type.String(), Type.Null()]),
    judgedAt: Type.String({ format: 'date-time' }),
    report: Type.Unknown({
      description: 'The report of the judge, by the schema it names; null when there is none',
    }),
  },
  { description: 'One judgement of the signatures of a file' },
)

/** Báo cáo kiểm tra chữ ký, for those who answer for the whole city. */
export function signaturesRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/signature-reports/:id',
    {
      schema: {
        summary: 'Read the judgement of a signed file',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        response: { 200: ReportAnswer },
      },
      config: { access: 'signatures.read', audit: 'SignatureReportView' },
    },
    async (request) => {
      if (request.scope !== 'city') throw refuseRequest('request.forbidden')
      const { id, fileDigest, decision, code, judgedAt, report } = await getReport(
        database.read(),
        request.params.id as ReportId,
      )
      request.audit.subjects.push(id)
      const words = wordsFor(code, languageOf(request.headers['accept-language']))
      const law = findLaw(code) ?? null
      const answer = { id, fileDigest, decision, code, ...words, law }
      return { ...answer, judgedAt: judgedAt.toISOString(), report: report ?? null }
    },
  )
}
