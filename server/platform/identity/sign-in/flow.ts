import { readFileSync } from 'node:fs'
import * as oidc from 'openid-client'
import type { Services } from '../../services.ts'
import { refuseIdentity } from '../errors.ts'
import { CALLBACK } from './addresses.ts'
import { mapClaims, type Claimed } from './map-claims.ts'
import { keepAttempt, newToken, takeAttempt } from './session.queries.ts'
import type { WayIn } from './ways-in.ts'

/** Issuers as discovered, each once a process; one that could not be reached is asked again. */
export type Issuers = (way: WayIn) => Promise<oidc.Configuration>

export function rememberIssuers({ config }: Services): Issuers {
  const known = new Map<string, Promise<oidc.Configuration>>()
  return (way) => {
    const found = known.get(way.id) ?? discover(way, config.mode === 'demonstration')
    known.set(way.id, found)
    found.catch(() => known.delete(way.id))
    return found
  }
}

/** Plain HTTP is for the demonstration, which asks itself. */
function discover(way: WayIn, demonstration: boolean): Promise<oidc.Configuration> {
  const secret = way.clientSecretFile && readFileSync(way.clientSecretFile, 'utf8').trim()
  const proof = secret ? oidc.ClientSecretBasic(secret) : oidc.None()
  const execute = demonstration ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(new URL(way.issuer), way.clientId, undefined, proof, { execute, timeout: 10 })
}

type Around = { readonly services: Services; readonly issuers: Issuers }

/** Where the browser goes to sign in, and the token that ties the answer to this browser. */
export async function beginSignIn(
  { services, issuers }: Around,
  way: WayIn,
  returnTo: string,
): Promise<{ readonly token: string; readonly location: string }> {
  const issuer = await reach(() => issuers(way), services)
  const [token, verifier] = [newToken(), oidc.randomPKCECodeVerifier()]
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
  await services.database.transaction((tx) =>
    keepAttempt(tx, token, { provider: way.id, state, nonce, verifier, returnTo }),
  )
  const location = oidc.buildAuthorizationUrl(issuer, {
    redirect_uri: `${services.config.publicUrl}${CALLBACK}`,
    scope: way.scope,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(way.leastLevel && { acr_values: way.leastLevel }),
    ...(way.prompt && { prompt: way.prompt }),
  })
  return { token, location: location.href }
}

export interface Answered {
  readonly way: WayIn
  readonly claimed: Claimed
  readonly returnTo: string
}

/** Reads the issuer's answer to a sign-in this browser began; refuses every other. */
export async function readAnswer(
  { services, issuers }: Around,
  ways: readonly WayIn[],
  answer: { readonly token: string | undefined; readonly url: URL },
): Promise<Answered> {
  const attempt =
    answer.token && (await services.database.transaction((tx) => takeAttempt(tx, answer.token!)))
  const way = attempt && ways.find(({ id }) => id === attempt.provider)
  if (!attempt || !way) throw refuseIdentity('identity.sign_in_stale')
  const issuer = await reach(() => issuers(way), services)
  const tokens = await reach(
    () =>
      oidc.authorizationCodeGrant(issuer, answer.url, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      }),
    services,
  )
  const claimed = mapClaims(tokens.claims() ?? {}, way)
  return { way, claimed, returnTo: attempt.returnTo }
}

/** What the issuer refuses or the network swallows is a sentence; its details are for the log, without the answer. */
async function reach<T>(ask: () => Promise<T>, { log }: Services): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const broken = error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied'
    if (!broken) log.warn({ error: nameOf(error) }, 'identity.issuer_failed')
    throw refuseIdentity(broken ? 'identity.sign_in_broken_off' : 'identity.issuer_failed')
  }
}

const nameOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${'code' in error ? String(error.code) : ''}`.trim() : 'unknown'

/** The issuer's own way out, where it names one. */
export async function findWayOut({ services, issuers }: Around, way: WayIn): Promise<string | undefined> {
  try {
    const issuer = await issuers(way)
    if (!issuer.serverMetadata().end_session_endpoint) return undefined
    const back = { post_logout_redirect_uri: `${services.config.publicUrl}/`, client_id: way.clientId }
    return oidc.buildEndSessionUrl(issuer, back).href
  } catch {
    return undefined // Signed out here all the same.
  }
}
