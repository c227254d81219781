import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { verifyPdf } from '@khoso/pades'
import { minimalPdf, openCsc, signPdf, type CscOrder } from '@khoso/pades/sign'
import { createAuthority, issueAgency } from '../authority/index.ts'
import {
  oneTimePassword,
  serveRemoteSigning,
  type Credential,
  type RemoteSigningOrder,
  type ServedRemoteSigning,
} from './index.ts'

const AT = Date.UTC(2026, 10, 22)
const authority = createAuthority({
  baseUrl: 'http://authority.invalid',
  clock: () => new Date(AT),
  keys: 'ec',
})
const PIN = '246810'
const otpSecret = Buffer.from('12345678901234567890')
const credentialOf = (id: string, keys: 'rsa' | 'ec', more: Partial<Credential> = {}): Credential => ({
  id,
  held: issueAgency(authority, { name: `Sở Y tế ${id}`, keys }).held,
  pin: PIN,
  otpSecret,
  ...more,
})
const CREDENTIALS = [
  credentialOf('rsa', 'rsa'),
  credentialOf('ec', 'ec'),
  credentialOf('held', 'ec', { status: 'suspended' }),
]

const open: ServedRemoteSigning[] = []
after(() => Promise.all(open.map(({ close }) => close())))

interface World {
  readonly order: CscOrder
  readonly asked: string[]
  readonly setClock: (to: number) => void
}

/** A service with a clock of its own, which notes what it is asked. */
async function world(change: Partial<RemoteSigningOrder> = {}): Promise<World> {
  let now = AT
  const asked: string[] = []
  const served = await serveRemoteSigning({
    clients: { khoso: 'a secret' },
    credentials: CREDENTIALS,
    clock: () => now,
    ...change,
    disturb: (method, told) => {
      asked.push(method)
      return change.disturb ? change.disturb(method, told) : told
    },
  })
  open.push(served)
  const order: CscOrder = {
    url: served.url,
    clientId: 'khoso',
    clientSecret: 'a secret',
    credential: 'ec',
    clock: () => now,
    answer: () => Promise.resolve({ PIN, OTP: oneTimePassword(otpSecret, now) }),
  }
  return { order, asked, setClock: (to) => void (now = to) }
}

const sign = async (order: CscOrder) =>
  signPdf(minimalPdf({ lines: ['x'] }), { signer: await openCsc(order), claimedTime: new Date(AT) })

const judge = (file: Uint8Array) => verifyPdf(file, { anchors: [], intermediates: [], at: AT }).signatures[0]

for (const credential of ['rsa', 'ec']) {
  test(`the service signs a document it never sees, with a key of kind ${credential}`, async () => {
    const { order, asked } = await world()
    const signature = judge(await sign({ ...order, credential }))
    assert.equal(signature?.intact, true)
    assert.deepEqual(asked, [
      'info',
      'oauth2/token',
      'credentials/info',
      'credentials/authorize',
      'signatures/signHash',
    ])
  })
}

const REFUSALS: readonly (readonly [what: string, change: Partial<CscOrder>, code: string])[] = [
  ['a wrong PIN', { answer: () => Promise.resolve({ PIN: '000000', OTP: '0' }) }, 'sign.remote_pin_wrong'],
  [
    'a wrong one-time password',
    { answer: () => Promise.resolve({ PIN, OTP: '000000' }) },
    'sign.remote_pin_wrong',
  ],
  ['a wrong client secret', { clientSecret: 'another' }, 'sign.remote_unauthorized'],
  ['a credential it does not have', { credential: 'nobody' }, 'sign.remote_refused'],
  ['a credential that is suspended', { credential: 'held' }, 'sign.remote_credential_missing'],
  ['several credentials and none named', { credential: undefined }, 'sign.remote_credential_missing'],
  ['another certificate than the one pinned', { certificate: '00'.repeat(32) }, 'sign.key_mismatch'],
  [
    'an algorithm the key does not offer',
    { algorithm: { scheme: 'rsa-pss', digest: 'sha256' } },
    'sign.remote_unsupported',
  ],
  ['a service that is not there', { url: 'http://127.0.0.1:9/csc/v2' }, 'sign.remote_unreachable'],
  [
    'a service that is not reached over TLS',
    { url: 'http://ky-so.example.vn/csc/v2' },
    'sign.remote_unreachable',
  ],
]

for (const [what, change, code] of REFUSALS) {
  test(`${what} is refused as ${code}`, async () => {
    const { order } = await world()
    await assert.rejects(sign({ ...order, ...change }), { code })
  })
}

