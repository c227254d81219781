import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'

const START = join(import.meta.dirname, '../tools/start.ts')

async function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

async function given(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-start-'))
  const port = String(await freePort())
  const running: ChildProcess[] = []
  const start = (env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [START], {
      env: { ...process.env, KHOSO_FOLDER: folder, PORT: port, KHOSO_DEMO_CITY: 'founded', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.push(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text))
    const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
    const saying = async (pattern: RegExp) => {
      for (let tries = 0; tries < 600 && !pattern.test(said); tries += 1)
        await new Promise((done) => setTimeout(done, 100))
      assert.match(said, pattern)
    }
    return { child, ended, saying, said: () => said }
  }
  t.after(() => {
    for (const child of running) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return { start, port }
}

test('npm start is ready, a second one points to the first, a killed one starts again', async (t) => {
  const { start, port } = await given(t)
  const first = start()
  await first.saying(/sẵn sàng/)
  const ready = await fetch(`http://127.0.0.1:${port}/health/ready`)
  assert.equal(ready.status, 200)

  const second = start()
  assert.equal(await second.ended, 0)
  assert.match(second.said(), /đang chạy rồi/)

  first.child.kill('SIGKILL')
  await first.ended
  const third = start()
  await third.saying(/sẵn sàng/)
  third.child.kill('SIGTERM')
  assert.equal(await third.ended, 0)
})

test('a port in use is said in one sentence, with the way out', async (t) => {
  const { start, port } = await given(t)
  const other = createServer().listen(Number(port), '127.0.0.1')
  t.after(() => other.close())
  const run = start()
  assert.equal(await run.ended, 1)
  assert.match(run.said(), /PORT=7500 npm start/)
})

test('the demonstration refuses to be production', async (t) => {
  const { start } = await given(t)
  const run = start({ NODE_ENV: 'production' })
  assert.equal(await run.ended, 1)
  assert.match(run.said(), /node server\/main\.ts/)
})
