import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { sql } from 'kysely'
import type { AccessTable } from '../access.ts'
import { handleOf } from '../database/handles.ts'
import type { App } from '../http/app.ts'
import { refuseRequest } from '../http/errors.ts'
import { measureJournal } from '../journal/metrics.ts'
import type { Services } from '../services.ts'

export const observeAccess = {
  'observe.health': ['public'],
  'observe.metrics': ['public'],
} as const satisfies AccessTable

const { read } = handleOf('platform')
const open = { access: 'observe.health', audit: 'none' } as const
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Adds a module's own figures. */
type Measure = (registry: Registry, services: Services) => void

/** Alive, ready, and the figures of Prometheus; the figures only to this machine, where a collector sits. */
export function observeRoutes(app: App, services: Services, more: readonly Measure[] = []): void {
  const registry = measure(app, services)
  for (const add of more) add(registry, services)
  app.get('/health/live', { config: open }, async () => ({ status: 'live' }))
  app.get('/health/ready', { config: open }, async (_request, reply) => {
    const checks = { database: await isUp(() => services.database.pool.query('select 1')) }
    const ready = Object.values(checks).every(Boolean)
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks })
  })
  app.get('/metrics', { config: { access: 'observe.metrics', audit: 'none' } }, async (request, reply) => {
    if (!LOOPBACK.has(request.ip)) throw refuseRequest('request.forbidden')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

async function isUp(check: () => Promise<unknown>): Promise<boolean> {
  try {
    await check()
    return true
  } catch {
    return false
  }
}

function measure(app: App, services: Services): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'khoso_http_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
  })
  const queue = new Gauge({
    name: 'khoso_jobs',
    help: 'Jobs waiting, and jobs that failed at least once',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const { rows } = await sql<{ waiting: number; failing: number }>`
        select count(*) filter (where attempts = 0)::int as waiting, count(*) filter (where attempts > 0)::int as failing
        from graphile_worker.jobs`.execute(read(services.database.read()))
      queue.set({ state: 'waiting' }, rows[0]!.waiting)
      queue.set({ state: 'failing' }, rows[0]!.failing)
    },
  })
  measureJournal(registry, services)
  return registry
}
