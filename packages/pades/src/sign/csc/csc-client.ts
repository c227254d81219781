import { setTimeout as pause } from 'node:timers/promises'
import { SigningError, type SigningFault } from '../signing-error.ts'

/** What a remote signing service must be told about us. */
export interface CscService {
  /** Base address of the API, `https://…/csc/v2`. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  readonly fetch?: typeof globalThis.fetch
  readonly timeoutMs?: number
  /** Milliseconds since 1970. */
  readonly clock?: () => number
}

/** An answer's members; what is in them is checked where it is used. */
export type Answer = Readonly<Record<string, unknown>>

/** `read` changes nothing at the service and may be asked again; `act` is asked once, whatever becomes of it. */
export type Manner = 'read' | 'act'

export type CscClient = (method: string, body: Answer, manner: Manner) => Promise<Answer>

/** The errors of CSC API v2 8.5 and RFC 6749 5.2 by what they mean to the signer. */
const FAULTS: Readonly<Record<string, SigningFault>> = {
  invalid_client: 'sign.remote_unauthorized',
  unauthorized_client: 'sign.remote_unauthorized',
  invalid_token: 'sign.remote_unauthorized',
  invalid_pin: 'sign.remote_pin_wrong',
  invalid_otp: 'sign.remote_pin_wrong',
  expired_sad: 'sign.remote_authorization_expired',
  invalid_sad: 'sign.remote_authorization_expired',
  invalid_credential: 'sign.remote_credential_missing',
}

const MAX_ANSWER = 2 ** 20
const ATTEMPTS = 3

/**
 * A client of the CSC API v2 (Cloud Signature Consortium) with OAuth 2 client credentials. Only reading is tried
 * again after a failure of the network or the service: an authorization that may have been used is never asked for
 * twice behind the signer's back. A token refused as too old is renewed once.
 */
export function cscClient(service: CscService): CscClient {
  const url = requireSafe(service.url)
  let access: { readonly token: string; readonly until: number } | undefined
  const now = service.clock ?? Date.now
  const login = async (): Promise<string> => {
    if (access && access.until > now()) return access.token
    const info = await attempt('read', () => post(service, `${url}/info`, { json: {} }))
    const server = typeof info['oauth2'] === 'string' ? requireSafe(info['oauth2']) : url
    const form = {
      grant_type: 'client_credentials',
      client_id: service.clientId,
      client_secret: service.clientSecret,
    }
    const told = await attempt('read', () => post(service, `${server}/oauth2/token`, { form }))
    const token = requireText(told, 'access_token')
    // A minute early, so that it does not age on its way.
    access = { token, until: now() + (Number(told['expires_in'] ?? 3600) - 60) * 1000 }
    return token
  }
  return async (method, body, manner) => {
    const ask = async () => post(service, `${url}/${method}`, { json: body, token: await login() })
    try {
      return await attempt(manner, ask)
    } catch (error) {
      if (!(error instanceof CscError) || error.reason !== 'invalid_token') throw error
      access = undefined
      return attempt(manner, ask)
    }
  }
}

/** A refusal with the word the service gave for it. */
class CscError extends SigningError {
  readonly reason: string
  /** Nothing was done, and asking again may help. */
  readonly passing: boolean
  constructor(code: SigningFault, reason: string, { passing = false, says = '' } = {}) {
    super(code, `${reason} ${says}`.trim())
    this.reason = reason
    this.passing = passing
  }
}

async function attempt(manner: Manner, ask: () => Promise<Answer>): Promise<Answer> {
  for (let i = 1; ; i += 1) {
    try {
      return await ask()
    } catch (error) {
      const again = manner === 'read' && i < ATTEMPTS && error instanceof CscError && error.passing
      if (!again) throw error
      await pause(100 * i)
    }
  }
}

/** Secrets go over TLS, or no further than this machine. */
function requireSafe(address: string): string {
  const { protocol, hostname } = new URL(address)
  const local = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  if (protocol === 'https:' || (protocol === 'http:' && local)) return address.replace(/\/+$/, '')
  throw new CscError('sign.remote_unreachable', `${address} is not reached over https`)
}

type Request = {
  readonly json?: Answer
  readonly form?: Readonly<Record<string, string>>
  readonly token?: string
}

async function post(service: CscService, url: string, { json, form, token }: Request): Promise<Answer> {
  const { fetch = globalThis.fetch, timeoutMs = 15_000 } = service
  const headers = {
    'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  }
  const body = form ? new URLSearchParams(form).toString() : JSON.stringify(json)
  const signal = AbortSignal.timeout(timeoutMs)
  let status: number
  let text: string
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal })
    status = response.status
    text = await readUpTo(response)
  } catch (error) {
    if (error instanceof SigningError) throw error
    throw new CscError('sign.remote_unreachable', `${url}: ${String(error)}`, { passing: true })
  }
  const answer = parse(text)
  if (status === 200 && answer) return answer
  if (status >= 500 || status === 429)
    throw new CscError('sign.remote_unreachable', `${url} answered ${status}`, { passing: true })
  if (status === 200) throw new CscError('sign.remote_answer', `${url} answered no JSON object`)
  throw refusal(status, answer)
}

function refusal(status: number, answer: Answer | undefined): CscError {
  const told = typeof answer?.['error'] === 'string' ? answer['error'] : String(status)
  const description = answer?.['error_description']
  const says = typeof description === 'string' ? description.slice(0, 200) : ''
  const known = FAULTS[told]
  if (known) return new CscError(known, told, { says })
  return status === 401
    ? new CscError('sign.remote_unauthorized', 'invalid_token', { says })
    : new CscError('sign.remote_refused', told, { says })
}

async function readUpTo(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > MAX_ANSWER) throw new CscError('sign.remote_answer', 'the answer is too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function parse(text: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Answer)
      : undefined
  } catch {
    return undefined
  }
}

/** A member that must be text. */
export function requireText(answer: Answer, key: string): string {
  const value = answer[key]
  if (typeof value === 'string' && value !== '') return value
  throw new SigningError('sign.remote_answer', `the answer has no ${key}`)
}

/** A member that must be a list of texts. */
export function requireTexts(answer: Answer, key: string): readonly string[] {
  const value = answer[key]
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value as string[]
  throw new SigningError('sign.remote_answer', `the answer has no list ${key}`)
}

/** A member that must be an object. */
export function requirePart(answer: Answer, key: string): Answer {
  const value = answer[key]
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Answer
  throw new SigningError('sign.remote_answer', `the answer has no object ${key}`)
}
