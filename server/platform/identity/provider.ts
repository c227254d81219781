import { exportJWK, calculateJwkThumbprint } from 'jose'
import type { KeyObject } from 'node:crypto'
import type { Configuration, Provider } from 'oidc-provider'
import { languageOf, wordsFor } from '../../../words/index.ts'
import type { Services } from '../services.ts'
import { payloadAdapter } from './payloads.ts'
import { CALLBACK, OWN_CLIENT } from './sign-in/addresses.ts'

/** Where the API's own tokens are for. */
export const AUDIENCE = 'urn:khoso:api'
export const issuerOf = (publicUrl: string) => `${publicUrl}/oidc`

const MINUTES = 60
const HOURS = 3_600

/**
 * The built-in OpenID provider. Connected systems get their tokens here: OAuth 2.0 client credentials (RFC 6749
 * §4.4), the client known by a signed assertion (RFC 7523 private_key_jwt); no shared secrets exist.
 */
export async function createProvider(
  services: Services,
  key: KeyObject,
  people?: SamplePeople,
): Promise<Provider> {
  const jwk = { ...(await exportJWK(key)), alg: 'ES256', use: 'sig' }
  const kid = await calculateJwkThumbprint(jwk)
  const configuration: Configuration = {
    adapter: payloadAdapter(services.database),
    jwks: { keys: [{ ...jwk, kid }] },
    clientAuthMethods: ['private_key_jwt', 'none'],
    ...(people && signInOf(people, services)),
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256', 'PS256', 'EdDSA'],
      idTokenSigningAlgValues: ['ES256'],
    },
    scopes: ['openid', 'profile', 'khoso'],
    renderError: (context) => {
      const { says, cure } = wordsFor('identity.sign_in_stale', languageOf(context.get('accept-language')))
      context.type = 'text/plain; charset=utf-8'
      context.body = `${says} ${cure}\n${services.config.publicUrl}/dang-nhap\n`
    },
    responseTypes: ['code'],
    ttl: {
      AccessToken: 15 * MINUTES,
      AuthorizationCode: 1 * MINUTES,
      ClientCredentials: 15 * MINUTES,
      Grant: 8 * HOURS,
      IdToken: 15 * MINUTES,
      Interaction: 10 * MINUTES,
      RefreshToken: 8 * HOURS,
      Session: 8 * HOURS,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: false },
      // It asks anew at every sign-in: there is nothing to sign out of.
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        // People who sign in get no token for the API: their browser has a session.
        defaultResource: (_context, client) => (client?.clientId === OWN_CLIENT ? [] : AUDIENCE),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'khoso',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 15 * MINUTES,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  }
  const OidcProvider = await loadProvider()
  const provider = new OidcProvider(issuerOf(services.config.publicUrl), configuration)
  provider.proxy = services.config.mode === 'production'
  provider.on('server_error', (_context, error) => services.log.error({ err: error }, 'identity.failed'))
  return provider
}

/** People whom the built-in provider signs in without asking for anything: the demonstration's alone. */
export interface SamplePeople {
  readonly find: (subject: string) => Promise<Readonly<Record<string, unknown>> | undefined>
  /** The page on which one of them is chosen, without the id of the sign-in under way at its end. */
  readonly page: string
}

/** The names of the claims that sample people have, beside their subject. */
const CLAIMS = ['name', 'preferred_username', 'HoVaTen', 'SoDinhDanh', 'NgayThangNamSinh']

/** Code flow with PKCE for our own web pages alone; whoever was chosen has agreed. */
const signInOf = (people: SamplePeople, { config }: Services): Configuration => ({
  clients: [
    {
      client_id: OWN_CLIENT,
      client_name: config.systemName,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [`${config.publicUrl}${CALLBACK}`],
      scope: 'openid profile',
      id_token_signed_response_alg: 'ES256',
    },
  ],
  pkce: { required: () => true },
  acrValues: ['LoA1', 'LoA2'],
  claims: { openid: ['sub'], profile: CLAIMS, acr: null },
  conformIdTokenClaims: false,
  interactions: { url: (_context, { uid }) => `${people.page}/${uid}` },
  findAccount: async (_context, subject) => {
    const claims = await people.find(subject)
    return claims && { accountId: subject, claims: async () => ({ ...claims, sub: subject }) }
  },
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client!.clientId,
      accountId: oidc.session!.accountId!,
    })
    grant.addOIDCScope('openid profile')
    await grant.save()
    return grant
  },
})

/** oidc-provider greets every Node that is not yet stamped LTS with a warning; it is tested on ours. */
async function loadProvider(): Promise<typeof Provider> {
  const { warn } = console
  console.warn = () => {}
  try {
    return (await import('oidc-provider')).Provider
  } finally {
    console.warn = warn
  }
}
