import { extractTrust, readCertificateBundle } from '@khoso/pades'
import type { App } from '../../platform/http/app.ts'
import { requireCity } from '../../platform/http/require-city.ts'
import type { Services } from '../../platform/services.ts'
import { isInForce, withdrawAnchor } from './anchors.ts'
import { listAnchorHistory, listAnchorsKnown, listTrustedLists } from './anchors.queries.ts'
import { refuse } from './errors.ts'
import { confirmImport, getImport, proposeImport, type ImportPlan } from './import-trust.ts'
import { trustCertificate } from './trust-certificate.ts'
import {
  AnchorAddress,
  AnchorList,
  AtQuery,
  CarriedView,
  ConfirmCall,
  ExtractCall,
  ImportAddress,
  ImportCall,
  ImportView,
  ListList,
  showAnchor,
  showCarried,
  showImport,
  showList,
  TrustCall,
  TrustedScopes,
  WithdrawCall,
} from './trust-contract.ts'

/** Base64 of a signed file or a list; the list itself is bounded again when it is read. */
const MOST_BODY = 48 * 2 ** 20
const bytesOf = (content: string) => Buffer.from(content, 'base64')

/** Danh sách tin cậy: seen by all staff as of any moment, changed by the city's administrator on a letter. */
export function trustRoutes(app: App, services: Services): void {
  lookingRoutes(app, services)
  changingRoutes(app, services)
  extractRoute(app, services)
  importRoutes(app, services)
}

function lookingRoutes(app: App, { database, clock }: Services): void {
  app.get(
    '/api/trust/anchors',
    {
      schema: {
        summary: 'Whom we trust, as known and in force at a moment',
        querystring: AtQuery,
        response: { 200: AnchorList },
      },
      config: { access: 'trust.see', audit: 'AnchorList' },
    },
    async ({ query }) => {
      const at = query.at ? new Date(query.at) : clock()
      const known = await listAnchorsKnown(database.read(), at)
      return { at: at.toISOString(), items: known.map((one) => showAnchor(one, at)) }
    },
  )
  app.get(
    '/api/trust/anchors/:fingerprint',
    {
      schema: {
        summary: 'Everything ever said of the trust in one certificate, newest first',
        params: AnchorAddress,
        response: { 200: AnchorList },
      },
      config: { access: 'trust.see', audit: 'AnchorHistory' },
    },
    async ({ params: { fingerprint }, audit }) => {
      audit.subjects.push(fingerprint)
      const at = clock()
      const rows = await listAnchorHistory(database.read(), fingerprint)
      if (rows.length === 0) throw refuse('trust.anchor_unknown', { fingerprint })
      return { at: at.toISOString(), items: rows.map((one) => showAnchor(one, at)) }
    },
  )
  app.get(
    '/api/trust/lists',
    {
      schema: { summary: 'The trusted lists in use, and which is stale', response: { 200: ListList } },
      config: { access: 'trust.see', audit: 'TrustedListList' },
    },
    async () => {
      const at = clock()
      const lists = await listTrustedLists(database.read(), at)
      return { items: lists.map((one) => showList(one, at)) }
    },
  )
}

function changingRoutes(app: App, { database }: Services): void {
  app.post(
    '/api/trust/anchors',
    {
      bodyLimit: MOST_BODY,
      schema: {
        summary: 'Trust one certificate by its whole fingerprint, on a letter',
        body: TrustCall,
        response: { 201: TrustedScopes },
      },
      config: { access: 'trust.keep', audit: 'AnchorTrustOrder' },
    },
    async (request, reply) => {
      requireCity(request)
      const { file, ...order } = request.body
      request.audit.details = { letter: order.letter, uses: order.terms.uses }
      const given = file && { certificates: listCertificatesIn(bytesOf(file.content)), source: file.name }
      const scope = await database.transaction((tx) =>
        trustCertificate(tx, { ...order, source: 'kept', ...given }, request.actor),
      )
      const fingerprint = order.fingerprint.replaceAll(/[^0-9a-fA-F]/g, '').toLowerCase()
      request.audit.subjects.push(fingerprint)
      return reply.code(201).send({ fingerprint, scopes: [scope] })
    },
  )
  app.post(
    '/api/trust/anchors/:fingerprint/withdrawal',
    {
      schema: {
        summary: 'End a trust after a day, or from the moment its key may have been lost',
        params: AnchorAddress,
        body: WithdrawCall,
        response: { 200: TrustedScopes },
      },
      config: { access: 'trust.keep', audit: 'AnchorWithdrawOrder' },
    },
    async (request) => {
      requireCity(request)
      const { fingerprint } = request.params
      const { letter, lastDay, compromisedSince, scope } = request.body
      request.audit.subjects.push(fingerprint)
      request.audit.details = { letter }
      const order = {
        fingerprint,
        source: letter,
        ...(lastDay && { trustedTo: lastDay }),
        ...(compromisedSince && { compromisedSince: new Date(compromisedSince) }),
        ...(scope && { scope }),
      }
      return {
        fingerprint,
        scopes: await database.transaction((tx) => withdrawAnchor(tx, order, request.actor)),
      }
    },
  )
}

