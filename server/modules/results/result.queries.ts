import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read } from '../../platform/database/transaction.ts'
import type { AgencyId } from '../catalog/index.ts'
import { numberKey, resultCode } from './codes.ts'
import { refuse } from './errors.ts'
import type { Holder, Result, ResultFile } from './result-record.ts'
import type { ResultId } from './result.ts'

const { read } = handleOf('results')

/** These results whole, in no order; unknown ids are left out. Three statements however many there are. */
export async function listResults(on: Read, ids: readonly ResultId[]): Promise<readonly Result[]> {
  if (ids.length === 0) return []
  const rows = await read(on)
    .selectFrom('results.result')
    .select([
      'id',
      'dossier_code as dossier',
      'ordinal',
      'digitised_code as digitised',
      'number',
      'type_code as typeCode',
      'procedure_code as procedureCode',
      'title',
      'abstract',
      'issuer_id as issuerId',
      'issuer_name as issuerName',
      'decided_on as decidedOn',
      'issued_on as issuedOn',
      'effective_from as effectiveFrom',
      'effective_to as effectiveTo',
      'scope',
      'metadata',
      'origin',
      'source',
      'readiness',
      'legal_ground as legalGround',
      'sensitivity',
      'report_id as reportId',
      'registered_at as registeredAt',
    ])
    .where('id', 'in', ids as ResultId[])
    .$castTo<Omit<Result, 'codes' | 'holders' | 'files'> & Omit<Result['codes'], 'result'>>()
    .execute()
  const holders = await listHolders(on, ids)
  const files = await listFiles(on, ids)
  return rows.map(({ dossier, ordinal, digitised, number, ...row }) => ({
    ...row,
    codes: {
      dossier,
      ordinal,
      digitised,
      number,
      result: dossier !== null && ordinal !== null ? resultCode(dossier, ordinal) : null,
    },
    holders: holders.get(row.id) ?? [],
    files: files.get(row.id) ?? [],
  }))
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

async function listHolders(on: Read, ids: readonly ResultId[]): Promise<Map<ResultId, Holder[]>> {
  const { rows } = await sql<Holder & { resultId: ResultId }>`
    select h.result_id as "resultId", h.id, h.role, h.kind, h.name, h.identifiers,
      h.birth, json_build_object('ordinal', l.ordinal, 'finding', l.finding, 'partyId', l.party_id,
        'conflict', l.conflict, 'confirmedBy', l.confirmed_by, 'recordedAt', l.recorded_at) as link
    from results.holder h
    join lateral (select * from results.holder_link l where l.holder_id = h.id order by l.ordinal desc limit 1) l on true
    where h.result_id = any(${ids as ResultId[]}::uuid[])
    order by h.result_id, h.ordinal`.execute(read(on))
  return Map.groupBy(
    rows.map(({ link, birth, ...row }) => ({
      ...row,
      ...(birth && { birth }),
      link: { ...link, recordedAt: new Date(link.recordedAt) },
    })),
    ({ resultId }) => resultId,
  )
}

async function listFiles(on: Read, ids: readonly ResultId[]): Promise<Map<ResultId, ResultFile[]>> {
  const rows = await read(on)
    .selectFrom('results.file')
    .select([
      'result_id as resultId',
      'digest',
      'role',
      'media_type as mediaType',
      'recorded_at as recordedAt',
    ])
    .where('result_id', 'in', ids as ResultId[])
    .orderBy('recorded_at')
    .orderBy('id')
    .$castTo<ResultFile & { resultId: ResultId }>()
    .execute()
  return Map.groupBy(rows, ({ resultId }) => resultId)
}

/** Results of one type, number, issuer and day, wherever they came from: a suspected duplicate. */
export async function listLookalikes(
  on: Read,
  looks: {
    readonly typeCode: string
    readonly number: string
    readonly issuerId: AgencyId
    readonly issuedOn: string
  },
): Promise<readonly ResultId[]> {
  const rows = await read(on)
    .selectFrom('results.result')
    .select('id')
    .where('number_key', '=', numberKey(looks.number))
    .where('type_code', '=', looks.typeCode)
    .where('issuer_id', '=', looks.issuerId)
    .where('issued_on', '=', looks.issuedOn)
    .execute()
  return rows.map(({ id }) => id as ResultId)
}

/** The results of one dossier of one source, by ordinal: for a sender that repeats. */
export async function listResultsOfDossier(
  on: Read,
  { source, dossierCode }: { readonly source: string; readonly dossierCode: string },
): Promise<readonly { readonly id: ResultId; readonly ordinal: number; readonly digest: string }[]> {
  return read(on)
    .selectFrom('results.result as r')
    .innerJoin('results.file as f', 'f.result_id', 'r.id')
    .select(['r.id', 'r.ordinal', 'f.digest'])
    .where('r.dossier_code', '=', dossierCode)
    .where('r.source', '=', source)
    .where('f.role', 'in', ['signed-original', 'scan'])
    .orderBy('r.ordinal')
    .$castTo<{ id: ResultId; ordinal: number; digest: string }>()
    .execute()
}
