import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test, type TestContext } from 'node:test'
import { chooseRoutes } from '../demo/sign-in/choose.ts'
import { listSamplePeople, samplePeople } from '../demo/sign-in/people.ts'
import { welcomeAccess } from '../demo/welcome/welcome.ts'
import { testServices } from '../tests/services.ts'
import { composeApp } from './app.ts'
import { registerParty } from './modules/parties/index.ts'
import { releaseStaff } from './platform/identity/staff.ts'
import { registerStaff } from './platform/identity/subjects.ts'
import { readSigningKey } from './platform/secrets.ts'

const MINUTE = 60_000

/** The whole server with the demonstration's provider, at an address it can be asked at; its clock moves by `wait`. */
async function givenSite(t: TestContext) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  let later = 0
  const clock = () => new Date(Date.now() + later)
  const services = await testServices(t, { KHOSO_PUBLIC_URL: origin }, clock)
  const app = await composeApp(services, readSigningKey(services.config.secretsFolder, 'tokens'), {
    access: welcomeAccess,
    routes: chooseRoutes,
    people: samplePeople,
  })
  t.after(() => app.close())
  await app.listen({ port, host: '127.0.0.1' })
  await services.database.transaction((tx) =>
    registerStaff(tx, { id: 'kiem-tra-attp', name: 'Đặng Hữu Toàn' }),
  )
  return { services, origin, wait: (ms: number) => void (later += ms) }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

/** A browser: keeps cookies by name, follows redirections by itself, says where its requests come from. */
function openBrowser(origin: string) {
  const cookies = new Map<string, string>()
  const visited: string[] = []
  async function go(path: string, { form, site = 'same-origin' }: { form?: object; site?: string } = {}) {
    const url = new URL(path, origin)
    visited.push(`${url.pathname}${url.search}`)
    const answer = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'sec-fetch-site': site,
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { body: new URLSearchParams({ ...form }) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]!.split('=')
      if (value && !/Max-Age=0|expires=Thu, 01 Jan 1970/i.test(line)) cookies.set(name, value)
      else cookies.delete(name)
    }
    const next = answer.headers.get('location')
    if (next) return go(next)
    const text = await answer.text()
    return { status: answer.status, text, path: url.pathname }
  }
  const signIn = async (way: string, subject: string) => {
    const choice = await go(`/dang-nhap/${way}?ve=/api/me`)
    return go(choice.path, { form: { subject } })
  }
  return { go, signIn, cookies, visited }
}

test('sign-in 1.2, 2.4: a holder signs in over real redirections and is the party that bears the number', async (t) => {
  const { services, origin } = await givenSite(t)
  const sample = listSamplePeople(services).find(({ subject }) => subject === 'holder-anh-tuyet')!
  const partyId = await services.database.transaction((tx) =>
    registerParty(tx, {
      kind: 'person',
      name: sample.name,
      birth: '1984-03-05',
      identifiers: [{ type: 'personal-number', value: sample.claims['SoDinhDanh']! }],
      origin: 'test',
    }),
  )
  const { signIn, go, cookies, visited } = openBrowser(origin)
  const { status, text } = await signIn('nguoi-dan', sample.subject)
  assert.equal(status, 200, text)
  const { kind, id, name, level, roles } = JSON.parse(text)
  assert.deepEqual([kind, id, name, level, roles], ['citizen', partyId, sample.name, 'LoA2', []])
  assert.equal((await go('/api/my/results')).status, 200)
  assert.ok(
    visited.every((path) => !path.includes(sample.claims['SoDinhDanh']!)),
    'no number in an address',
  )

  const { rows } = await services.database.pool.query('select token_hash from platform.session')
  assert.equal(rows.length, 1)
  assert.ok(![...cookies.values()].includes(rows[0].token_hash), 'the database cannot be used as a cookie')
  const journal = await services.database.pool.query(
    `select subject_ids, details from platform.journal where action = 'SignIn'`,
  )
  assert.deepEqual(journal.rows, [
    { subject_ids: [`citizen:${partyId}`], details: { way: 'nguoi-dan', level: 'LoA2' } },
  ])
})

test('sign-in 2.4: a holder nobody knew is registered once; one whose number is another’s is shown nothing', async (t) => {
  const { services, origin } = await givenSite(t)
  const me = async () =>
    JSON.parse((await openBrowser(origin).signIn('nguoi-dan', 'holder-bao-tram')).text).id
  assert.equal(await me(), await me())
  const quan = listSamplePeople(services).find(({ subject }) => subject === 'holder-minh-quan')!
  await services.database.transaction((tx) =>
    registerParty(tx, {
      kind: 'person',
      name: 'Người Khác',
      birth: '1950-01-01',
      identifiers: [{ type: 'personal-number', value: quan.claims['SoDinhDanh']! }],
      origin: 'test',
    }),
  )
  const browser = openBrowser(origin)
  const refused = await browser.signIn('nguoi-dan', quan.subject)
  assert.equal(refused.status, 403)
  assert.match(refused.text, /không khớp với thông tin kho đang giữ/)
  assert.equal((await browser.go('/api/me')).status, 401)
})

