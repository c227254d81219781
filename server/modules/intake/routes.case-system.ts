import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App } from '../../platform/http/app.ts'
import { legalDayOf } from '../../platform/legal-day.ts'
import type { Services } from '../../platform/services.ts'
import { languageOf } from '../../../words/index.ts'
import type { AgencyId } from '../catalog/index.ts'
import { declareCompletions } from './completion/declare-completions.ts'
import { reconcile } from './completion/reconcile.ts'
import {
  CompletionCall,
  Declared,
  DeliveryAddress,
  DeliveryPage,
  DeliveryQuery,
  DeliveryView,
  DossierQuestion,
  Reconciliation,
  ReconciliationQuery,
} from './contract.ts'
import type { DeliveryId } from './delivery.ts'
import { refuseCall } from './errors.ts'
import { reachOf } from './reach.ts'
import { getDelivery, listDeliveries } from './receive/list-deliveries.ts'
import { parseDay } from './receive/parse-day.ts'
import { receiptSignerOf } from './receive/receipt.ts'
import { uploadRoutes } from './routes.uploads.ts'

const senderOf = ({ actor, scope }: FastifyRequest) => ({ actor, scope })
const languageOfRequest = ({ headers }: FastifyRequest) => languageOf(headers['accept-language'])

/** Routes of connected case systems: deliver, follow, repair, declare, reconcile. */
export async function caseSystemRoutes(app: App, services: Services): Promise<void> {
  const counter = { files: services.files, receipts: await receiptSignerOf(services) }
  const { database } = services
  // A scope of its own: nowhere else does the server read multipart.
  await app.register(async (scope) => uploadRoutes(scope as unknown as App, services, counter))

  app.get(
    '/api/deliveries',
    {
      schema: {
        summary: 'Your deliveries for your agencies, in the order they came',
        querystring: DeliveryQuery,
        response: { 200: DeliveryPage },
      },
      config: { access: 'intake.follow', audit: 'DeliveryList' },
    },
    async (request) =>
      listDeliveries(database.read(), senderOf(request), {
        ...request.query,
        language: languageOfRequest(request),
      }),
  )
  app.post(
    '/api/deliveries/find',
    {
      schema: {
        summary: 'Your deliveries for these dossiers',
        body: DossierQuestion,
        response: { 200: DeliveryPage },
      },
      config: { access: 'intake.follow', audit: 'DeliveryList' },
    },
    async (request) =>
      listDeliveries(database.read(), senderOf(request), {
        ...request.body,
        limit: 200,
        language: languageOfRequest(request),
      }),
  )
  app.get(
    '/api/deliveries/:id',
    {
      schema: {
        summary: 'Where a delivery stands, and why',
        params: DeliveryAddress,
        response: { 200: DeliveryView },
      },
      config: { access: 'intake.follow', audit: 'DeliveryRead' },
    },
    async (request) => {
      request.audit.subjects.push(request.params.id)
      return getDelivery(
        database.read(),
        senderOf(request),
        request.params.id as DeliveryId,
        languageOfRequest(request),
      )
    },
  )
  app.post(
    '/api/completions',
    {
      schema: {
        summary: 'Declare dossiers completed, with the results due or that none is',
        body: CompletionCall,
        response: { 202: Type.Object({ declared: Type.Array(Declared) }) },
      },
      config: { access: 'intake.declare', audit: 'CompletionDeclare' },
    },
    async (request, reply) => {
      const { completions } = request.body
      const declared = await database.transaction((tx) =>
        declareCompletions(tx, senderOf(request), completions),
      )
      return reply.code(202).send({ declared: [...declared] })
    },
  )
  app.get(
    '/api/reconciliation',
    {
      schema: {
        summary: 'What completed dossiers owe against what has come, per agency',
        querystring: ReconciliationQuery,
        response: { 200: Reconciliation },
      },
      config: { access: 'intake.reconcile', audit: 'ReconciliationRead' },
    },
    async (request) => {
      const on = database.read()
      const { day, since, agency } = request.query
      const to = day === undefined ? legalDayOf(on.now) : requireDay(day, 'day')
      const { ids } = await reachOf(on, request.scope)
      const agencyIds =
        agency === undefined ? ids : [agency as AgencyId].filter((id) => !ids || ids.includes(id))
      const source = request.actor.kind === 'client' ? request.actor.id : undefined
      return reconcile(on, {
        from: since === undefined ? to : requireDay(since, 'since'),
        to,
        agencyIds,
        source,
      })
    },
  )
  app.get(
    '/api/receipt-keys',
    {
      schema: {
        summary: 'Public keys (RFC 7517) that receipts are checked with',
        response: { 200: Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) }) },
      },
      config: { access: 'intake.check_receipt', audit: 'none' },
    },
    async () => ({ keys: [...counter.receipts.jwks.keys] as Record<string, unknown>[] }),
  )
}

function requireDay(text: string, at: string): string {
  const day = parseDay(text)
  if (!day) throw refuseCall('intake.day_unreadable', { at })
  return day
}
