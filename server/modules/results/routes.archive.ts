import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { languageOf, type Language } from '../../../words/index.ts'
import type { Read } from '../../platform/database/transaction.ts'
import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import {
  ArchiveView,
  getReport,
  judgeToday,
  openArchivalCopy,
  ReportView,
  showArchive,
  showReport,
  type ReportId,
} from '../signatures/index.ts'
import { listLapsing } from './archive.queries.ts'
import { Address, PurposeHeaders } from './contract.ts'
import { refuse } from './errors.ts'
import { partiesOf, refuseExtractOnly, requireHeldBy, requireWithin } from './reach.ts'
import type { Result } from './result-record.ts'
import type { ResultId } from './result.ts'
import { note } from './routes.officer.ts'
import { ResultFileAnswer } from './send-file.ts'

const Archives = Type.Object({ files: Type.Array(ArchiveView) }, { description: 'How each file is kept.' })

const LapsingQuery = Type.Object(
  {
    before: Type.Optional(Type.String({ format: 'date' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
)

const Lapsing = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        resultId: Type.String({ format: 'uuid' }),
        issuerId: Type.String({ format: 'uuid' }),
        title: Type.String(),
        lapsesAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
        code: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  },
  {
    description:
      'Results whose proof ends before the day asked for, or was never time-stamped; the first to end first.',
  },
)

/** How the files of results are kept for decades, for whoever may see the result; the copy, for whoever may have the file. */
export function archiveRoutes(app: App, services: Services): void {
  stateRoutes(app, services)
  copyRoutes(app, services)
}

function stateRoutes(app: App, services: Services): void {
  const { database } = services
  app.get(
    '/api/results/:id/archive',
    {
      schema: {
        summary: 'How the files of a result are kept for decades',
        params: Address,
        headers: PurposeHeaders,
        response: { 200: Archives },
      },
      config: { access: 'results.read', audit: 'ResultArchiveRead' },
    },
    async (request) => {
      const id = note(request, request, request.params.id as ResultId)
      const read = database.read()
      const result = await requireWithin(read, request.scope, id)
      return { files: await archivesOf(read, result, languageOf(request.headers['accept-language'])) }
    },
  )
  app.post(
    '/api/results/:id/signature-reports',
    {
      schema: {
        summary: 'Judge the signed original as of today, by what was kept of it',
        params: Address,
        headers: PurposeHeaders,
        response: { 201: ReportView },
      },
      config: { access: 'results.read', audit: 'ResultJudgeToday' },
    },
    async (request, reply) => {
      const id = note(request, request, request.params.id as ResultId)
      const { reportId } = await requireWithin(database.read(), request.scope, id)
      if (reportId === null) throw refuse('results.file_unknown', { resultId: id, role: 'signed-original' })
      const today = await judgeToday(services, reportId as ReportId)
      const stored = await getReport(database.read(), today)
      return reply.code(201).send(showReport(stored, languageOf(request.headers['accept-language'])))
    },
  )
  app.get(
    '/api/results/lapsing',
    {
      schema: {
        summary: 'Results of your agencies whose proof is about to end',
        querystring: LapsingQuery,
        response: { 200: Lapsing },
      },
      config: { access: 'results.read', audit: 'ResultLapsingList' },
    },
    async ({ query, scope, audit }) => {
      const items = await listLapsing(database.read(), scope, query)
      audit.subjects.push(...items.map(({ resultId }) => resultId))
      return { items }
    },
  )
}

async function archivesOf(read: Read, { files }: Result, language: Language): Promise<ArchiveView[]> {
  const digests = [...new Set(files.map(({ digest }) => digest))]
  const shown = await Promise.all(digests.map((digest) => showArchive(read, digest, language)))
  return shown.filter((one) => one !== undefined)
}

function copyRoutes(app: App, services: Services): void {
  const { database } = services
  const response = { 200: ResultFileAnswer }
  app.get(
    '/api/results/:id/archival-copy',
    {
      schema: {
        summary: 'The archival copy of the signed original',
        params: Address,
        headers: PurposeHeaders,
        response,
      },
      config: { access: 'results.download', audit: 'ResultCopyDownload' },
    },
    async (request, reply) => {
      const id = note(request, request, request.params.id as ResultId)
      const result = await requireWithin(database.read(), request.scope, id)
      return sendCopy(services, reply, result)
    },
  )
  app.get(
    '/api/my/results/:id/archival-copy',
    {
      schema: { summary: 'The archival copy of one of your own results', params: Address, response },
      config: { access: 'results.mine', audit: 'OwnResultCopyDownload' },
    },
    async ({ actor, params, audit }, reply) => {
      const read = database.read()
      const result = await requireHeldBy(read, await partiesOf(read, actor), params.id as ResultId)
      audit.subjects.push(result.id)
      await refuseExtractOnly(read, result, 'signed-original')
      return sendCopy(services, reply, result)
    },
  )
}

async function sendCopy({ database, files }: Services, reply: FastifyReply, result: Result): Promise<Buffer> {
  const original = result.files.findLast(({ role }) => role === 'signed-original')
  const copy = original && (await openArchivalCopy(database.read(), files, original.digest))
  if (!copy) throw refuse('results.file_unknown', { resultId: result.id, role: 'archival-copy' })
  void reply
    .type('application/pdf')
    .header('content-disposition', 'attachment; filename="ban-luu-dai-han.pdf"')
    .header('cache-control', 'private, no-store')
    .header('repr-digest', `sha-256=:${Buffer.from(copy.digest, 'hex').toString('base64')}:`)
  return copy.bytes
}
