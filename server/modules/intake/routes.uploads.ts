import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { isId } from '../../platform/ids.ts'
import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import { DeliveryAddress, DeliveryCall, Receipt, Receipts, Repair } from './contract.ts'
import type { DeliveryId } from './delivery.ts'
import { refuseCall } from './errors.ts'
import { repairDelivery } from './quarantine/repair-delivery.ts'
import { readCall, readExchangeCall, readRepair, type Arrival } from './receive/read-call.ts'
import { CLAIMS_PART, readUpload, UPLOAD_LIMITS, type Upload } from './receive/read-upload.ts'
import { receiveDeliveries, type Counter } from './receive/receive-deliveries.ts'

const senderOf = ({ actor, scope }: FastifyRequest) => ({ actor, scope })

/** What the OpenAPI document shows for a call that carries files. The check itself is ours, with our own codes. */
const upload = (claims: Type.TObject, summary: string) => ({
  summary,
  consumes: ['multipart/form-data', 'application/json'],
  body: {
    content: {
      'multipart/form-data': {
        schema: Type.Object(
          { [CLAIMS_PART]: claims },
          {
            description: 'Every other part is a file, under the name its delivery gives.',
            additionalProperties: Type.String({ contentMediaType: 'application/pdf' }),
          },
        ),
      },
      'application/json': {
        schema: Type.Object({
          ...claims.properties,
          files: Type.Optional(Type.Record(Type.String(), Type.String({ contentEncoding: 'base64' }))),
        }),
      },
    },
  },
})

const ExchangeCall = Type.Object({
  data: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
    description:
      'MaHoSo, MaTTHC, TrangThaiHoSo, MaCoQuan, MaGiayToKetQua, TenGiayToKetQua, SoKyHieu, NgayCap, MaChuGiayTo, ' +
      'LoaiDinhDanhCHS, TenFileGiayToKetQuaDinhKem …, flat or with a list of papers; other names are kept as sent.',
  }),
})

/** The body is read and judged by `readUpload` and the contract, whatever form it came in. */
const unchecked = { validatorCompiler: () => () => true, bodyLimit: UPLOAD_LIMITS.jsonBytes } as const

/** Routes that take files: deliveries in our words and in the national ones, and repairs. */
export async function uploadRoutes(app: App, { database }: Services, counter: Counter): Promise<void> {
  await app.register(multipart, { throwFileSizeLimit: true })

  const receive = (read: (call: Upload) => readonly Arrival[]) => async (request: FastifyRequest) => {
    const arrivals = read(await readUpload(request))
    const receipts = await database.transaction((tx) =>
      receiveDeliveries(tx, counter, senderOf(request), arrivals),
    )
    request.audit.subjects.push(...receipts.map(({ id }) => id))
    return { receipts: [...receipts] }
  }
  const deliver = { access: 'intake.deliver', audit: 'DeliveryReceive' } as const

  app.post(
    '/api/deliveries',
    {
      schema: {
        ...upload(DeliveryCall, 'Deliver one result or many, each with its signed file'),
        response: { 202: Receipts },
      },
      config: deliver,
      ...unchecked,
    },
    async (request, reply) => reply.code(202).send(await receive(readCall)(request)),
  )
  app.post(
    '/api/deliveries/exchange',
    {
      schema: {
        ...upload(ExchangeCall, 'The same in the words of the national exchange'),
        response: { 202: Receipts },
      },
      config: deliver,
      ...unchecked,
    },
    async (request, reply) => reply.code(202).send(await receive(readExchangeCall)(request)),
  )
  app.post(
    '/api/deliveries/:id/repairs',
    {
      schema: {
        ...upload(Repair, 'Put a quarantined delivery right: a new file, corrected fields, or both'),
        params: DeliveryAddress,
        response: { 202: Receipt },
      },
      config: { access: 'intake.repair', audit: 'DeliveryRepair' },
      ...unchecked,
    },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      if (!isId(id)) throw refuseCall('intake.delivery_unknown')
      request.audit.subjects.push(id)
      const order = { id: id as DeliveryId, ...readRepair(await readUpload(request)) }
      const receipt = await database.transaction((tx) =>
        repairDelivery(tx, counter, senderOf(request), order),
      )
      return reply.code(202).send(receipt)
    },
  )
}