test('sign-in 2.2: staff sign in by their user name; who is not registered or is switched off does not', async (t) => {
  const { services, origin } = await givenSite(t)
  const browser = openBrowser(origin)
  const { text } = await browser.signIn('can-bo', 'staff-kiem-tra-attp')
  assert.deepEqual([JSON.parse(text).kind, JSON.parse(text).id], ['staff', 'kiem-tra-attp'])
  assert.match((await openBrowser(origin).signIn('can-bo', 'staff-kiem-toan')).text, /chưa được đăng ký/)
  await services.database.pool.query('update platform.staff set active = false')
  assert.equal((await browser.go('/api/me')).status, 401, 'switched off is nobody at once')
})

test('sign-in 2.3: another account under the same name is refused until the tie is released by letter', async (t) => {
  const { services, origin } = await givenSite(t)
  await openBrowser(origin).signIn('can-bo', 'staff-kiem-tra-attp')
  const { database } = services
  // As if the city's directory had given the name to another account: the subject we know is gone.
  await database.transaction((tx) => releaseStaff(tx, 'kiem-tra-attp', '1/x'))
  await database.pool.query(
    `insert into platform.account select gen_random_uuid(), provider, 'another', kind, person_id, linked_at from platform.account`,
  )
  const refused = await openBrowser(origin).signIn('can-bo', 'staff-kiem-tra-attp')
  assert.equal(refused.status, 403)
  assert.match(refused.text, /do một tài khoản đăng nhập khác sử dụng/)
  await database.transaction((tx) => releaseStaff(tx, 'kiem-tra-attp', '2/x'))
  assert.equal((await openBrowser(origin).signIn('can-bo', 'staff-kiem-tra-attp')).status, 200)
})

test('sign-in 1.2: an answer counts once, and only in the browser that asked', async (t) => {
  const { origin } = await givenSite(t)
  const { signIn, visited } = openBrowser(origin)
  await signIn('can-bo', 'staff-kiem-tra-attp')
  const callback = visited.find((path) => path.startsWith('/dang-nhap/xong'))!
  for (const browser of [openBrowser(origin), openBrowser(origin)]) {
    const { status, text } = await browser.go(callback)
    assert.equal(status, 400)
    assert.match(text, /đã quá hạn hoặc bắt đầu từ trình duyệt khác/)
  }
})

test('sign-in 1.2: an address begins three hundred times in ten minutes and not once more', async (t) => {
  const { origin, wait } = await givenSite(t)
  const begin = async () => (await fetch(`${origin}/dang-nhap/can-bo`, { redirect: 'manual' })).status
  for (let time = 0; time < 300; time += 1) assert.equal(await begin(), 302)
  assert.equal(await begin(), 429)
  wait(10 * MINUTE)
  assert.equal(await begin(), 302)
})

test('sign-in 1.2: a state that is not the one sent is refused', async (t) => {
  const { origin } = await givenSite(t)
  const browser = openBrowser(origin)
  await browser.go('/dang-nhap/can-bo')
  const { status } = await browser.go('/dang-nhap/xong?code=x&state=another')
  assert.equal(status, 502)
  assert.equal((await browser.go('/api/me')).status, 401)
})

test('sign-in 3.2: a session ends after half an hour unused, after eight hours, and by signing out', async (t) => {
  const { origin, wait } = await givenSite(t)
  const browser = openBrowser(origin)
  const signedIn = async () => (await browser.go('/api/me')).status === 200
  await browser.signIn('can-bo', 'staff-kiem-tra-attp')
  wait(20 * MINUTE)
  assert.ok(await signedIn())
  wait(20 * MINUTE)
  assert.ok(await signedIn(), 'its use was noted')
  wait(31 * MINUTE)
  assert.ok(!(await signedIn()))

  await browser.signIn('can-bo', 'staff-kiem-tra-attp')
  for (let at = 0; at < 19; at += 1) {
    wait(25 * MINUTE)
    await signedIn()
  }
  assert.ok(await signedIn())
  wait(10 * MINUTE)
  assert.ok(!(await signedIn()), 'eight hours are over, however busy')
})

test('sign-in 1.5, 3.4: signing out ends the session; another site cannot act in it', async (t) => {
  const { origin } = await givenSite(t)
  const browser = openBrowser(origin)
  await browser.signIn('can-bo', 'staff-kiem-tra-attp')
  const kept = new Map(browser.cookies)
  const foreign = await browser.go('/dang-xuat', { form: {}, site: 'cross-site' })
  assert.equal(foreign.status, 403)
  assert.equal(JSON.parse(foreign.text).code, 'request.cross_site')
  assert.equal((await browser.go('/api/me')).status, 200)
  assert.notEqual((await browser.go('/dang-xuat', { form: {} })).status, 400)
  assert.equal(browser.visited.at(-1), '/', 'and leads to the first page')
  for (const [name, value] of kept) browser.cookies.set(name, value)
  assert.equal((await browser.go('/api/me')).status, 401, 'the stolen cookie opens nothing')
})
