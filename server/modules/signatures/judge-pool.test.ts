import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { makeJudgePool } from './judge-pool.ts'

function poolOf(t: TestContext, more: { size?: number; timeLimitMs?: number } = {}) {
  const script = new URL('./testing/odd-worker.ts', import.meta.url)
  const pool = makeJudgePool<string, number>({ script, size: 1, memoryLimitMb: 32, ...more })
  t.after(() => pool.close())
  return pool
}

const threadOf = async (pool: ReturnType<typeof poolOf>) => {
  const outcome = await pool.run('thread')
  assert.ok(outcome.ok)
  return outcome.answer
}

test('files are judged in a thread that is used again', async (t) => {
  const pool = poolOf(t)
  assert.equal(await threadOf(pool), await threadOf(pool))
})

for (const [task, code] of [
  ['spin', 'file.judge_timeout'],
  ['eat', 'file.judge_memory'],
  ['throw', 'file.judge_failed'],
  ['exit', 'file.judge_failed'],
] as const) {
  test(`a file that makes the judge ${task} gets ${code}, and the next file a new thread`, async (t) => {
    const pool = poolOf(t, { timeLimitMs: task === 'spin' ? 3_000 : 20_000 })
    const before = await threadOf(pool)
    assert.deepEqual(await pool.run(task), { ok: false, code })
    assert.notEqual(await threadOf(pool), before)
  })
}

test('more files than threads wait for their turn, none for a stuck neighbour alone', async (t) => {
  const pool = poolOf(t, { size: 2, timeLimitMs: 3_000 })
  const outcomes = await Promise.all(['spin', 'thread', 'thread', 'thread'].map((task) => pool.run(task)))
  assert.deepEqual(
    outcomes.map(({ ok }) => ok),
    [false, true, true, true],
  )
})

test('the event loop turns while a file is judged', async (t) => {
  const pool = poolOf(t, { timeLimitMs: 200 })
  let turns = 0
  const timer = setInterval(() => (turns += 1), 5)
  await pool.run('spin')
  clearInterval(timer)
  assert.ok(turns > 1)
})
