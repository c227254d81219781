import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { testServices } from '../tests/services.ts'
import { readSigningKey } from './platform/secrets.ts'
import { composeApp } from './app.ts'

async function given(t: TestContext) {
  const services = await testServices(t)
  const app = await composeApp(services, readSigningKey(services.config.secretsFolder, 'tokens'))
  t.after(() => app.close())
  return app
}

interface Operation {
  readonly responses?: Record<string, { content?: object; description?: string }>
  readonly requestBody?: { content: object }
}

test('the API describes every call: what it takes, what it answers', async (t) => {
  const app = await given(t)
  const answer = await app.inject('/api/openapi.json')
  const { openapi, paths, components } = answer.json()
  assert.equal(openapi, '3.1.0')
  assert.ok(components.securitySchemes.token.flows.clientCredentials.tokenUrl.endsWith('/oidc/token'))
  const bare: string[] = []
  for (const [path, operations] of Object.entries<Record<string, Operation>>(paths)) {
    if (!path.startsWith('/api/')) continue
    for (const [method, operation] of Object.entries(operations)) {
      const success = Object.keys(operation.responses ?? {}).filter((status) => /^[23]/.test(status))
      const described = success.some((status) => {
        const { content, description } = operation.responses![status]!
        return content !== undefined || description !== 'Default Response'
      })
      if (!described) bare.push(`${method} ${path}: no answer`)
      if (['post', 'put', 'patch'].includes(method) && !operation.requestBody)
        bare.push(`${method} ${path}: no body`)
    }
  }
  assert.deepEqual(bare, [])
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