const listCertificatesIn = (bytes: Uint8Array): Uint8Array[] =>
  (
    extractTrust(bytes)?.certificates.map(({ certificate }) => certificate) ?? readCertificateBundle(bytes)
  ).map(({ der }) => der)

function extractRoute(app: App, { database, clock }: Services): void {
  app.post(
    '/api/trust/extractions',
    {
      bodyLimit: MOST_BODY,
      schema: {
        summary: 'The chains a signed file carries, to be compared with what authorities publish',
        body: ExtractCall,
        response: { 200: CarriedView },
      },
      config: { access: 'trust.keep', audit: 'TrustExtract' },
    },
    async (request) => {
      requireCity(request)
      const carried = extractTrust(bytesOf(request.body.content))
      if (!carried) throw refuse('trust.file_unreadable')
      const known = await listAnchorsKnown(database.read(), clock())
      const inForce = known.filter((one) => isInForce(one, clock()))
      return showCarried(carried, new Set(inForce.map(({ fingerprint }) => fingerprint)))
    },
  )
}

function importRoutes(app: App, { database, files }: Services): void {
  app.post(
    '/api/trust/imports',
    {
      bodyLimit: MOST_BODY,
      schema: {
        summary: 'What certificates or trusted lists would change; trusts nothing',
        body: ImportCall,
        response: { 201: ImportView },
      },
      config: { access: 'trust.keep', audit: 'TrustImportPropose' },
    },
    async (request, reply) => {
      requireCity(request)
      const { kind, files: sent, terms, scope } = request.body
      const named = sent.map(({ name, content }) => ({ name, bytes: bytesOf(content) }))
      const order = { kind, files: named, choices: { ...(terms && { terms }), ...(scope && { scope }) } }
      const made = await database.transaction(async (tx) => {
        const { id, plan } = await proposeImport(tx, files, order, request.actor)
        return { plan, kept: await getImport(tx, id) }
      })
      request.audit.subjects.push(made.kept.id)
      return reply.code(201).send(showImport(made.kept, made.plan))
    },
  )
  app.get(
    '/api/trust/imports/:id',
    {
      schema: {
        summary: 'An import as it was shown, and who confirmed it',
        params: ImportAddress,
        response: { 200: ImportView },
      },
      config: { access: 'trust.keep', audit: 'TrustImportView' },
    },
    async (request) => {
      requireCity(request)
      request.audit.subjects.push(request.params.id)
      const kept = await getImport(database.read(), request.params.id)
      return showImport(kept, kept.plan as ImportPlan)
    },
  )
  app.post(
    '/api/trust/imports/:id/confirmation',
    {
      schema: {
        summary: 'Carry out exactly the import that was shown, on a letter',
        params: ImportAddress,
        body: ConfirmCall,
        response: { 200: ImportView },
      },
      config: { access: 'trust.keep', audit: 'TrustImportConfirm' },
    },
    async (request) => {
      requireCity(request)
      const { id } = request.params
      const { plan: digest, letter } = request.body
      request.audit.subjects.push(id)
      request.audit.details = { letter, plan: digest }
      return database.transaction(async (tx) => {
        const plan = await confirmImport(tx, files, id, { digest, letter, actor: request.actor })
        return showImport(await getImport(tx, id), plan)
      })
    },
  )
}
