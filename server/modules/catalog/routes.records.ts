import type { App } from '../../platform/http/app.ts'
import { requireCity } from '../../platform/http/require-city.ts'
import type { Services } from '../../platform/services.ts'
import { CompetenceRecord, QrRolloutRecord, Recorded, SigningSubjectRecord } from './contract.ts'
import { note } from './note.ts'
import { recordCompetence, recordQrRollout, recordSigningSubject, type Dated } from './record-dated.ts'
import { requireAgency } from './show-responsible.ts'

/** What a delivery in quarantine waits for: whose right it was, whose signature, and whether a QR belongs on it. */
export function recordRoutes(app: App, services: Services): void {
  competenceRoute(app, services)
  signingSubjectRoute(app, services)
  qrRolloutRoute(app, services)
}

const recorded = ({ validFrom, validTo = null, citation }: Shown) => ({ validFrom, validTo, citation })
type Shown = Omit<Dated, 'validTo'> & { readonly validTo?: string | null | undefined }

function competenceRoute(app: App, { database }: Services): void {
  app.post(
    '/api/catalog/competences',
    {
      schema: {
        summary: 'Record by what right an agency, or every agency of a level, decides a procedure',
        body: CompetenceRecord,
        response: { 201: Recorded },
      },
      config: { access: 'catalog.record', audit: 'CompetenceRecord' },
    },
    async (request, reply) => {
      requireCity(request)
      const { agency: named, procedure: procedureCode, ...order } = request.body
      await database.transaction(async (tx) => {
        const agency = named === undefined ? undefined : await requireAgency(tx, named, order.validFrom)
        note(request, [procedureCode, ...(agency ? [agency.id] : [])], recorded(order))
        await recordCompetence(tx, { ...order, procedureCode, agencyId: agency?.id })
      })
      return reply.code(201).send(recorded(order))
    },
  )
}

function signingSubjectRoute(app: App, { database }: Services): void {
  app.post(
    '/api/catalog/signing-subjects',
    {
      schema: {
        summary: 'Record the certificate subject by which the signatures of an agency are known',
        body: SigningSubjectRecord,
        response: { 201: Recorded },
      },
      config: { access: 'catalog.record', audit: 'SigningSubjectRecord' },
    },
    async (request, reply) => {
      requireCity(request)
      const { agency, ...order } = request.body
      await database.transaction(async (tx) => {
        const { id: agencyId } = await requireAgency(tx, agency, order.validFrom)
        note(request, [agencyId], recorded(order))
        await recordSigningSubject(tx, { ...order, agencyId })
      })
      return reply.code(201).send(recorded(order))
    },
  )
}

function qrRolloutRoute(app: App, { database }: Services): void {
  app.post(
    '/api/catalog/qr-rollouts',
    {
      schema: {
        summary: 'Record since when results of a type, from a procedure, carry a QR',
        body: QrRolloutRecord,
        response: { 201: Recorded },
      },
      config: { access: 'catalog.record', audit: 'QrRolloutRecord' },
    },
    async (request, reply) => {
      requireCity(request)
      const { procedure: procedureCode, resultType, ...dates } = request.body
      const resultTypeCode = resultType.trim().toUpperCase()
      note(request, [resultTypeCode, procedureCode], recorded(dates))
      await database.transaction((tx) => recordQrRollout(tx, { ...dates, procedureCode, resultTypeCode }))
      return reply.code(201).send(recorded(dates))
    },
  )
}