test('secrets never stand in what is thrown', async () => {
  const { order } = await world()
  const answer = () => Promise.resolve({ PIN: '135791', OTP: '864209' })
  await assert.rejects(sign({ ...order, answer }), (error: Error) => {
    assert.doesNotMatch(`${error.message}${error.stack}`, /135791|864209|a secret/)
    return true
  })
})

test('reading is tried again when the service falters, signing is not', async () => {
  let faltered = 0
  const falter = await world({
    disturb: (method, told) => (method === 'credentials/info' && ++faltered < 3 ? undefined : told),
  })
  assert.equal(judge(await sign(falter.order))?.intact, true)
  assert.equal(falter.asked.filter((method) => method === 'credentials/info').length, 3)

  const broken = await world({
    disturb: (method, told) => (method === 'signatures/signHash' ? undefined : told),
  })
  await assert.rejects(sign(broken.order), { code: 'sign.remote_unreachable' })
  assert.equal(broken.asked.filter((method) => method === 'signatures/signHash').length, 1)
  assert.equal(broken.asked.filter((method) => method === 'credentials/authorize').length, 1)
})

test('an access token that the service finds too old is renewed, once', async () => {
  const { order, asked, setClock } = await world()
  const late = AT + 2 * 3_600_000
  const answer = () => Promise.resolve({ PIN, OTP: oneTimePassword(otpSecret, late) })
  // The client's clock stands still: only the service knows.
  const signer = await openCsc({ ...order, clock: () => AT, answer })
  setClock(late)
  assert.ok((await signer.sign(Buffer.from('x'))).length > 0)
  assert.equal(asked.filter((method) => method === 'oauth2/token').length, 2)
})

test('an authorization that expires before it is used signs nothing', async () => {
  let expire = (): void => undefined
  const { order, setClock } = await world({
    disturb: (method, told) => {
      if (method === 'credentials/authorize') expire()
      return told
    },
  })
  expire = () => setClock(AT + 10 * 60_000)
  await assert.rejects(sign(order), { code: 'sign.remote_authorization_expired' })
})

test('an authorization is good for its own digest and for one signature', async () => {
  const { order } = await world()
  const call = async (method: string, body: object, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const answer = await fetch(`${order.url}/${method}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return (await answer.json()) as Record<string, string>
  }
  const login = { grant_type: 'client_credentials', client_id: 'khoso', client_secret: 'a secret' }
  const { access_token: token } = await call('oauth2/token', login)
  const digest = (text: string) => createHash('sha256').update(text).digest('base64')
  const what = { credentialID: 'ec', hashes: [digest('a')], hashAlgorithmOID: '2.16.840.1.101.3.4.2.1' }
  const authData = [
    { id: 'PIN', value: PIN },
    { id: 'OTP', value: oneTimePassword(otpSecret, AT) },
  ]
  const grant = () => call('credentials/authorize', { ...what, numSignatures: 1, authData }, token)
  const signAlgo = '1.2.840.10045.4.3.2'

  const { SAD } = await grant()
  const other = await call('signatures/signHash', { ...what, SAD, signAlgo, hashes: [digest('b')] }, token)
  assert.equal(other['error'], 'invalid_request')
  const { SAD: fresh } = await grant()
  assert.ok((await call('signatures/signHash', { ...what, SAD: fresh, signAlgo }, token))['signatures'])
  assert.equal(
    (await call('signatures/signHash', { ...what, SAD: fresh, signAlgo }, token))['error'],
    'invalid_request',
  )
})

test('a signature that does not verify, or is none, is found out before anything is written', async () => {
  const answers = [
    [{ signatures: [Buffer.alloc(64, 7).toString('base64')] }, 'sign.signature_wrong'],
    [{ signatures: [] }, 'sign.remote_answer'],
    [{ signature: 'x' }, 'sign.remote_answer'],
  ] as const
  for (const [body, code] of answers) {
    const { order } = await world({
      disturb: (method, told) => (method === 'signatures/signHash' ? { status: 200, body } : told),
    })
    await assert.rejects(sign(order), { code })
  }
})

test('a certificate of somebody else is found out by the signature', async () => {
  const other = Buffer.from(CREDENTIALS[2]!.held.certificate).toString('base64')
  const { order } = await world({
    disturb: (method, told) => {
      if (method !== 'credentials/info') return told
      const cert = { status: 'valid', certificates: [other] }
      return { ...told, body: { ...told.body, cert } }
    },
  })
  await assert.rejects(sign(order), { code: 'sign.signature_wrong' })
})
