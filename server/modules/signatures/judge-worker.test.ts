import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_POLICY } from '@khoso/pades'
import { makeSigned, NOW, sharedWorld } from '../../../tests/signed-files.ts'
import { makeThreadPool } from '../../platform/threads/thread-pool.ts'
import type { JudgeAnswer, JudgeTask } from './judge-task.ts'

const script = new URL('./judge-worker.ts', import.meta.url)

function taskOf(bytes: Uint8Array): JudgeTask {
  return {
    bytes: Uint8Array.from(bytes),
    at: NOW.getTime(),
    anchors: [Uint8Array.from(sharedWorld().anchor)],
    helpers: [],

    policy: DEFAULT_POLICY,
    evidence: [],
    hosts: null,
  }
}

/** Within what the judge grants a file, but far more than the thread of this test has. */
const bomb = (): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Pages 2 0 R/X[${'<</A[]>>'.repeat(900_000)}]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n`,
  )

test('a file that exhausts the memory of its judging thread is ended; those that wait are judged', async (t) => {
  const pool = makeThreadPool<JudgeTask, JudgeAnswer>({ script, size: 1, memoryLimitMb: 64 })
  t.after(() => pool.close())
  const good = taskOf(await makeSigned('good'))
  const [ended, judged] = await Promise.all([pool.run(taskOf(bomb())), pool.run(good)])
  assert.deepEqual(ended, { ok: false, failure: 'memory' })
  assert.ok(judged.ok)
  assert.equal(judged.answer.report.code, 'signature.evidence_missing')
})
