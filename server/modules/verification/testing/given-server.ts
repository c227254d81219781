// A server on a database of its own, with one result that has its code: what the tests of routes and page start from.
import type { TestContext } from 'node:test'
import { PDF } from '@libpdf/core'
import assert from 'node:assert/strict'
import { TASKS } from '../../../composition.ts'
import { PUBLIC, type Actor } from '../../../platform/access.ts'
import { createApp } from '../../../platform/http/app.ts'
import { runDueJobs } from '../../../platform/jobs.ts'
import { SUBSCRIPTIONS } from '../../../subscriptions.ts'
import { TEST_NOW } from '../../../../tests/database.ts'
import { citizen } from '../../../../tests/given/parties.ts'
import { holder, result } from '../../../../tests/given/results.ts'
import { enabledType } from '../../../../tests/given/verification.ts'
import { testServices } from '../../../../tests/services.ts'
import type { ResultId } from '../../results/index.ts'
import { findCodeOfResult, verificationAccess, verificationRoutes } from '../index.ts'

/** A server on a database of its own, a clock that is moved by hand, and one registered result with its code. */
export async function givenServer(t: TestContext) {
  let now = TEST_NOW
  let actor: Actor = PUBLIC
  const services = await testServices(t, {}, () => now)
  const app = createApp({ services, access: verificationAccess, authenticate: async () => actor })
  await verificationRoutes(app, services)
  t.after(() => app.close())
  const { database, files } = services
  const pdf = PDF.create()
  pdf.addPage({ width: 595.28, height: 841.89 })
  const original = await pdf.save()
  const made = await database.transaction(async (tx) => {
    const { issuer, ...known } = await enabledType(tx)
    const party = await citizen(tx)
    const digest = await files.put(tx, original, { mediaType: 'application/pdf', sensitivity: 1 })
    const file = { digest, mediaType: 'application/pdf', role: 'signed-original' } as const
    const resultId = await result(tx, { ...known, file, holders: [holder({}, party)] })
    return { issuer, known, party, resultId }
  })
  const settle = () => runDueJobs({ services, tasks: TASKS, subscriptions: SUBSCRIPTIONS })
  await settle()
  return {
    ...made,
    app,
    services,
    original,
    settle,
    code: await codeOf(services, made.resultId),
    pass: (seconds: number) => (now = new Date(now.getTime() + seconds * 1000)),
    actAs: (next: Actor) => (actor = next),
  }
}

export async function codeOf({ database }: Awaited<ReturnType<typeof testServices>>, id: ResultId) {
  const code = await findCodeOfResult(database.read(), id)
  assert.ok(code)
  return code
}
