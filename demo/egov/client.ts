import { randomUUID, type KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'

/** How a case system reaches the repository: its own id, its own private key, and the address. Nothing else. */
export interface ClientOrder {
  readonly url: string
  readonly id: string
  readonly key: KeyObject
  readonly fetch?: typeof globalThis.fetch
}

export interface Receipt {
  readonly id: string
  readonly dossierCode: string
  readonly ordinal: number
  readonly resultCode: string
  readonly sha256: string | null
  readonly repeated: boolean
  readonly claimDiffers: boolean
  readonly state: string
  readonly receipt: string
}

export interface DeliveryState {
  readonly id: string
  readonly state: string
  readonly resultId: string | null
  readonly reason: { readonly code: string; readonly says: string; readonly cure: string } | null
}

/** The repository said no to a call; the code and the words are its own. */
export class CallRefused extends Error {
  readonly status: number
  readonly code: string
  readonly cure: string
  readonly details: unknown

  constructor(status: number, problem: { code?: string; title?: string; cure?: string; details?: unknown }) {
    super(problem.title ?? `HTTP ${status}`)
    this.name = 'CallRefused'
    this.status = status
    this.code = problem.code ?? `http.${status}`
    this.cure = problem.cure ?? ''
    this.details = problem.details
  }
}

/** The public API as a connected case system uses it; every answer that is not a success is a `CallRefused`. */
export interface CaseSystemClient {
  readonly id: string
  readonly post: (path: string, body: FormData | object) => Promise<unknown>
  readonly get: (path: string) => Promise<unknown>
}

const AUDIENCE = 'urn:khoso:api'
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** A token is asked for anew this long before it ends. */
const MARGIN_MS = 30_000

/** Opens the API for one case system. Its token is fetched at the first call and kept until shortly before its end. */
export function openClient({ url, id, key, fetch = globalThis.fetch }: ClientOrder): CaseSystemClient {
  let token: { readonly value: string; readonly until: number } | undefined

  async function bearer(): Promise<string> {
    if (!token || token.until < Date.now() + MARGIN_MS) token = await fetchToken({ url, id, key, fetch })
    return `Bearer ${token.value}`
  }
  async function call(path: string, init: RequestInit): Promise<unknown> {
    const headers = { ...(init.headers as Record<string, string>), authorization: await bearer() }
    const answer = await fetch(`${url}${path}`, { ...init, headers })
    const body = (await answer.json()) as Record<string, unknown>
    if (!answer.ok) throw new CallRefused(answer.status, body)
    return body
  }
  return {
    id,
    get: (path) => call(path, {}),
    post: (path, body) =>
      body instanceof FormData
        ? call(path, { method: 'POST', body })
        : call(path, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
  }
}

/** OAuth 2.0 client credentials (RFC 6749 §4.4) with a signed assertion in place of a secret (RFC 7523). */
async function fetchToken({ url, id, key, fetch }: Required<ClientOrder>) {
  const metadata = await fetch(`${url}/oidc/.well-known/openid-configuration`)
  const { issuer } = (await metadata.json()) as { issuer: string }
  const answer = await fetch(`${url}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'khoso',
      resource: AUDIENCE,
      client_assertion_type: ASSERTION,
      client_assertion: await signAssertion({ id, key, audience: issuer }),
    }),
  })
  const body = (await answer.json()) as { access_token?: string; expires_in?: number; error?: string }
  if (!answer.ok || !body.access_token) {
    throw new CallRefused(answer.status, { code: body.error ?? 'token_refused' })
  }
  return { value: body.access_token, until: Date.now() + (body.expires_in ?? 60) * 1_000 }
}

const signAssertion = ({ id, key, audience }: { id: string; key: KeyObject; audience: string }) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(id)
    .setSubject(id)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key)
