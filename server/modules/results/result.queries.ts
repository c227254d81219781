import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read } from '../../platform/database/transaction.ts'
import { resultCode } from './codes.ts'
import { refuse } from './errors.ts'
import type { Holder, Result, ResultFile } from './result-record.ts'
import type { ResultId } from './result.ts'

const { read } = handleOf('results')

/** These results whole, in no order; unknown ids are left out. One statement however many there are. */
export async function listResults(on: Read, ids: readonly ResultId[]): Promise<readonly Result[]> {
  const { rows } = await sql<StoredResult>`
    select id, dossier_code as dossier, ordinal, digitised_code as digitised, number, type_code as "typeCode",
      procedure_code as "procedureCode", title, abstract, issuer_id as "issuerId", issuer_name as "issuerName",
      decided_on as "decidedOn", issued_on as "issuedOn", effective_from as "effectiveFrom",
      effective_to as "effectiveTo", scope, metadata, origin, source, readiness, legal_ground as "legalGround",
      sensitivity, report_id as "reportId", registered_at as "registeredAt",
      ${holdersOf} as holders, ${filesOf} as files
    from results.result r where id = any(${ids as ResultId[]}::uuid[])`.execute(read(on))
  return rows.map(asResult)
}

/** Instants come as text from the aggregates below. */
type Textual<Row> = { readonly [Key in keyof Row]: Row[Key] extends Date ? string : Row[Key] }
type StoredHolder = Omit<Holder, 'link' | 'birth'> & {
  readonly birth: string | null
  readonly link: Textual<Holder['link']>
}
type StoredResult = Omit<Result, 'codes' | 'holders' | 'files'> &
  Omit<Result['codes'], 'result'> & {
    readonly holders: readonly StoredHolder[]
    readonly files: readonly Textual<ResultFile>[]
  }

const holdersOf = sql`(select json_agg(json_build_object('id', h.id, 'role', h.role, 'kind', h.kind, 'name', h.name,
    'birth', h.birth, 'identifiers', h.identifiers, 'link', (
      select json_build_object('ordinal', l.ordinal, 'finding', l.finding, 'partyId', l.party_id,
        'conflict', l.conflict, 'confirmedBy', l.confirmed_by, 'recordedAt', l.recorded_at)
      from results.holder_link l where l.holder_id = h.id order by l.ordinal desc limit 1)) order by h.ordinal)
  from results.holder h where h.result_id = r.id)`

const filesOf = sql`(select coalesce(json_agg(json_build_object('digest', f.digest, 'role', f.role,
    'mediaType', f.media_type, 'recordedAt', f.recorded_at) order by f.recorded_at, f.id), '[]')
  from results.file f where f.result_id = r.id)`

function asResult({ dossier, ordinal, digitised, number, holders, files, ...row }: StoredResult): Result {
  const result = dossier !== null && ordinal !== null ? resultCode(dossier, ordinal) : null
  return {
    ...row,
    codes: { dossier, ordinal, digitised, number, result },
    holders: holders.map(({ birth, link, ...holder }) => ({
      ...holder,
      ...(birth && { birth }),
      link: { ...link, recordedAt: new Date(link.recordedAt) },
    })),
    files: files.map((file) => ({ ...file, recordedAt: new Date(file.recordedAt) })),
  }
}

export async function findResultById(on: Read, id: ResultId): Promise<Result | undefined> {
  return (await listResults(on, [id]))[0]
}

/** The result with this id; refuses where there is none. */
export async function getResult(on: Read, id: ResultId): Promise<Result> {
  const result = await findResultById(on, id)
  if (!result) throw refuse('results.unknown', { resultId: id })
  return result
}
