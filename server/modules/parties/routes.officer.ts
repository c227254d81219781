import type { FastifyRequest } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import {
  Address,
  CardOrder,
  DeathOrder,
  Done,
  LinkView,
  LookupAnswer,
  LookupRequest,
  MergeOrder,
  MergeView,
  UndoOrder,
} from './contract.ts'
import { refuse } from './errors.ts'
import { linkCard } from './link-card.ts'
import { withdrawLink } from './link-identifiers.ts'
import { lookUpParty } from './look-up-party.ts'
import { mergeParties, undoMerge } from './merge-parties.ts'
import { findMerge } from './merge.queries.ts'
import type { PartyId } from './party.ts'
import { recordDeath } from './record-death.ts'

/** Officers look people up and put right who they are, each time for a stated purpose and case. */
export function partiesRoutes(app: App, services: Services): void {
  lookRoutes(app, services)
  mergeRoutes(app, services)
  linkRoutes(app, services)
  deathRoutes(app, services)
}

type Stated = { readonly body: { readonly purpose: string; readonly caseRef: string } }

/** Whom the request is about and what for, into its line of the journal. */
function note({ audit }: FastifyRequest, { body }: Stated, ...subjects: readonly string[]): void {
  audit.subjects.push(...subjects)
  audit.purpose = body.purpose
  audit.caseRef = body.caseRef
}

function lookRoutes(app: App, { database }: Services): void {
  // A question, yet not a GET: names and numbers do not belong in addresses, which end up in logs.
  app.post(
    '/api/parties/lookups',
    {
      schema: {
        summary: 'Find the party a printed name and number mean',
        body: LookupRequest,
        response: { 200: LookupAnswer },
      },
      config: { access: 'parties.look_up', audit: 'PartyLookup' },
    },
    async (request) => {
      note(request, request)
      const { answer, about, asked } = await lookUpParty(database.read(), request.body)
      if (about) request.audit.subjects.push(about)
      request.audit.details = { asked, finding: answer.finding }
      return answer
    },
  )
}

function mergeRoutes(app: App, { database }: Services): void {
  app.post(
    '/api/parties/:id/merges',
    {
      schema: {
        summary: 'Merge another record of the same party into this one',
        params: Address,
        body: MergeOrder,
        response: { 201: MergeView },
      },
      config: { access: 'parties.merge', audit: 'PartyMerge' },
    },
    async (request, reply) => {
      const [keptId, mergedId] = [request.params.id as PartyId, request.body.mergedId as PartyId]
      note(request, request, keptId, mergedId)
      const order = { keptId, mergedId, evidence: request.body.evidence, by: request.actor.id }
      const merge = await database.transaction(async (tx) => findMerge(tx, await mergeParties(tx, order)))
      return reply.code(201).send(merge!)
    },
  )
  app.post(
    '/api/parties/merges/:id/undo',
    {
      schema: { summary: 'Undo a merge', params: Address, body: UndoOrder, response: { 204: Done } },
      config: { access: 'parties.merge', audit: 'PartyMergeUndo' },
    },
    async (request, reply) => {
      const mergeId = request.params.id
      note(request, request, mergeId)
      await database.transaction(async (tx) => {
        const merge = await findMerge(tx, mergeId)
        if (!merge) throw refuse('parties.merge_unknown')
        request.audit.subjects.push(merge.keptId, merge.mergedId)
        await undoMerge(tx, { mergeId, reason: request.body.reason, by: request.actor.id })
      })
      return reply.code(204).send(null)
    },
  )
}

function linkRoutes(app: App, { database }: Services): void {
  app.post(
    '/api/parties/:id/identifiers',
    {
      schema: {
        summary: 'Link the old number on an identity card to a party',
        params: Address,
        body: CardOrder,
        response: { 201: LinkView },
      },
      config: { access: 'parties.link', audit: 'PartyIdentifierLink' },
    },
    async (request, reply) => {
      const partyId = request.params.id as PartyId
      note(request, request, partyId)
      const order = { partyId, qr: request.body.card, by: request.actor.id }
      const id = await database.transaction((tx) => linkCard(tx, order))
      return reply.code(201).send({ id })
    },
  )
  app.post(
    '/api/parties/identifier-links/:id/withdrawal',
    {
      schema: {
        summary: 'Withdraw a linked number',
        params: Address,
        body: UndoOrder,
        response: { 204: Done },
      },
      config: { access: 'parties.link', audit: 'PartyIdentifierLinkWithdraw' },
    },
    async (request, reply) => {
      const { id } = request.params
      note(request, request, id)
      await database.transaction((tx) => withdrawLink(tx, id, request.body.reason, request.actor.id))
      return reply.code(204).send(null)
    },
  )
}

function deathRoutes(app: App, { database }: Services): void {
  app.post(
    '/api/parties/:id/death',
    {
      schema: {
        summary: 'Record that a person has died',
        params: Address,
        body: DeathOrder,
        response: { 204: Done },
      },
      config: { access: 'parties.record_death', audit: 'PartyDeathRecord' },
    },
    async (request, reply) => {
      const partyId = request.params.id as PartyId
      note(request, request, partyId)
      const { on, evidence } = request.body
      await database.transaction((tx) => recordDeath(tx, partyId, on, evidence))
      return reply.code(204).send(null)
    },
  )
}
