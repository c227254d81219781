import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KeyAndCertificates } from '@khoso/pades/sign'
import { isDigest, signDigest } from './sign-digest.ts'

/** A credential the service holds for somebody: their key, and the PIN only they know. */
export interface Credential {
  readonly id: string
  readonly held: KeyAndCertificates
  readonly pin: string
  /** Secret of the one-time passwords, as an authenticator app holds it (RFC 6238). */
  readonly otpSecret: Uint8Array
  readonly status?: 'valid' | 'revoked' | 'suspended'
}

export interface RemoteSigning {
  /** Where it is reached; told to clients as the place of its OAuth server. */
  readonly url: string
  readonly clients: Readonly<Record<string, string>>
  readonly credentials: readonly Credential[]
  readonly clock: () => number
  readonly tokens: Map<string, number>
  readonly grants: Map<string, Grant>
}

/** What a signature activation (SAD) is good for: these digests, once, until then. */
interface Grant {
  readonly credentialID: string
  readonly hashes: readonly string[]
  readonly hashAlgorithmOID: string
  readonly until: number
}

export const openRemoteSigning = (
  order: Pick<RemoteSigning, 'url' | 'clients' | 'credentials'> & { readonly clock?: () => number },
): RemoteSigning => ({ clock: Date.now, ...order, tokens: new Map(), grants: new Map() })

export interface Told {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

type Body = Readonly<Record<string, unknown>>
const found = (body: Body): Told => ({ status: 200, body })
const refused = (error: string, description: string, status = 400): Told => ({
  status,
  body: { error, error_description: description },
})

const HOUR = 3_600
const GRANT_SECONDS = 120

type Route = (service: RemoteSigning, body: Body) => Told

/** The methods of CSC API v2 that signing needs; everything but the first two wants an access token. */
const ROUTES: Readonly<Record<string, Route>> = {
  'credentials/list': ({ credentials }) => found({ credentialIDs: credentials.map(({ id }) => id) }),
  'credentials/info': credentialInfo,
  'credentials/authorize': authorize,
  'signatures/signHash': signHash,
}

/** What the service answers to one request, whatever carried it. */
export function answer(service: RemoteSigning, method: string, body: Body, bearer: string | undefined): Told {
  if (method === 'info') return info(service)
  if (method === 'oauth2/token') return login(service, body)
  const until = service.tokens.get(bearer ?? '')
  if (until === undefined || until <= service.clock())
    return refused('invalid_token', 'no valid access token', 401)
  const route = ROUTES[method]
  return route ? route(service, body) : refused('invalid_request', `no method ${method}`, 404)
}

const info = ({ url }: RemoteSigning): Told =>
  found({
    specs: '2.0.0.2',
    name: 'Khoso – ký số từ xa trình diễn',
    region: 'VN',
    lang: 'vi',
    description: 'A demonstration: its keys lie in memory and sign for whoever knows the PIN.',
    authType: ['oauth2client'],
    oauth2: url,
    methods: Object.keys(ROUTES),
  })

/** OAuth 2 client credentials (RFC 6749 4.4). */
function login({ clients, tokens, clock }: RemoteSigning, body: Body): Told {
  const { grant_type: grant, client_id: id, client_secret: secret } = body
  if (grant !== 'client_credentials') return refused('unsupported_grant_type', String(grant))
  if (typeof id !== 'string' || clients[id] === undefined || clients[id] !== secret) {
    return refused('invalid_client', 'unknown client or wrong secret', 401)
  }
  const token = randomBytes(24).toString('base64url')
  tokens.set(token, clock() + HOUR * 1000)
  return found({ access_token: token, token_type: 'Bearer', expires_in: HOUR })
}

const find = ({ credentials }: RemoteSigning, body: Body): Credential | undefined =>
  credentials.find(({ id }) => id === body['credentialID'])

function credentialInfo(service: RemoteSigning, body: Body): Told {
  const credential = find(service, body)
  if (!credential) return refused('invalid_request', 'Invalid parameter credentialID')
  const { held, status = 'valid' } = credential
  return found({
    key: { status: status === 'valid' ? 'enabled' : 'disabled', algo: algorithmsOf(held) },
    cert: {
      status,
      certificates: [held.certificate, ...held.chain].map((der) => Buffer.from(der).toString('base64')),
    },
    auth: {
      mode: 'explicit',
      expression: 'PIN AND OTP',
      objects: [
        { id: 'PIN', type: 'Password', label: 'Mã PIN', format: 'N' },
        { id: 'OTP', type: 'Password', label: 'Mã OTP', format: 'N', generator: 'totp' },
      ],
    },
    SCAL: '2',
    multisign: 10,
  })
}

const algorithmsOf = ({ key }: KeyAndCertificates): readonly string[] =>
  key.asymmetricKeyType === 'rsa' ? ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.11'] : ['1.2.840.10045.2.1']

/** A grant for exactly these digests, given to whoever knows PIN and one-time password (SCAL2). */
function authorize(service: RemoteSigning, body: Body): Told {
  const credential = find(service, body)
  if (!credential) return refused('invalid_request', 'Invalid parameter credentialID')
  const { hashes, hashAlgorithmOID, numSignatures } = body
  const bound = isTexts(hashes) && hashes.length > 0 && hashes.length === numSignatures
  if (!bound || typeof hashAlgorithmOID !== 'string')
    return refused('invalid_request', 'hashes must be given')
  const said = authDataOf(body)
  if (!same(said.get('PIN') ?? '', credential.pin)) return refused('invalid_pin', 'The PIN is invalid')
  const code = oneTimePassword(credential.otpSecret, service.clock())
  if (!same(said.get('OTP') ?? '', code)) return refused('invalid_otp', 'The OTP is invalid')
  const SAD = randomBytes(24).toString('base64url')
  const until = service.clock() + GRANT_SECONDS * 1000
  service.grants.set(SAD, { credentialID: credential.id, hashes, hashAlgorithmOID, until })
  return found({ SAD, expiresIn: GRANT_SECONDS })
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

function authDataOf({ authData }: Body): Map<string, string> {
  const list = Array.isArray(authData)
    ? (authData as { readonly id?: unknown; readonly value?: unknown }[])
    : []
  return new Map(list.map(({ id, value }) => [String(id), String(value)]))
}

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

const OTP_SECONDS = 30

/** Six digits of RFC 6238 with SHA-1, what authenticator apps show. */
export function oneTimePassword(secret: Uint8Array, at: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 1000 / OTP_SECONDS)))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const value = mac.readUInt32BE(mac.at(-1)! & 15) & 0x7f_ff_ff_ff
  return String(value % 1_000_000).padStart(6, '0')
}

