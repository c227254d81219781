import type { App } from '../../platform/http/app.ts'
import { keepAnswers } from '../../platform/http/entity-tag.ts'
import { legalDayOf } from '../../platform/legal-day.ts'
import type { Services } from '../../platform/services.ts'
import { getAgencyHistory } from './agency-history.queries.ts'
import { browseAgencies, listProcedures, listResultTypes } from './browse.queries.ts'
import {
  AgencyAddress,
  AgencyPage,
  AgencyQuery,
  AgencyView,
  BrowseQuery,
  CompetenceQuery,
  CompetenceView,
  OnQuery,
  ProcedureAddress,
  ProcedurePage,
  ProcedureView,
  ResponsibleQuery,
  ResponsibleView,
  ResultTypePage,
  ResultTypeView,
  TypeAddress,
} from './contract.ts'
import { refuse } from './errors.ts'
import { findCompetence } from './find-competence.ts'
import { listCompetent } from './links.queries.ts'
import { findProcedure } from './procedure.queries.ts'
import { requireAgency, showResponsible } from './show-responsible.ts'
import { getResultTypeView } from './show-result-type.ts'

const open = { access: 'catalog.read', audit: 'none' } as const

/** The catalogue, for everybody: published law and nobody's data, so nothing is journalled and answers may be kept. */
export async function publicRoutes(app: App, services: Services): Promise<void> {
  await app.register(async (scope) => {
    keepAnswers(scope as unknown as App)
    procedureRoutes(scope as unknown as App, services)
    resultTypeRoutes(scope as unknown as App, services)
    agencyRoutes(scope as unknown as App, services)
    questionRoutes(scope as unknown as App, services)
  })
}

function procedureRoutes(app: App, { database, clock }: Services): void {
  app.get(
    '/api/catalog/procedures',
    {
      schema: {
        summary: 'Procedures of the catalogue, on a day',
        querystring: BrowseQuery,
        response: { 200: ProcedurePage },
      },
      config: open,
    },
    async ({ query: { on, ...browse } }) =>
      listProcedures(database.read(), { ...browse, onDay: on ?? legalDayOf(clock()) }),
  )
  app.get(
    '/api/catalog/procedures/:code',
    {
      schema: {
        summary: 'One procedure, with the agencies competent for it',
        params: ProcedureAddress,
        querystring: OnQuery,
        response: { 200: ProcedureView },
      },
      config: open,
    },
    async ({ params, query }) => {
      const read = database.read()
      const onDay = query.on ?? legalDayOf(read.now)
      const procedure = await findProcedure(read, params.code, onDay)
      if (!procedure) throw refuse('catalog.procedure_unknown', { code: params.code, on: onDay })
      return { ...procedure, competence: await listCompetent(read, procedure.code, onDay) }
    },
  )
}

function resultTypeRoutes(app: App, { database, clock }: Services): void {
  app.get(
    '/api/catalog/result-types',
    {
      schema: {
        summary: 'Types of result, on a day',
        querystring: BrowseQuery,
        response: { 200: ResultTypePage },
      },
      config: open,
    },
    async ({ query: { on, ...browse } }) =>
      listResultTypes(database.read(), { ...browse, onDay: on ?? legalDayOf(clock()) }),
  )
  app.get(
    '/api/catalog/result-types/:code',
    {
      schema: {
        summary: 'One type of result: its fields and its rules',
        params: TypeAddress,
        querystring: OnQuery,
        response: { 200: ResultTypeView },
      },
      config: open,
    },
    async ({ params, query }) => {
      const read = database.read()
      return getResultTypeView(read, params.code, query.on ?? legalDayOf(read.now))
    },
  )
}

function agencyRoutes(app: App, { database, clock }: Services): void {
  app.get(
    '/api/catalog/agencies',
    {
      schema: { summary: 'Agencies, on a day', querystring: AgencyQuery, response: { 200: AgencyPage } },
      config: open,
    },
    async ({ query: { on, ...browse } }) =>
      browseAgencies(database.read(), { ...browse, onDay: on ?? legalDayOf(clock()) }),
  )
  app.get(
    '/api/catalog/agencies/:code',
    {
      schema: {
        summary: 'One agency, with what came before and after it',
        params: AgencyAddress,
        querystring: OnQuery,
        response: { 200: AgencyView },
      },
      config: open,
    },
    async ({ params, query }) => {
      const read = database.read()
      const agency = await requireAgency(read, params.code, query.on ?? legalDayOf(read.now))
      return { ...agency, ...(await getAgencyHistory(read, agency.id)) }
    },
  )
}

function questionRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/catalog/responsible-agency',
    {
      schema: {
        summary: 'Who answers today for what an agency issued',
        querystring: ResponsibleQuery,
        response: { 200: ResponsibleView },
      },
      config: open,
    },
    async ({ query }) => {
      const read = database.read()
      return showResponsible(read, { ...query, onDay: query.on ?? legalDayOf(read.now) })
    },
  )
  app.get(
    '/api/catalog/competence',
    {
      schema: {
        summary: 'Whether an agency may handle a procedure, and by what decision',
        querystring: CompetenceQuery,
        response: { 200: CompetenceView },
      },
      config: open,
    },
    async ({ query }) => {
      const read = database.read()
      const onDay = query.on ?? legalDayOf(read.now)
      const { id: agencyId } = await requireAgency(read, query.agency, onDay)
      const question = { procedureCode: query.procedure, agencyId, onDay }
      return { competence: (await findCompetence(read, question)) ?? null }
    },
  )
}
