import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { makeEvidenceFetcher } from './evidence-fetcher.ts'

async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a listed host is asked, with the request posted as OCSP wants it', async (t) => {
  const host = await serve(t, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () =>
      response.end(`${request.method} ${request.headers['content-type']} ${Buffer.concat(parts).toString()}`),
    )
  })
  const fetcher = makeEvidenceFetcher({ hosts: [host] })
  const answer = await fetcher({
    url: `http://${host}/ocsp`,
    body: Buffer.from('?'),
    type: 'application/ocsp-request',
  })
  assert.equal(Buffer.from(answer!).toString(), 'POST application/ocsp-request ?')
})

test('a host that is not listed is never asked, nor one named in another way', async (t) => {
  let asked = 0
  const host = await serve(t, (_request, response) => {
    asked += 1
    response.end()
  })
  const port = host.split(':')[1]
  const fetcher = makeEvidenceFetcher({ hosts: ['crl.ca.gov.vn'] })
  for (const url of [
    `http://${host}/crl`,
    `http://crl.ca.gov.vn@${host}/crl`,
    `http://crl.ca.gov.vn:${port}/crl`,
    `file:///etc/passwd`,
    `not an address`,
  ]) {
    assert.equal(await fetcher({ url }), undefined, url)
  }
  assert.equal(asked, 0)
})

test('a redirection is not followed', async (t) => {
  const inside = await serve(t, (_request, response) => response.end('secret'))
  const host = await serve(t, (_request, response) =>
    response.writeHead(302, { location: `http://${inside}/` }).end(),
  )
  assert.equal(await makeEvidenceFetcher({ hosts: [host, inside] })({ url: `http://${host}/` }), undefined)
})

test('an answer that is too large, or no success, is none', async (t) => {
  const host = await serve(t, (request, response) => {
    if (request.url === '/gone') response.writeHead(404).end('x')
    else response.end(Buffer.alloc(2_000))
  })
  const fetcher = makeEvidenceFetcher({ hosts: [host], maxBytes: 1_000 })
  assert.equal(await fetcher({ url: `http://${host}/large` }), undefined)
  assert.equal(await fetcher({ url: `http://${host}/gone` }), undefined)
  assert.equal((await makeEvidenceFetcher({ hosts: [host] })({ url: `http://${host}/large` }))?.length, 2_000)
})

test('a host that does not answer is given up, and left alone for a while', async (t) => {
  let asked = 0
  const host = await serve(t, () => {
    asked += 1
  })
  const fetcher = makeEvidenceFetcher({ hosts: [host], timeoutMs: 50 })
  assert.equal(await fetcher({ url: `http://${host}/a` }), undefined)
  assert.equal(await fetcher({ url: `http://${host}/b` }), undefined)
  assert.equal(asked, 1)
})

test('two who ask for the same at once share one request', async (t) => {
  let asked = 0
  const host = await serve(t, (_request, response) => {
    asked += 1
    response.end('list')
  })
  const fetcher = makeEvidenceFetcher({ hosts: [host] })
  const url = `http://${host}/crl`
  const answers = await Promise.all([fetcher({ url }), fetcher({ url })])
  assert.deepEqual(
    answers.map((answer) => Buffer.from(answer!).toString()),
    ['list', 'list'],
  )
  assert.equal(asked, 1)
})
