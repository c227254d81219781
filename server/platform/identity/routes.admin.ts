import type { FastifyRequest } from 'fastify'
import type { Read, Tx } from '../database/transaction.ts'
import type { App } from '../http/app.ts'
import { requireCity } from '../http/require-city.ts'
import type { Services } from '../services.ts'
import { connectClient, listClients, replaceKeys, switchClient } from './clients.ts'
import {
  ClientAddress,
  ClientList,
  Done,
  GrantAddress,
  GrantEndOrder,
  GrantList,
  GrantMade,
  GrantQuery,
  KeysOrder,
  LetterOrder,
  NewClientOrder,
  NewGrantOrder,
  NewStaffOrder,
  StaffAddress,
  StaffList,
} from './contract.ts'
import { endGrant, giveGrant, listGrants } from './grants.ts'
import { addStaff, listStaff, releaseStaff, switchStaff } from './staff.ts'

interface Around {
  readonly knowsAgency: (on: Read, id: string) => Promise<boolean>
}

/** The city's administrator connects systems and gives rights; `around` says what only other modules know. */
export function adminRoutes(app: App, services: Services, around: Around): void {
  clientRoutes(app, services)
  switchRoutes(app, services)
  grantRoutes(app, services, around)
  staffRoutes(app, services)
}

/** Whom it is about and the letter it rests on; keys and names stay out of the journal. */
function note(
  { audit }: FastifyRequest,
  subjects: readonly string[],
  details: Record<string, unknown>,
): void {
  audit.subjects.push(...subjects)
  audit.details = details
}

function clientRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/admin/clients',
    {
      schema: { summary: 'Connected systems', response: { 200: ClientList } },
      config: { access: 'identity.see_clients', audit: 'ClientList' },
    },
    async (request) => {
      requireCity(request)
      return { items: await listClients(database.read()) }
    },
  )
  app.post(
    '/api/admin/clients',
    {
      schema: {
        summary: 'Connect a system by its public keys',
        body: NewClientOrder,
        response: { 201: ClientAddress },
      },
      config: { access: 'identity.keep_clients', audit: 'ClientConnect' },
    },
    async (request, reply) => {
      requireCity(request)
      const { letter, ...client } = request.body
      note(request, [`client:${client.id}`], { letter })
      await database.transaction((tx) => connectClient(tx, client))
      return reply.code(201).send({ id: client.id })
    },
  )
  app.post(
    '/api/admin/clients/:id/keys',
    {
      schema: {
        summary: 'Replace the public keys of a system',
        params: ClientAddress,
        body: KeysOrder,
        response: { 204: Done },
      },
      config: { access: 'identity.keep_clients', audit: 'ClientKeysReplace' },
    },
    async (request, reply) => {
      requireCity(request)
      const { id } = request.params
      note(request, [`client:${id}`], { letter: request.body.letter })
      await database.transaction((tx) => replaceKeys(tx, id, request.body.jwks))
      return reply.code(204).send(null)
    },
  )
}

const SWITCHES = [
  { verb: 'deactivation', active: false, audit: 'ClientDeactivate', summary: 'Switch a system off' },
  { verb: 'activation', active: true, audit: 'ClientActivate', summary: 'Switch a system on again' },
] as const

function switchRoutes(app: App, { database }: Services): void {
  for (const { verb, active, audit, summary } of SWITCHES) {
    app.post(
      `/api/admin/clients/:id/${verb}`,
      {
        schema: { summary, params: ClientAddress, body: LetterOrder, response: { 204: Done } },
        config: { access: 'identity.keep_clients', audit },
      },
      async (request, reply) => {
        requireCity(request)
        const { id } = request.params
        note(request, [`client:${id}`], request.body)
        await database.transaction((tx) => switchClient(tx, id, active))
        return reply.code(204).send(null)
      },
    )
  }
}

function staffRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/admin/staff',
    {
      schema: { summary: 'People of staff, and when they last signed in', response: { 200: StaffList } },
      config: { access: 'identity.see_staff', audit: 'StaffList' },
    },
    async (request) => {
      requireCity(request)
      return { items: await listStaff(database.read()) }
    },
  )
  app.post(
    '/api/admin/staff',
    {
      schema: {
        summary: 'Add a person of staff by letter',
        body: NewStaffOrder,
        response: { 201: StaffAddress },
      },
      config: { access: 'identity.keep_staff', audit: 'StaffAdd' },
    },
    async (request, reply) => {
      requireCity(request)
      const { letter, ...member } = request.body
      note(request, [`staff:${member.id}`], { letter })
      await database.transaction((tx) => addStaff(tx, member))
      return reply.code(201).send({ id: member.id })
    },
  )
  for (const { verb, audit, summary, move } of STAFF_MOVES) {
    app.post(
      `/api/admin/staff/:id/${verb}`,
      {
        schema: { summary, params: StaffAddress, body: LetterOrder, response: { 204: Done } },
        config: { access: 'identity.keep_staff', audit },
      },
      async (request, reply) => {
        requireCity(request)
        const { id } = request.params
        note(request, [`staff:${id}`], request.body)
        await database.transaction((tx) => move(tx, id, request.body.letter))
        return reply.code(204).send(null)
      },
    )
  }
}

const STAFF_MOVES = [
  {
    verb: 'deactivation',
    audit: 'StaffDeactivate',
    summary: 'Switch a person of staff off',
    move: (tx: Tx, id: string) => switchStaff(tx, id, false),
  },
  {
    verb: 'activation',
    audit: 'StaffActivate',
    summary: 'Switch a person of staff on again',
    move: (tx: Tx, id: string) => switchStaff(tx, id, true),
  },
  {
    verb: 'release',
    audit: 'StaffRelease',
    summary: 'Untie a person of staff from the account they signed in with; the next sign-in ties them anew',
    move: releaseStaff,
  },
] as const

function grantRoutes(app: App, { database }: Services, { knowsAgency }: Around): void {
  app.get(
    '/api/admin/grants',
    {
      schema: {
        summary: 'Roles a person or a system was given',
        querystring: GrantQuery,
        response: { 200: GrantList },
      },
      config: { access: 'identity.see_grants', audit: 'GrantList' },
    },
    async (request) => {
      requireCity(request)
      const { subject } = request.query
      request.audit.subjects.push(subject)
      return { items: await listGrants(database.read(), subject) }
    },
  )
  app.post(
    '/api/admin/grants',
    {
      schema: {
        summary: 'Give a role by letter, from a day on',
        body: NewGrantOrder,
        response: { 201: GrantMade },
      },
      config: { access: 'identity.keep_grants', audit: 'GrantGive' },
    },
    async (request, reply) => {
      requireCity(request)
      const { letter: basis, ...order } = request.body
      const { subject, role, agencyId } = order
      note(request, [subject], { letter: basis, role, agencyId })
      const by = `${request.actor.kind}:${request.actor.id}`
      const grant = { ...order, basis }
      const id = await database.transaction((tx) => giveGrant(tx, { grant, by, knowsAgency }))
      request.audit.subjects.push(id)
      return reply.code(201).send({ id })
    },
  )
  app.post(
    '/api/admin/grants/:id/end',
    {
      schema: {
        summary: 'End a role on a day',
        params: GrantAddress,
        body: GrantEndOrder,
        response: { 204: Done },
      },
      config: { access: 'identity.keep_grants', audit: 'GrantEnd' },
    },
    async (request, reply) => {
      requireCity(request)
      const { id } = request.params
      note(request, [id], request.body)
      const subject = await database.transaction((tx) => endGrant(tx, id, request.body.on))
      request.audit.subjects.push(subject)
      return reply.code(204).send(null)
    },
  )
}
