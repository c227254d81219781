import Type from 'typebox'
import { languageOf, type Language } from '../../../words/index.ts'
import type { Read } from '../../platform/database/transaction.ts'
import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import { listReports, ReportView, showReport } from '../signatures/index.ts'
import { Address, PurposeHeaders } from './contract.ts'
import { namesOthers, partiesOf, requireHeldBy, requireWithin } from './reach.ts'
import type { Result, ResultFile } from './result-record.ts'
import type { ResultId } from './result.ts'
import { note } from './routes.officer.ts'

const Reports = Type.Object(
  { reports: Type.Array(ReportView) },
  { description: 'Every judgement of the files of a result, by file; of each file the newest first.' },
)

/** How the signatures of a result were judged, for whoever may see the result. */
export function reportRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/results/:id/signature-reports',
    {
      schema: {
        summary: 'How the signatures of the files of a result were judged',
        params: Address,
        headers: PurposeHeaders,
        response: { 200: Reports },
      },
      config: { access: 'results.read', audit: 'ResultReportRead' },
    },
    async (request) => {
      const id = note(request, request, request.params.id as ResultId)
      const read = database.read()
      const { files } = await requireWithin(read, request.scope, id)
      const language = languageOf(request.headers['accept-language'])
      return { reports: await reportsOf(read, files, language) }
    },
  )
  app.get(
    '/api/my/results/:id/signature-reports',
    {
      schema: {
        summary: 'How the signatures of the files of one of your own results were judged',
        params: Address,
        response: { 200: Reports },
      },
      config: { access: 'results.mine', audit: 'OwnResultReportRead' },
    },
    async ({ actor, params, audit, headers }) => {
      const read = database.read()
      const result = await requireHeldBy(read, await partiesOf(read, actor), params.id as ResultId)
      audit.subjects.push(result.id)
      return { reports: await reportsToHolder(read, result, languageOf(headers['accept-language'])) }
    },
  )
}

async function reportsOf(on: Read, files: readonly ResultFile[], language: Language): Promise<ReportView[]> {
  const digests = [...new Set(files.map(({ digest }) => digest))]
  const stored = await Promise.all(digests.map((digest) => listReports(on, digest)))
  return stored.flat().map((one) => showReport(one, language))
}

/** Who does not get the file does not get what was read out of it either: only what became of it. */
async function reportsToHolder(on: Read, result: Result, language: Language): Promise<ReportView[]> {
  const shown = await Promise.all(
    result.files.map(async (file) => {
      const reports = await reportsOf(on, [file], language)
      const kept = await namesOthers(on, result, file.role)
      return kept ? reports.map((one) => ({ ...one, report: null })) : reports
    }),
  )
  return shown.flat()
}
