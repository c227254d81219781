import type { FastifyRequest } from 'fastify'
import type { MultipartFile, MultipartValue } from '@fastify/multipart'
import { refuseCall, type CallCode } from '../errors.ts'

export interface UploadedFile {
  readonly bytes: Buffer
  readonly mediaType: string
}

/** A call as it came over the wire: its claims, still unchecked, and its files by the name of their part. */
export interface Upload {
  readonly claims: unknown
  readonly files: ReadonlyMap<string, UploadedFile>
}

const MB = 1_048_576
export const UPLOAD_LIMITS = {
  fileBytes: 50 * MB,
  /** All files of a call together: they are held in memory until they are kept. */
  callBytes: 100 * MB,
  files: 50,
  claimBytes: 2 * MB,
  /** Files inside JSON, as base64: for senders that cannot write multipart. */
  jsonBytes: 8 * MB,
  idleMilliseconds: 20_000,
} as const
export type UploadLimits = { readonly [Name in keyof typeof UPLOAD_LIMITS]: number }

/** The part that carries the claims; every other part is a file under its own name. */
export const CLAIMS_PART = 'metadata'

/**
 * Reads a whole call, or refuses it with the reason: too large, cut off, too slow, not understood. A sender that
 * says nothing for a while is not waited for; what it sent before is forgotten, because nothing was promised yet.
 */
export async function readUpload(
  request: FastifyRequest,
  limits: UploadLimits = UPLOAD_LIMITS,
): Promise<Upload> {
  if (request.isMultipart()) return readMultipart(request, limits)
  if (typeof request.body === 'object' && request.body !== null) return readJson(request.body)
  throw refuseCall('intake.body_not_understood')
}

async function readMultipart(request: FastifyRequest, limits: UploadLimits): Promise<Upload> {
  const idle = watchIdleness(request, limits.idleMilliseconds)
  try {
    return await Promise.race([readParts(request, limits), idle.tooSlow])
  } catch (error) {
    throw codeOfReadError(error, limits) ?? error
  } finally {
    idle.stop()
  }
}

async function readParts(request: FastifyRequest, limits: UploadLimits): Promise<Upload> {
  let claims: unknown
  let total = 0
  const files = new Map<string, UploadedFile>()
  const parts = request.parts({
    limits: { fileSize: limits.fileBytes, files: limits.files, fieldSize: limits.claimBytes, fields: 10 },
  })
  for await (const part of parts) {
    if (part.fieldname === CLAIMS_PART) {
      claims = await readClaimsPart(part)
      continue
    }
    if (part.type !== 'file') throw refuseCall('intake.file_part_unused', { parts: [part.fieldname] })
    const bytes = await part.toBuffer()
    total += bytes.length
    if (total > limits.callBytes) throw refuseCall('intake.file_too_large', { limit: limits.callBytes })
    files.set(part.fieldname, { bytes, mediaType: part.mimetype })
  }
  if (claims === undefined) throw refuseCall('intake.claims_missing')
  return { claims, files }
}

async function readClaimsPart(part: MultipartFile | MultipartValue): Promise<unknown> {
  if (part.type === 'field' && typeof part.value !== 'string') return part.value
  const text = part.type === 'file' ? (await part.toBuffer()).toString('utf8') : String(part.value)
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch {
    throw refuseCall('intake.claims_malformed', { fields: [{ at: '/', rule: 'json' }] })
  }
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

/** `{ deliveries, files: { name: base64 } }`. */
function readJson(body: object): Upload {
  const { files: encoded = {}, ...claims } = body as { files?: Readonly<Record<string, unknown>> }
  const files = Object.entries(encoded).map(([name, text]) => {
    if (typeof text !== 'string' || !BASE64.test(text)) {
      throw refuseCall('intake.claims_malformed', { fields: [{ at: `/files/${name}`, rule: 'base64' }] })
    }
    return [name, { bytes: Buffer.from(text, 'base64'), mediaType: 'application/octet-stream' }] as const
  })
  return { claims, files: new Map(files) }
}

function watchIdleness(request: FastifyRequest, milliseconds: number) {
  const { promise, reject } = Promise.withResolvers<never>()
  // Nobody may be waiting for it any more when it fires.
  promise.catch(() => {})
  let timer = setTimeout(giveUp, milliseconds)
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(giveUp, milliseconds)
  }
  function giveUp() {
    reject(refuseCall('intake.body_too_slow', { seconds: milliseconds / 1_000 }))
  }
  request.raw.on('data', again)
  const stop = () => {
    clearTimeout(timer)
    request.raw.off('data', again)
  }
  return { tooSlow: promise, stop }
}

const READ_ERRORS: Readonly<Record<string, CallCode>> = {
  FST_REQ_FILE_TOO_LARGE: 'intake.file_too_large',
  FST_FILES_LIMIT: 'intake.too_many_files',
  FST_PARTS_LIMIT: 'intake.too_many_files',
  FST_FIELDS_LIMIT: 'intake.too_many_files',
  FST_INVALID_JSON_FIELD_ERROR: 'intake.claims_malformed',
  FST_PROTO_VIOLATION: 'intake.claims_malformed',
  FST_MP_PREMATURE_CLOSE: 'intake.body_truncated',
  ECONNRESET: 'intake.body_truncated',
  'Unexpected end of multipart data': 'intake.body_truncated',
  'Part terminated early due to unexpected end of multipart data': 'intake.body_truncated',
  'Multipart: Boundary not found': 'intake.body_not_understood',
  'Malformed content type': 'intake.body_not_understood',
}

function codeOfReadError(error: unknown, limits: UploadLimits): Error | undefined {
  if (!(error instanceof Error)) return undefined
  const code = READ_ERRORS[(error as NodeJS.ErrnoException).code ?? ''] ?? READ_ERRORS[error.message]
  return code && refuseCall(code, code === 'intake.file_too_large' ? { limit: limits.fileBytes } : {})
}
