import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { DOORS, type Door } from '../tests/access/doors.ts'
import { makeWorld, type World } from '../tests/access/world.ts'
import { testServices } from '../tests/services.ts'
import { PUBLIC, ROLES, type Actor, type Role } from './platform/access.ts'
import { createApp } from './platform/http/app.ts'
import { ACCESS, ROUTES } from './composition.ts'

type Reach = 'own' | 'stranger' | 'city'
const REACHES: readonly Reach[] = ['own', 'stranger', 'city']

interface Route {
  readonly door: string
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly roles: readonly Role[]
}

/** The product's routes, as they stand on the server, and one who asks at any of them as whoever. */
async function setUp(t: TestContext) {
  const services = await testServices(t)
  const world = await makeWorld(services)
  // Who asks is in the header, so that many may ask at once.
  const authenticate = async (header: string | undefined) =>
    header ? (JSON.parse(Buffer.from(header, 'base64').toString()) as Actor) : PUBLIC
  const app = createApp({ services, access: ACCESS, authenticate })
  t.after(() => app.close())
  const routes: Route[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat())
      routes.push({
        door: `${one} ${url}`,
        method: one as Route['method'],
        url,
        roles: ACCESS[config!.access!]!,
      })
  })
  for (const register of ROUTES) await register(app, services)
  await app.ready()
  const knock = async (route: Route, actor: Actor) => {
    const { params = {}, payload, headers } = DOORS[route.door]?.call?.(world) ?? {}
    const url = route.url.replace(/:(\w+)/g, (_, name: string) => params[name] ?? world.id.none)
    const query = DOORS[route.door]?.query ?? ''
    const answer = await app.inject({
      method: route.method,
      url: `${url}${query}`,
      headers: { ...headers, ...(actor.kind !== 'public' && { authorization: encode(actor) }) },
      ...(route.method === 'POST' && { payload: payload ?? {} }),
    })
    return { status: answer.statusCode, text: answer.body }
  }
  return { world, routes, knock }
}

const encode = (actor: Actor) => Buffer.from(JSON.stringify(actor)).toString('base64')

function actorOf(world: World, role: Role, reach: Reach): Actor {
  const agencyId = { own: world.issuer.id, stranger: world.stranger.id, city: null }[reach]
  const grants = [{ role, agencyId }]
  if (role === 'case-system') return { kind: 'client', id: 'egov', grants }
  if (role !== 'citizen') return { kind: 'staff', id: 'canbo-1', grants }
  const partyId = reach === 'own' ? { partyId: world.id.party } : {}
  return { kind: 'citizen', id: 'nguoi-dan-1', grants: [], ...partyId }
}

test('access', async (t) => {
  const server = await setUp(t)
  await t.test('every route of the server stands in the table of doors, and no other', () => {
    const doors = server.routes.map(({ door }) => door)
    assert.ok(doors.length > 50, `only ${doors.length} routes found`)
    assert.deepEqual(doors.toSorted(), Object.keys(DOORS).toSorted())
  })
  await t.test(
    'nobody comes in unnamed, and no role where it is not named, however far it reaches',
    async () => {
      assert.deepEqual(await listWronglyOpen(server), [])
    },
  )
  await t.test('who is named comes in as far as the role reaches; a stranger finds nothing', async () => {
    assert.deepEqual(await listWronglyAnswered(server), [])
  })
})

type Server = Awaited<ReturnType<typeof setUp>>

async function listWronglyOpen({ routes, knock, world }: Server): Promise<string[]> {
  const closed = routes.filter(({ roles }) => !roles.includes('public'))
  const asked = closed.flatMap((route) => [
    { route, who: 'the public', actor: PUBLIC, expected: 401 },
    ...ROLES.filter((role) => !route.roles.includes(role)).flatMap((role) =>
      REACHES.map((reach) => ({
        route,
        who: `${role} ${reach}`,
        actor: actorOf(world, role, reach),
        expected: 403,
      })),
    ),
  ])
  const faults = await Promise.all(
    asked.map(async ({ route, who, actor, expected }) => {
      const { status } = await knock(route, actor)
      return status === expected ? [] : [`${route.door} as ${who}: ${status}, not ${expected}`]
    }),
  )
  return faults.flat()
}

async function listWronglyAnswered({ routes, knock, world }: Server): Promise<string[]> {
  const wrong: string[] = []
  // Looking first: what is decided afterwards changes what there is to see.
  for (const route of routes.toSorted((a, b) => a.method.localeCompare(b.method))) {
    const door = DOORS[route.door]
    const named = door?.reach === 'open' ? ROLES : route.roles
    const asked = named.flatMap((role) => REACHES.map((reach) => ({ role, reach })))
    await Promise.all(
      asked.map(async ({ role, reach }) => {
        const answer = await knock(route, actorOf(world, role, reach))
        const fault = door && faultOf(door, mayEnter(door, role, reach), answer)
        if (fault) wrong.push(`${route.door} as ${role} ${reach}: ${answer.status}, ${fault}`)
      }),
    )
  }
  return wrong
}

function mayEnter({ reach: door }: Door, role: Role, reach: Reach): boolean {
  if (door === 'open' || door === 'role') return true
  if (door === 'city') return reach === 'city'
  // A person's reach is what is theirs, never an agency's.
  return door === 'own' || role === 'citizen' ? reach === 'own' : reach !== 'stranger'
}

const REFUSED = new Set([401, 403, 404])

/** What is wrong with an answer to somebody whose role is named there, if anything. */
function faultOf(
  door: Door,
  may: boolean,
  { status, text }: { readonly status: number; readonly text: string },
) {
  if (status >= 500) return 'broke'
  if (!may && door.shows) return shown(door, text) === 0 ? undefined : 'is shown what is not theirs'
  if (!may) return status === 403 || status === 404 ? undefined : 'comes in'
  if (REFUSED.has(status) && !door.mayBeNone) return 'is kept out'
  return door.shows && shown(door, text) === 0 ? 'is shown nothing' : undefined
}

const shown = ({ shows }: Door, text: string) => shows!(JSON.parse(text) as never)?.length ?? 0
