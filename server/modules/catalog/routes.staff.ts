import type { App } from '../../platform/http/app.ts'
import { requireCity } from '../../platform/http/require-city.ts'
import type { Services } from '../../platform/services.ts'
import {
  DraftView,
  Publication,
  ResponsibleView,
  ResultTypeView,
  SuccessionOrder,
  TypeAddress,
  TypeDraft,
} from './contract.ts'
import { decideSuccession } from './decide-succession.ts'
import { findResponsibleAgency } from './find-responsible-agency.ts'
import { note } from './note.ts'
import { draftResultType, publishResultType } from './publish-result-type.ts'
import { recordRoutes } from './routes.records.ts'
import { requireAgency, showAnswer } from './show-responsible.ts'
import { getResultTypeView } from './show-result-type.ts'

/** Those who keep the catalogue for the whole city: who succeeds whom, and what types of result there are. */
export function staffRoutes(app: App, services: Services): void {
  successionRoutes(app, services)
  typeRoutes(app, services)
  recordRoutes(app, services)
}

function successionRoutes(app: App, { database }: Services): void {
  app.post(
    '/api/catalog/succession-decisions',
    {
      schema: {
        summary: 'Record by decision who takes over from an agency',
        body: SuccessionOrder,
        response: { 201: ResponsibleView },
      },
      config: { access: 'catalog.decide_succession', audit: 'SuccessionDecide' },
    },
    async (request, reply) => {
      requireCity(request)
      const { predecessor, successor, ...order } = request.body
      const { effectiveFrom: onDay, field, areaCode } = order
      const answer = await database.transaction(async (tx) => {
        const { id: predecessorId } = await requireAgency(tx, predecessor, onDay)
        const { id: successorId } = await requireAgency(tx, successor, onDay)
        note(request, [predecessorId, successorId], { decisionNumber: order.decisionNumber })
        await decideSuccession(tx, { ...order, predecessorId, successorId, decidedBy: request.actor.id })
        const place = areaCode === undefined ? undefined : { code: areaCode, asOf: onDay }
        const now = await findResponsibleAgency(tx, { issuerId: predecessorId, field, place, onDay })
        return showAnswer(tx, now, onDay)
      })
      return reply.code(201).send(answer)
    },
  )
}

function typeRoutes(app: App, { database }: Services): void {
  app.post(
    '/api/catalog/result-types',
    {
      schema: {
        summary: 'Draft a new version of a type of result',
        body: TypeDraft,
        response: { 201: DraftView },
      },
      config: { access: 'catalog.draft', audit: 'ResultTypeDraft' },
    },
    async (request, reply) => {
      requireCity(request)
      const { code, validFrom, citation } = request.body
      note(request, [code], { validFrom, citation })
      const missing = await database.transaction((tx) => draftResultType(tx, request.body))
      return reply.code(201).send({ code, validFrom, missing })
    },
  )
  app.post(
    '/api/catalog/result-types/:code/publication',
    {
      schema: {
        summary: 'Publish the draft of a type of result',
        params: TypeAddress,
        body: Publication,
        response: { 201: ResultTypeView },
      },
      config: { access: 'catalog.publish', audit: 'ResultTypePublish' },
    },
    async (request, reply) => {
      requireCity(request)
      const code = request.params.code.trim().toUpperCase()
      note(request, [code], request.body)
      const published = await database.transaction(async (tx) =>
        getResultTypeView(tx, code, await publishResultType(tx, code)),
      )
      return reply.code(201).send(published)
    },
  )
}
