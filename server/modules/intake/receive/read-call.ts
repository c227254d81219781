import { createHash } from 'node:crypto'
import { Compile } from 'typebox/compile'
import { DeliveryCall, MOST_DELIVERIES, Repair, type Claim, type Delivery } from '../contract.ts'
import { refuseCall } from '../errors.ts'
import { fromExchangeNames } from './exchange-names.ts'
import type { Upload, UploadedFile } from './read-upload.ts'

/** One delivery at the door: its claim, the words it came in when they were not ours, and its bytes. */
export interface Arrival {
  readonly claim: Claim
  readonly sent: unknown
  readonly file: (UploadedFile & { readonly digest: string }) | null
}

const contract = Compile(DeliveryCall)
const repairContract = Compile(Repair)

/** The deliveries of a call in our own words, each with its file, or a refusal that names all faults at once. */
export function readCall({ claims, files }: Upload): readonly Arrival[] {
  return arrivalsOf(requireContract(claims), files, [])
}

/** The same for a call in the words of the national exchange: `{ data: [record, …] }` or the records alone. */
export function readExchangeCall({ claims, files }: Upload): readonly Arrival[] {
  const records = recordsOf(claims)
  const deliveries = fromExchangeNames(records).map((delivery) => withOnlyFile(delivery, files))
  return arrivalsOf(requireContract({ deliveries }), files, records)
}

/** What a repair brings: corrected fields, a note, a new file. */
export function readRepair({ claims, files }: Upload): {
  readonly claim: NonNullable<Repair['claim']>
  readonly note: string | null
  readonly file: Arrival['file']
} {
  if (!repairContract.Check(claims)) throw malformed(repairContract.Errors(claims))
  const { claim = {}, note = null, file, sha256 } = claims
  return { claim, note, file: fileOf({ part: file, sha256, at: '/sha256' }, hashed([{ file }], files)) }
}

function recordsOf(claims: unknown): readonly Record<string, unknown>[] {
  const data = (claims as { data?: unknown } | null)?.data ?? claims
  const records = Array.isArray(data) ? (data as unknown[]) : [data]
  if (records.every((record) => typeof record === 'object' && record !== null && !Array.isArray(record))) {
    return records as Record<string, unknown>[]
  }
  throw refuseCall('intake.claims_malformed', { fields: [{ at: '/data', rule: 'object' }] })
}

/** Exchange records often name the file by its path at home: with one file in the call there is no doubt. */
function withOnlyFile(delivery: Partial<Delivery>, files: Upload['files']): Partial<Delivery> {
  const [only] = files.keys()
  const { file: named, ...rest } = delivery
  if (only === undefined) return rest
  if (files.size > 1 || (named !== undefined && files.has(named))) return delivery
  return { ...rest, file: only }
}

function requireContract(claims: unknown): readonly Delivery[] {
  const given = (claims as { deliveries?: unknown } | null)?.deliveries
  if (Array.isArray(given) && given.length > MOST_DELIVERIES) {
    throw refuseCall('intake.too_many_files', { limit: MOST_DELIVERIES })
  }
  if (contract.Check(claims)) return claims.deliveries
  throw malformed(contract.Errors(claims))
}

type SchemaFault = ReturnType<typeof contract.Errors>[number]

function malformed(faults: readonly SchemaFault[]) {
  const fields = faults
    .filter(({ keyword }) => keyword !== 'boolean')
    .slice(0, 50)
    .map(({ instancePath, keyword, params }) => ({
      at: instancePath || '/',
      rule: keyword,
      ...namesOf(params),
    }))
  return refuseCall('intake.claims_malformed', { fields })
}

/** Names of fields only: the values of a claim do not go into an answer that may be logged. */
function namesOf(params: object): object {
  const { requiredProperties, additionalProperties } = params as Record<string, unknown>
  const names = requiredProperties ?? additionalProperties
  return Array.isArray(names) ? { names } : {}
}

function arrivalsOf(
  deliveries: readonly Delivery[],
  files: Upload['files'],
  sent: readonly unknown[],
): readonly Arrival[] {
  const known = hashed(deliveries, files)
  return deliveries.map(({ file: part, sha256, ...claim }, at) => ({
    claim,
    sent: sent[at] ?? null,
    file: fileOf({ part, sha256, at: `/deliveries/${at}/sha256` }, known),
  }))
}

type HashedFile = NonNullable<Arrival['file']>

/** Every file with its digest, once all that are named are there and all that are there are named. */
function hashed(
  deliveries: readonly { readonly file?: string | undefined }[],
  files: Upload['files'],
): ReadonlyMap<string, HashedFile> {
  const named = new Set(deliveries.map(({ file }) => file).filter((name) => name !== undefined))
  const missing = [...named].filter((name) => !files.has(name))
  if (missing.length > 0) throw refuseCall('intake.file_part_missing', { parts: missing })
  const unused = [...files.keys()].filter((name) => !named.has(name))
  if (unused.length > 0) throw refuseCall('intake.file_part_unused', { parts: unused })
  const empty = [...files].filter(([, { bytes }]) => bytes.length === 0).map(([name]) => name)
  if (empty.length > 0) throw refuseCall('intake.file_empty', { parts: empty })
  return new Map([...files].map(([name, file]) => [name, { ...file, digest: digestOf(file.bytes) }]))
}

function fileOf(
  { part, sha256, at }: { part: string | undefined; sha256: string | undefined; at: string },
  files: ReadonlyMap<string, HashedFile>,
): HashedFile | null {
  const file = part === undefined ? undefined : files.get(part)
  if (!file) return null
  if (sha256 !== undefined && sha256.toLowerCase() !== file.digest) {
    throw refuseCall('intake.digest_mismatch', { at, arrived: file.digest })
  }
  return file
}

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