/** Signs the digests the grant is for, once. */
function signHash(service: RemoteSigning, body: Body): Told {
  const credential = find(service, body)
  const sad = String(body['SAD'])
  const grant = service.grants.get(sad)
  service.grants.delete(sad)
  if (!credential || !grant || grant.credentialID !== credential.id)
    return refused('invalid_request', 'Invalid parameter SAD')
  if (grant.until <= service.clock()) return refused('expired_sad', 'The SAD has expired')
  const { hashes, hashAlgorithmOID } = body
  const bound =
    isTexts(hashes) &&
    hashes.every((one) => grant.hashes.includes(one)) &&
    hashAlgorithmOID === grant.hashAlgorithmOID
  if (!bound) return refused('invalid_request', 'Hash is not authorized by the SAD')
  if (!algorithmsOf(credential.held).some((one) => fits(one, String(body['signAlgo'])))) {
    return refused('invalid_request', 'Invalid parameter signAlgo')
  }
  const digests = hashes.map((one) => ({ oid: grant.hashAlgorithmOID, digest: Buffer.from(one, 'base64') }))
  if (!digests.every(isDigest)) return refused('invalid_request', 'Invalid digest')
  const signatures = digests.map((one) => signDigest(credential.held.key, one).toString('base64'))
  return found({ signatures })
}

/** The key's own identifier stands for every algorithm with it. */
const fits = (offered: string, asked: string): boolean =>
  asked === offered || (offered === '1.2.840.10045.2.1' && asked.startsWith('1.2.840.10045.4.3.'))
