import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testServices } from '../tests/services.ts'
import type { AccessTable } from './platform/access.ts'
import { readSigningKey } from './platform/secrets.ts'
import { composeApp } from './app.ts'
import { ACCESS } from './composition.ts'

async function given(t: TestContext) {
  const services = await testServices(t)
  const app = await composeApp(services, readSigningKey(services.config.secretsFolder, 'tokens'))
  t.after(() => app.close())
  return app
}

interface Answer {
  readonly content?: Record<string, { schema?: { properties: object } }>
  readonly description?: string
}
interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly security?: readonly object[]
  readonly responses: Record<string, Answer>
  readonly requestBody?: { content: object }
}

async function describe(t: TestContext) {
  const app = await given(t)
  const document = (await app.inject('/api/openapi.json')).json()
  const paths = Object.entries<Record<string, Operation>>(document.paths)
  const calls = paths.flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      call: `${method} ${path}`,
      method,
      path,
      operation,
    })),
  )
  return { document, calls: calls.filter(({ path }) => path.startsWith('/api/')) }
}

const isSaid = ({ content, description }: Answer) =>
  content !== undefined || description !== 'Default Response'
/** What needs nothing but its address. */
const BODILESS = new Set(['post /api/results/{id}/signature-reports'])
const succeeds = ([status]: [string, Answer]) => /^[23]/.test(status)

test('the API describes every call: what it is for, what it takes, what it answers', async (t) => {
  const { document, calls } = await describe(t)
  assert.equal(document.openapi, '3.1.0')
  assert.ok(
    document.components.securitySchemes.token.flows.clientCredentials.tokenUrl.endsWith('/oidc/token'),
  )
  const bare = calls.flatMap(({ call, method, operation }) => {
    const answers = Object.entries(operation.responses).filter(succeeds)
    const takesBody = ['post', 'put', 'patch'].includes(method) && !BODILESS.has(call)
    return [
      ...(operation.summary ? [] : [`${call}: no summary`]),
      ...(answers.some(([, answer]) => isSaid(answer)) ? [] : [`${call}: no answer`]),
      ...(takesBody && !operation.requestBody ? [`${call}: no body`] : []),
    ]
  })
  assert.ok(calls.length > 0)
  assert.deepEqual(bare, [])
})

test('every call says how it refuses: as a problem, with a code and a cure', async (t) => {
  const { calls } = await describe(t)
  const named = ['type', 'title', 'status', 'code', 'cure', 'details', 'instance']
  for (const { call, operation } of calls) {
    const problem = operation.responses['default']?.content?.['application/problem+json']
    assert.deepEqual(Object.keys(problem?.schema?.properties ?? {}), named, call)
  }
})

test('a real refusal has exactly the fields that are described', async (t) => {
  const app = await given(t)
  const { calls } = await describe(t)
  const described = calls[0]!.operation.responses['default']!.content!['application/problem+json']!
  const refusal = (await app.inject({ method: 'POST', url: '/api/results/search', payload: {} })).json()
  assert.deepEqual(Object.keys(refusal), Object.keys(described.schema!.properties))
})

test('a call asks for a token exactly when it is not for everybody, and names the right it takes', async (t) => {
  const { calls } = await describe(t)
  const table: AccessTable = ACCESS
  for (const { call, operation } of calls) {
    const action = /Access: `([^`]+)`/.exec(operation.description ?? '')?.[1] ?? ''
    const open = table[action]?.includes('public')
    assert.notEqual(open, undefined, `${call}: ${action}`)
    assert.deepEqual(operation.security, open ? [] : undefined, call)
  }
})

test('answers carry the headers that keep a browser careful', async (t) => {
  const app = await given(t)
  const { headers } = await app.inject('/health/live')
  assert.match(String(headers['content-security-policy']), /default-src 'none'/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.equal(headers['referrer-policy'], 'no-referrer')
})

test('an address that is nobody’s gets a sentence, and is not journalled under a name of ours', async (t) => {
  const app = await given(t)
  const answer = await app.inject('/khong-co')
  assert.equal(answer.statusCode, 404)
  assert.equal(answer.json().code, 'request.not_found')
})
