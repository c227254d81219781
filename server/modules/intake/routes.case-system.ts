import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Compile } from 'typebox/compile'
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
  DeliveryCall,
  DeliveryPage,
  DeliveryQuery,
  DeliveryView,
  Receipt,
  Receipts,
  Reconciliation,
  ReconciliationQuery,
  Repair,
} from './contract.ts'
import type { DeliveryId } from './delivery.ts'
import { refuseCall } from './errors.ts'
import { reachOf } from './reach.ts'
import { repairDelivery, type RepairOrder } from './quarantine/repair-delivery.ts'
import { getDelivery, listDeliveries } from './receive/list-deliveries.ts'
import { parseDay } from './receive/parse-day.ts'
import { readCall, readExchangeCall, readRepair, type Arrival } from './receive/read-call.ts'
import { readUpload, UPLOAD_LIMITS } from './receive/read-upload.ts'
import { receiptSignerOf } from './receive/receipt.ts'
import { receiveDeliveries } from './receive/receive-deliveries.ts'

const senderOf = ({ actor, scope }: FastifyRequest) => ({ actor, scope })
const languageOfRequest = ({ headers }: FastifyRequest) => languageOf(headers['accept-language'])

/** What the OpenAPI document shows for a call that carries files. The check itself is ours, with our own codes. */
const upload = (claims: Type.TSchema, description: string) => ({
  consumes: ['multipart/form-data', 'application/json'],
  description,
  body: {
    content: {
      'multipart/form-data': {
        schema: Type.Object(
          { metadata: claims },
          { description: 'Every other part is a file, under the name its delivery gives.' },
        ),
      },
      'application/json': {
        schema: Type.Intersect([
          claims,
          Type.Object({
            files: Type.Optional(Type.Record(Type.String(), Type.String({ contentEncoding: 'base64' }))),
          }),
        ]),
      },
    },
  },
})
/** The body is read and judged by `readUpload` and the contract, whatever form it came in. */
const unchecked = { validatorCompiler: () => () => true, bodyLimit: UPLOAD_LIMITS.jsonBytes } as const

/** Routes of connected case systems: deliver, follow, repair, declare, reconcile. */
export async function caseSystemRoutes(app: App, services: Services): Promise<void> {
  const counter = { files: services.files, receipts: await receiptSignerOf(services) }
  const { database } = services

  await app.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: true })
    const uploads = scope as unknown as App

    const receive =
      (read: (upload: Awaited<ReturnType<typeof readUpload>>) => readonly Arrival[]) =>
      async (request: FastifyRequest) => {
        const arrivals = read(await readUpload(request))
        const receipts = await database.transaction((tx) =>
          receiveDeliveries(tx, counter, senderOf(request), arrivals),
        )
        request.audit.subjects.push(...receipts.map(({ id }) => id))
        return { receipts: [...receipts] }
      }

    uploads.post(
      '/api/deliveries',
      {
        schema: {
          ...upload(DeliveryCall, 'Deliver one result or many, each with its signed file.'),
          response: { 202: Receipts },
        },
        config: { access: 'intake.deliver', audit: 'DeliveryReceive' },
        ...unchecked,
      },
      async (request, reply) => reply.code(202).send(await receive(readCall)(request)),
    )
    uploads.post(
      '/api/deliveries/exchange',
      {
        schema: {
          ...upload(
            Type.Object({ data: Type.Array(Type.Record(Type.String(), Type.Unknown())) }),
            'The same in the words of the national exchange: MaHoSo, MaTTHC, MaGiayToKetQua, SoKyHieu, NgayCap, MaChuGiayTo …',
          ),
          response: { 202: Receipts },
        },
        config: { access: 'intake.deliver', audit: 'DeliveryReceive' },
        ...unchecked,
      },
      async (request, reply) => reply.code(202).send(await receive(readExchangeCall)(request)),
    )
    uploads.post(
      '/api/deliveries/:id/repairs',
      {
        schema: {
          ...upload(Repair, 'Put a quarantined delivery right: a new file, corrected fields, or both.'),
          params: DeliveryAddress,
          response: { 202: Receipt },
        },
        config: { access: 'intake.repair', audit: 'DeliveryRepair' },
        ...unchecked,
      },
      async (request, reply) => {
        const id = requireId(request.params)
        request.audit.subjects.push(id)
        const order: RepairOrder = { id, ...readRepair(await readUpload(request)) }
        return reply
          .code(202)
          .send(await database.transaction((tx) => repairDelivery(tx, counter, senderOf(request), order)))
      },
    )
  })

  app.get(
    '/api/deliveries',
    {
      schema: { querystring: DeliveryQuery, response: { 200: DeliveryPage } },
      config: { access: 'intake.follow', audit: 'DeliveryList' },
    },
    async (request) =>
      listDeliveries(database.read(), senderOf(request), {
        ...request.query,
        language: languageOfRequest(request),
      }),
  )
  app.get(
    '/api/deliveries/:id',
    {
      schema: { params: DeliveryAddress, response: { 200: DeliveryView } },
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
      schema: { body: CompletionCall, response: { 202: Type.Object({ declared: Type.Array(Declared) }) } },
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
      schema: { querystring: ReconciliationQuery, response: { 200: Reconciliation } },
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
        description: 'Public keys (RFC 7517) that receipts are checked with.',
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

const address = Compile(DeliveryAddress)
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

function requireId(params: unknown): DeliveryId {
  if (address.Check(params) && UUID.test(params.id)) return params.id as DeliveryId
  throw refuseCall('intake.delivery_unknown')
}
