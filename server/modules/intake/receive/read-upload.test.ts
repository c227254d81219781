import assert from 'node:assert/strict'
import { connect } from 'node:net'
import test, { type TestContext } from 'node:test'
import multipart from '@fastify/multipart'
import fastify from 'fastify'
import { Refusal } from '../../../platform/refusal.ts'
import { readUpload, UPLOAD_LIMITS } from './read-upload.ts'

const SMALL = { ...UPLOAD_LIMITS, fileBytes: 1_000, callBytes: 1_500, files: 2, idleMilliseconds: 50 }

async function setUp(t: TestContext) {
  const app = fastify()
  await app.register(multipart)
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof Refusal ? error.status : 500).send({ code: (error as Refusal).code }),
  )
  app.post('/', async (request) => [...(await readUpload(request, SMALL)).files.keys()])
  const url = await app.listen({ port: 0 })
  t.after(() => {
    app.server.closeAllConnections()
    return app.close()
  })
  const send = async (sizes: readonly number[]) => {
    const form = new FormData()
    form.set('metadata', '{}')
    for (const [at, size] of sizes.entries()) form.set(`f${at}`, new Blob(['x'.repeat(size)]), 'f.pdf')
    return (await fetch(url, { method: 'POST', body: form })).json() as Promise<unknown>
  }
  return { send, url }
}

test('a call within its limits is read whole', async (t) => {
  const { send } = await setUp(t)
  assert.deepEqual(await send([1_000, 400]), ['f0', 'f1'])
})

test('a file past the limit is refused, and so are many files that are too much together', async (t) => {
  const { send } = await setUp(t)
  assert.deepEqual(await send([1_001]), { code: 'intake.file_too_large' })
  assert.deepEqual(await send([900, 900]), { code: 'intake.file_too_large' })
})

test('more files than one call may carry are refused', async (t) => {
  const { send } = await setUp(t)
  assert.deepEqual(await send([1, 1, 1]), { code: 'intake.too_many_files' })
})

test('a sender that falls silent in the middle is told so and not waited for', async (t) => {
  const { url } = await setUp(t)
  const socket = connect(Number(new URL(url).port), 'localhost')
  const head =
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n'
  socket.write(`${head}--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n%PDF`)
  const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))
  socket.destroy()
  assert.match(answer, /408 [^]*intake\.body_too_slow/)
})
