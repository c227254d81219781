import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { newId } from '../../../platform/ids.ts'
import type { LegalDay } from '../../../platform/legal-day.ts'
import type { AgencyId } from '../../catalog/index.ts'
import type { ResultId } from '../../results/index.ts'

const { read, write } = handleOf('verification')

/** A result as it was recorded, for whoever asks about its code. */
export interface RecordedResult {
  readonly resultId: ResultId
  readonly typeCode: string
  readonly procedureCode: string
  readonly title: string
  readonly number: string | null
  readonly issuerId: AgencyId
  readonly issuerName: string
  readonly decidedOn: LegalDay
  readonly issuedOn: LegalDay
  readonly scope: string | null
  readonly dossierCode: string | null
  readonly metadata: Readonly<Record<string, unknown>>
  readonly sensitivity: number
  readonly registeredAt: Date
  readonly fileDigest: string | null
  readonly holders: readonly {
    readonly name: string
    readonly kind: string
    readonly role: string
    readonly identifiers: readonly { readonly type: string; readonly value: string }[]
  }[]
}

export async function findRecorded(on: Read, resultId: ResultId): Promise<RecordedResult | undefined> {
  const { rows } = await sql<RecordedResult>`
    select r.id as "resultId", r.type_code as "typeCode", coalesce(r.procedure_code, '') as "procedureCode", r.title,
      r.number, r.issuer_id as "issuerId", r.issuer_name as "issuerName", r.decided_on as "decidedOn",
      r.issued_on as "issuedOn", r.scope, r.dossier_code as "dossierCode", r.metadata, r.sensitivity,
      r.registered_at as "registeredAt",
      (select f.digest from results.file f where f.result_id = r.id and f.role = 'signed-original') as "fileDigest",
      coalesce((select json_agg(json_build_object('name', h.name, 'kind', h.kind, 'role', h.role,
          'identifiers', h.identifiers) order by h.ordinal)
        from results.holder h where h.result_id = r.id and h.role <> 'related'), '[]') as holders
    from results.result r where r.id = ${resultId}`.execute(read(on))
  return rows[0]
}

/** The public codes of the results that took the place of this one. */
export async function listReplacing(
  on: Read,
  resultId: ResultId,
  ending: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select c.code from results.relation r join verification.qr_code c on c.result_id = r.from_id
    where r.to_id = ${resultId} and r.type = any(${ending as string[]}) and r.withdraws is null
      and not exists (select from results.relation w where w.withdraws = r.id)
    order by r.recorded_at`.execute(read(on))
  return rows.map(({ code }) => code)
}

/** The codes of the results whose signed original has this digest. */
export async function listCodesOfFile(on: Read, digest: string): Promise<{ held: boolean; codes: string[] }> {
  const { rows } = await sql<{ code: string | null }>`
    select c.code from results.file f left join verification.qr_code c on c.result_id = f.result_id
    where f.digest = ${digest} and f.role = 'signed-original' order by c.code limit 20`.execute(read(on))
  return { held: rows.length > 0, codes: rows.flatMap(({ code }) => (code ? [code] : [])) }
}

export type Means = 'code' | 'qr' | 'photo' | 'file' | 'staff'

/** Writes one line of the check log: what was answered about which code, never to whom. */
export async function insertCheck(
  tx: Tx,
  { means, code, verdict }: { readonly means: Means; readonly code: string | null; readonly verdict: string },
): Promise<void> {
  await write(tx)
    .insertInto('verification.check_log')
    .values({ id: newId(tx.now), means, code, verdict, checked_at: tx.now })
    .execute()
}
