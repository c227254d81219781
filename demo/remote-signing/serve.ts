import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer, openRemoteSigning, type Credential, type RemoteSigning, type Told } from './service.ts'

export interface ServedRemoteSigning {
  readonly service: RemoteSigning
  /** Base address of the API, as clients are told. */
  readonly url: string
  readonly close: () => Promise<void>
}

export interface RemoteSigningOrder {
  readonly credentials: readonly Credential[]
  /** Secrets of the programs that may ask, by client id. */
  readonly clients: Readonly<Record<string, string>>
  readonly port?: number
  readonly clock?: () => number
  /** For tests: changes what is told, or undefined lets the connection break. */
  readonly disturb?: (method: string, told: Told) => Told | undefined
}

const PREFIX = '/csc/v2/'

/** A remote signing service of the demonstration, on 127.0.0.1 until closed. */
export async function serveRemoteSigning(order: RemoteSigningOrder): Promise<ServedRemoteSigning> {
  const { disturb = (_, told) => told } = order
  let service: RemoteSigning | undefined
  const server = createServer((request, response) => {
    if (!service) return void response.writeHead(503).end()
    respond(service, request, response, disturb).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(order.port ?? 0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc/v2`
  service = openRemoteSigning({ ...order, url })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { service, url, close }
}

const MAX_REQUEST = 64 * 1024

async function respond(
  service: RemoteSigning,
  request: IncomingMessage,
  response: ServerResponse,
  disturb: NonNullable<RemoteSigningOrder['disturb']>,
): Promise<void> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    parts.push(part as Buffer)
    size += (part as Buffer).length
    if (size > MAX_REQUEST) return void response.writeHead(413).end()
  }
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (request.method !== 'POST' || !pathname.startsWith(PREFIX)) return void response.writeHead(404).end()
  const method = pathname.slice(PREFIX.length)
  const body = readBody(request, Buffer.concat(parts).toString('utf8'))
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  const told = disturb(method, answer(service, method, body, bearer))
  if (!told) return void request.socket.destroy()
  response.writeHead(told.status, { 'content-type': 'application/json' }).end(JSON.stringify(told.body))
}

function readBody(request: IncomingMessage, text: string): Readonly<Record<string, unknown>> {
  if (request.headers['content-type']?.includes('form')) return Object.fromEntries(new URLSearchParams(text))
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
