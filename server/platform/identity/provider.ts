import { exportJWK, calculateJwkThumbprint } from 'jose'
import type { KeyObject } from 'node:crypto'
import type { Configuration, Provider } from 'oidc-provider'
import type { Services } from '../services.ts'
import { payloadAdapter } from './payloads.ts'

/** Where the API's own tokens are for. */
export const AUDIENCE = 'urn:khoso:api'
export const issuerOf = (publicUrl: string) => `${publicUrl}/oidc`

const MINUTES = 60
const HOURS = 3_600

/**
 * The built-in OpenID provider. Connected systems get their tokens here: OAuth 2.0 client credentials (RFC 6749
 * §4.4), the client known by a signed assertion (RFC 7523 private_key_jwt); no shared secrets exist.
 */
export async function createProvider(services: Services, key: KeyObject): Promise<Provider> {
  const jwk = { ...(await exportJWK(key)), alg: 'ES256', use: 'sig' }
  const kid = await calculateJwkThumbprint(jwk)
  const configuration: Configuration = {
    adapter: payloadAdapter(services.database),
    jwks: { keys: [{ ...jwk, kid }] },
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256', 'PS256', 'EdDSA'],
      idTokenSigningAlgValues: ['ES256'],
    },
    scopes: ['openid', 'khoso'],
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
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
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
