import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAuthority, openAuthority, type Authority, type Clock, type KeyKind } from './authority.ts'
import { answerOcsp, answerTimeStamp, makeList } from './answers.ts'
import { hasRegister, readRegister, registerChangedAt } from './register.ts'

export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: Uint8Array
}

const text = (status: number, words: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: Buffer.from(words),
})

type Route = (authority: Authority, body: Uint8Array) => Answer

const found = (type: string, body: Uint8Array): Answer => ({ status: 200, type, body })
const certificate =
  (of: 'root' | 'issuing'): Route =>
  (authority) =>
    found('application/pkix-cert', authority[of].certificate)
const list =
  (of: 'root' | 'issuing'): Route =>
  (authority) =>
    found('application/pkix-crl', makeList(authority, of))

const ROUTES: Readonly<Record<string, Route>> = {
  'POST /ocsp': (authority, body) => found('application/ocsp-response', answerOcsp(authority, body)),
  'POST /tsa': (authority, body) => found('application/timestamp-reply', answerTimeStamp(authority, body)),
  'GET /crl/root.crl': list('root'),
  'GET /crl/issuing.crl': list('issuing'),
  'GET /ca/root.cer': certificate('root'),
  'GET /ca/issuing.cer': certificate('issuing'),
}

/** What the authority answers to one request, whatever carried it. */
export function answer(authority: Authority, method: string, path: string, body: Uint8Array): Answer {
  const route = ROUTES[`${method} ${path}`]
  if (route) return route(authority, body)
  // OCSP over GET (RFC 6960 A.1): the request in base64 behind the address.
  const asked = method === 'GET' && /^\/ocsp\/(.+)$/.exec(path)
  if (asked) {
    const request = Buffer.from(decodeURIComponent(asked[1] ?? ''), 'base64')
    return found('application/ocsp-response', answerOcsp(authority, request))
  }
  return text(
    404,
    'Khoso – CA trình diễn: /ocsp, /tsa, /crl/issuing.crl, /crl/root.crl, /ca/issuing.cer, /ca/root.cer\n',
  )
}

/** A `fetch` that reaches this authority without a network, and nothing else. */
export function fetchFrom(authority: Authority): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const { origin, pathname } = new URL(request.url)
    if (origin !== new URL(authority.register.baseUrl).origin)
      throw new TypeError(`${origin} is out of reach`)
    const body = new Uint8Array(await request.arrayBuffer())
    const told = answer(authority, request.method, pathname, body)
    return new Response(new Uint8Array(told.body), {
      status: told.status,
      headers: { 'content-type': told.type },
    })
  }
}

export interface ServedAuthority {
  readonly authority: Authority
  readonly url: string
  readonly close: () => Promise<void>
}

export interface ServeOrder {
  readonly folder?: string
  /** Left out, 8790 or one near it for a folder, any free one in memory. An authority that exists keeps its own. */
  readonly port?: number
  readonly clock?: Clock
  readonly keys?: KeyKind
}

/** Opens the authority of a folder, or makes one, and answers on 127.0.0.1 until closed. */
export async function serveAuthority(order: ServeOrder): Promise<ServedAuthority> {
  const { folder, clock = () => new Date() } = order
  const existing = folder !== undefined && hasRegister(folder) ? openAuthority(folder, clock) : undefined
  let authority = existing
  let seen = folder && existing ? registerChangedAt(folder) : 0
  const server = createServer((request, response) => {
    if (!authority) return void response.writeHead(503).end()
    // Another process may have issued or revoked in the same folder.
    if (folder && registerChangedAt(folder) !== seen) {
      seen = registerChangedAt(folder)
      authority.register.entries.splice(0, Infinity, ...readRegister(folder).entries)
    }
    respond(authority, request, response).catch(() => response.writeHead(500).end())
  })
  if (existing) await listenAgain(server, existing.register.baseUrl)
  else await listenOnOneOf(server, portsFor(order))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  authority ??= createAuthority({ ...order, baseUrl: url })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { authority, url, close }
}

/** Ports below the range from which systems lend them, so that the next start finds its own free. */
const portsFor = ({ port, folder }: ServeOrder): number[] => {
  if (port !== undefined) return [port]
  return folder ? [...Array.from({ length: 20 }, (_, i) => 8790 + i), 0] : [0]
}

async function listenOnOneOf(server: Server, ports: readonly number[]): Promise<void> {
  for (const port of ports) if (await listen(server, port)) return
  throw new Error(`no free port for the demonstration authority among ${ports.join(', ')}`)
}

/** Certificates already given out name this address: another port would leave every question unanswered. */
async function listenAgain(server: Server, baseUrl: string): Promise<void> {
  if (await listen(server, Number(new URL(baseUrl).port))) return
  throw new Error(
    `another program answers at ${baseUrl}, the address in the demonstration's certificates: stop it`,
  )
}

/** False when the port is taken. */
const listen = (server: Server, port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error)
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail)
      resolve(true)
    })
  })

/** Requests of these protocols are a few hundred octets. */
const MAX_REQUEST = 64 * 1024

async function respond(
  authority: Authority,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    parts.push(part as Buffer)
    size += (part as Buffer).length
    if (size > MAX_REQUEST) return void response.writeHead(413).end()
  }
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const told = answer(authority, request.method ?? 'GET', pathname, Buffer.concat(parts))
  response
    .writeHead(told.status, { 'content-type': told.type, 'content-length': told.body.length })
    .end(told.body)
}
