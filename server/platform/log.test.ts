import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testServices } from '../../tests/services.ts'
import { addJob } from './events.ts'
import { createApp } from './http/app.ts'
import { runDueJobs } from './jobs.ts'
import { createLog, describeFault } from './log.ts'

const NUMBER = '048192000137'
const NAME = 'Trần Thị Bích'
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g
/** Quotes the value in `detail`, and in the message. */
const FAULTY = [
  `do $$ begin create temp table bearer (value text primary key); insert into bearer values ('${NUMBER} ${NAME}'), ('${NUMBER} ${NAME}'); end $$`,
  `select '${NUMBER} ${NAME}'::date`,
]

async function given(t: TestContext) {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const services = { ...(await testServices(t)), log }
  const written = () => lines.join('').replaceAll(UUID, '')
  return { services, written, entries: () => lines.map((line) => JSON.parse(line)) }
}

function assertNobodyIn(log: string) {
  assert.doesNotMatch(log, /\d{12}/)
  assert.ok(!log.includes(NAME), log)
}

test('a fault of the database is logged by its code and constraint, without the values it was about', async (t) => {
  const { services, written, entries } = await given(t)
  const access = { 'test.fail': ['public'] } as const
  const app = createApp({
    services,
    access,
    authenticate: async () => ({ kind: 'public', id: 'p', grants: [] }),
  })
  t.after(() => app.close())
  const config = { access: 'test.fail', audit: 'none' }
  app.get('/people/:number/:fault', { config }, async (request) => {
    const { fault } = request.params as { fault: string }
    await services.database.pool.query(FAULTY[Number(fault)]!)
  })
  for (const fault of [0, 1]) assert.equal((await app.inject(`/people/${NUMBER}/${fault}`)).statusCode, 500)
  assert.equal((await app.inject(`/nowhere/${NUMBER}`)).statusCode, 404)
  assert.equal((await app.inject(`/people/${NUMBER}%E0%A4%A`)).statusCode, 400)
  const faults = entries().filter(({ msg }) => msg === 'http.failed')
  assert.deepEqual(
    faults.map(({ err }) => [err.code, err.constraint]),
    [
      ['23505', 'bearer_pkey'],
      ['22007', undefined],
    ],
  )
  assert.ok(faults[0].err.stack.length > 0)
  assertNobodyIn(written())
})

test('a job that fails is logged by task and code, without the values it was about', async (t) => {
  const { services, written, entries } = await given(t)
  const tasks = {
    first: async () => void (await services.database.pool.query(FAULTY[0]!)),
    second: async () => void (await services.database.pool.query(FAULTY[1]!)),
  }
  await services.database.transaction(async (tx) => {
    await addJob(tx, 'first', { number: NUMBER })
    await addJob(tx, 'second', { number: NUMBER })
  })
  await runDueJobs({ services, tasks, subscriptions: {} })
  const failed = entries().filter(({ msg }) => msg === 'job.failed')
  assert.deepEqual(failed.map(({ task, err }) => `${task} ${err.code}`).sort(), [
    'first 23505',
    'second 22007',
  ])
  assertNobodyIn(written())
})

test('a fault of ours keeps its sentence and its cause; text that could not be parsed is not quoted', () => {
  const cause = parseFault(`{"name": ${NAME}}`)
  const { message, cause: described } = describeFault(new Error('the catalogue is broken', { cause }))
  assert.equal(message, 'the catalogue is broken')
  assert.equal((described as { name: string }).name, 'SyntaxError')
  assert.ok(!JSON.stringify(described).includes('Trần'))
})

test('a number as long as a person’s is masked whoever wrote it; ids and times stay', async (t) => {
  const { services, entries } = await given(t)
  const id = '0199c1f0-0000-7000-8000-123456789012'
  services.log.warn({ id }, `no such person: ${NUMBER}`)
  const [line] = entries()
  assert.equal(line.msg, 'no such person: [number]')
  assert.equal(line.id, id)
  assert.ok(!Number.isNaN(Date.parse(line.time)))
})

function parseFault(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (fault) {
    return fault
  }
}
