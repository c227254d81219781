import type { App } from '../../platform/http/app.ts'
import type { Read } from '../../platform/database/transaction.ts'
import type { Services } from '../../platform/services.ts'
import type { PartyId } from '../parties/index.ts'
import { Address, FileQuery, PageQuery, ResultView, SearchAnswer } from './contract.ts'
import { givesExtracts, partiesOf, refuseExtractOnly, requireHeldBy } from './reach.ts'
import type { ResultId } from './result.ts'
import { searchOwnResults, withStatus, type FoundResult } from './search/search.ts'
import { ResultFileAnswer, sendFile } from './send-file.ts'
import { showResult, showSummary, showToHolder, withoutOthers } from './show-result.ts'

/** Holders see, and download, what is theirs. */
export function citizenRoutes(app: App, services: Services): void {
  const { database } = services
  app.get(
    '/api/my/results',
    {
      schema: { summary: 'Your own results', querystring: PageQuery, response: { 200: SearchAnswer } },
      config: { access: 'results.mine', audit: 'OwnResultList' },
    },
    async ({ actor, query, audit }) => {
      const read = database.read()
      const partyIds = await partiesOf(read, actor)
      const found = await searchOwnResults(read, { partyIds, page: query })
      audit.subjects.push(...found.items.map(({ result }) => result.id))
      const items = await Promise.all(found.items.map((item) => ownView(read, item, partyIds)))
      return { ...found, items: items.map((item) => showSummary(item, showToHolder)) }
    },
  )
  app.get(
    '/api/my/results/:id',
    {
      schema: { summary: 'One of your own results', params: Address, response: { 200: ResultView } },
      config: { access: 'results.mine', audit: 'OwnResultRead' },
    },
    async ({ actor, params, audit }) => {
      const read = database.read()
      const partyIds = await partiesOf(read, actor)
      const { id } = await requireHeldBy(read, partyIds, params.id as ResultId)
      audit.subjects.push(id)
      const [found] = await withStatus(read, [id])
      return showResult(read, await ownView(read, found!, partyIds), showToHolder)
    },
  )
  app.get(
    '/api/my/results/:id/file',
    {
      schema: {
        summary: 'A file of one of your own results',
        params: Address,
        querystring: FileQuery,
        response: { 200: ResultFileAnswer },
      },
      config: { access: 'results.mine', audit: 'OwnResultDownload' },
    },
    async ({ actor, params, query, audit }, reply) => {
      const read = database.read()
      const result = await requireHeldBy(read, await partiesOf(read, actor), params.id as ResultId)
      audit.subjects.push(result.id)
      const { role = 'signed-original' } = query
      await refuseExtractOnly(read, result, role)
      return sendFile(services, reply, result, role)
    },
  )
}

async function ownView(on: Read, found: FoundResult, partyIds: readonly PartyId[]): Promise<FoundResult> {
  const alone = found.result.holders.length === 1
  return alone || !(await givesExtracts(on, found.result)) ? found : withoutOthers(found, partyIds)
}
