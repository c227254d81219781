import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Database } from '../../platform/database/connect.ts'
import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import type { PartyId } from '../parties/index.ts'
import {
  Address,
  AskedQuery,
  DecisionOrder,
  FileQuery,
  History,
  HolderAddress,
  LinkOrder,
  PurposeHeaders,
  ResultView,
  SearchAnswer,
  SearchRequest,
  StatusView,
  UnlinkOrder,
} from './contract.ts'
import { decideResult } from './decision/decide-result.ts'
import { confirmHolder, requireHolderOf, withdrawHolder } from './holder/holder-links.ts'
import { listHistory } from './decision/list-history.ts'
import { requireWithin } from './reach.ts'
import { verdictOf, type ResultId } from './result.ts'
import { searchResults, withStatus } from './search/search.ts'
import { ResultFileAnswer, sendFile } from './send-file.ts'
import { showResult, showStatus, showSummary, showToOfficer } from './show-result.ts'
import { statusOn } from './status/status.queries.ts'

type WithPurpose = { headers: { 'khoso-purpose': string; 'khoso-case': string } }

/** Whom the request is about and what for, into its line of the journal. */
export function note({ audit }: FastifyRequest, { headers }: WithPurpose, id: ResultId): ResultId {
  audit.subjects.push(id)
  audit.purpose = headers['khoso-purpose']
  audit.caseRef = headers['khoso-case']
  return id
}

/** Officers find, read, download and decide, within their agencies and for a stated purpose. */
export function officerRoutes(app: App, services: Services): void {
  lookRoutes(app, services)
  decideRoutes(app, services)
}

function lookRoutes(app: App, services: Services): void {
  const { database } = services
  app.post(
    '/api/results/search',
    {
      schema: {
        summary: 'Search the results of your agencies',
        body: SearchRequest,
        response: { 200: SearchAnswer },
      },
      config: { access: 'results.search', audit: 'ResultSearch' },
    },
    async ({ body, scope, audit }) => {
      const { purpose, caseRef, query, ...page } = body
      Object.assign(audit, { purpose, caseRef, details: { asked: Object.keys(query) } })
      const found = await searchResults(database.read(), { scope, query, page })
      audit.subjects.push(...found.items.map(({ result }) => result.id))
      return { ...found, items: found.items.map((item) => showSummary(item, showToOfficer)) }
    },
  )
  app.get(
    '/api/results/:id',
    {
      schema: {
        summary: 'One result whole, with its status today',
        params: Address,
        headers: PurposeHeaders,
        response: { 200: ResultView },
      },
      config: { access: 'results.read', audit: 'ResultRead' },
    },
    async (request) => {
      const id = note(request, request, request.params.id as ResultId)
      const read = database.read()
      await requireWithin(read, request.scope, id)
      const [found] = await withStatus(read, [id])
      return showResult(read, found!, showToOfficer)
    },
  )
  app.get(
    '/api/results/:id/status',
    {
      schema: {
        summary: 'How a result stood on a day, as known at a moment',
        params: Address,
        headers: PurposeHeaders,
        querystring: AskedQuery,
        response: { 200: StatusView },
      },
      config: { access: 'results.read', audit: 'ResultStatusRead' },
    },
    async (request) => {
      const id = note(request, request, request.params.id as ResultId)
      const read = database.read()
      await requireWithin(read, request.scope, id)
      const { onDay, knownAt } = request.query
      const status = await statusOn(read, id, {
        ...(onDay && { onDay }),
        ...(knownAt && { knownAt: new Date(knownAt) }),
      })
      return showStatus(status, verdictOf(status, status.onDay))
    },
  )
  app.get(
    '/api/results/:id/history',
    {
      schema: {
        summary: 'All that was decided about a result',
        params: Address,
        headers: PurposeHeaders,
        response: { 200: History },
      },
      config: { access: 'results.read', audit: 'ResultHistoryRead' },
    },
    async (request) => {
      const id = note(request, request, request.params.id as ResultId)
      const read = database.read()
      await requireWithin(read, request.scope, id)
      return { lines: await listHistory(read, id) }
    },
  )
  app.get(
    '/api/results/:id/file',
    {
      schema: {
        summary: 'A file of a result',
        params: Address,
        headers: PurposeHeaders,
        querystring: FileQuery,
        response: { 200: ResultFileAnswer },
      },
      config: { access: 'results.download', audit: 'ResultDownload' },
    },
    async (request, reply) => {
      const id = note(request, request, request.params.id as ResultId)
      const result = await requireWithin(database.read(), request.scope, id)
      return sendFile(services, reply, result, request.query.role)
    },
  )
}

const Done = { 204: Type.Null({ description: 'Recorded; from now on the link stands so.' }) }

function decideRoutes(app: App, { database }: Services): void {
  app.post(
    '/api/results/:id/decisions',
    {
      schema: {
        summary: 'Suspend, resume, revoke, reinstate, replace or correct a result',
        params: Address,
        body: DecisionOrder,
        response: { 201: StatusView },
      },
      config: { access: 'results.decide', audit: 'ResultDecide' },
    },
    async (request, reply) => {
      const { actor, scope, body, audit } = request
      const id = request.params.id as ResultId
      audit.subjects.push(id)
      audit.details = { move: body.move }
      const status = await database.transaction(async (tx) => {
        await requireWithin(tx, scope, id)
        // A paper may be replaced by one of another agency, but not by one nobody here may see.
        if ('byId' in body) audit.subjects.push((await requireWithin(tx, scope, body.byId as ResultId)).id)
        await decideResult(tx, actor, id, body)
        return statusOn(tx, id)
      })
      return reply.code(201).send(showStatus(status, verdictOf(status, status.onDay)))
    },
  )
  linkRoutes(app, database)
}

function linkRoutes(app: App, database: Database): void {
  app.post(
    '/api/results/:id/holders/:holderId/confirmations',
    {
      schema: {
        summary: 'Confirm which party a printed holder is',
        params: HolderAddress,
        body: LinkOrder,
        response: Done,
      },
      config: { access: 'results.link', audit: 'ResultHolderConfirm' },
    },
    async ({ params, actor, scope, body, audit }, reply) => {
      audit.subjects.push(params.id, body.partyId)
      await database.transaction(async (tx) => {
        const result = await requireWithin(tx, scope, params.id as ResultId)
        const holderId = requireHolderOf(result, params.holderId)
        await confirmHolder(tx, actor, { ...body, holderId, partyId: body.partyId as PartyId })
      })
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/api/results/:id/holders/:holderId/withdrawals',
    {
      schema: {
        summary: 'Withdraw the party of a printed holder',
        params: HolderAddress,
        body: UnlinkOrder,
        response: Done,
      },
      config: { access: 'results.link', audit: 'ResultHolderWithdraw' },
    },
    async ({ params, actor, scope, body, audit }, reply) => {
      audit.subjects.push(params.id)
      await database.transaction(async (tx) => {
        const result = await requireWithin(tx, scope, params.id as ResultId)
        await withdrawHolder(tx, actor, { ...body, holderId: requireHolderOf(result, params.holderId) })
      })
      return reply.code(204).send(null)
    },
  )
}
