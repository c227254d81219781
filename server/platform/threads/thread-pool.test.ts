import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { makeThreadPool, type ThreadPoolOptions } from './thread-pool.ts'

function poolOf(t: TestContext, more: Partial<ThreadPoolOptions> = {}) {
  const script = new URL('./odd.worker.ts', import.meta.url)
  const pool = makeThreadPool<string, number>({ script, size: 1, memoryLimitMb: 32, ...more })
  t.after(() => pool.close())
  return pool
}

const threadOf = async (pool: ReturnType<typeof poolOf>) => {
  const outcome = await pool.run('thread')
  assert.ok(outcome.ok)
  return outcome.answer
}

test('tasks are done in a thread that is used again', async (t) => {
  const pool = poolOf(t)
  assert.equal(await threadOf(pool), await threadOf(pool))
})

for (const [task, failure] of [
  ['spin', 'timeout'],
  ['eat', 'memory'],
  ['throw', 'failed'],
  ['exit', 'failed'],
] as const) {
  test(`a task that makes its thread ${task} ends as ${failure}, and the next has a new thread`, async (t) => {
    const pool = poolOf(t, { timeLimitMs: task === 'spin' ? 3_000 : 20_000 })
    const before = await threadOf(pool)
    assert.deepEqual(await pool.run(task), { ok: false, failure })
    assert.notEqual(await threadOf(pool), before)
  })
}

test('more tasks than threads wait for their turn, none for a stuck neighbour alone', async (t) => {
  const pool = poolOf(t, { size: 2, timeLimitMs: 3_000 })
  const outcomes = await Promise.all(['spin', 'thread', 'thread', 'thread'].map((task) => pool.run(task)))
  assert.deepEqual(
    outcomes.map(({ ok }) => ok),
    [false, true, true, true],
  )
})

test('the event loop turns while a task is done', async (t) => {
  const pool = poolOf(t, { timeLimitMs: 200 })
  let turns = 0
  const timer = setInterval(() => (turns += 1), 5)
  await pool.run('spin')
  clearInterval(timer)
  assert.ok(turns > 1)
})

test('a thread is replaced after as many tasks as it may do', async (t) => {
  const pool = poolOf(t, { mostTasks: 2 })
  const threads = [await threadOf(pool), await threadOf(pool), await threadOf(pool)]
  assert.equal(threads[0], threads[1])
  assert.notEqual(threads[1], threads[2])
})

test('two tasks are done at once, each by a thread of its own', async (t) => {
  const pool = poolOf(t, { size: 2 })
  const folder = mkdtempSync(join(tmpdir(), 'khoso-threads-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const [a, b] = await Promise.all([pool.run(`meet ${folder} a b`), pool.run(`meet ${folder} b a`)])
  assert.ok(a.ok && b.ok)
  assert.notEqual(a.answer, b.answer)
})

test('a thread that dies between two tasks is not given the next', async (t) => {
  const pool = poolOf(t)
  const before = await threadOf(pool)
  assert.ok((await pool.run('faint')).ok)
  await new Promise((done) => setTimeout(done, 200))
  assert.notEqual(await threadOf(pool), before)
})

test('when the pool is closed everybody who waits is told, and nothing more is started', async (t) => {
  const pool = poolOf(t)
  const waiting = ['spin', 'thread', 'thread'].map((task) => pool.run(task))
  await pool.close()
  const failed = { ok: false, failure: 'failed' }
  assert.deepEqual(await Promise.all(waiting), [failed, failed, failed])
  assert.deepEqual(await pool.run('thread'), failed)
})
