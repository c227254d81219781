import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import { addLegalDays, type LegalDay } from '../../platform/legal-day.ts'
import { validOn } from './dated.ts'
import { bareProcedureCode, type Procedure, type ProcedureContent } from './procedure.ts'

const { read, write } = handleOf('catalog')

/** The procedure of this code (a local suffix is ignored) as it was on a day. */
export async function findProcedure(on: Read, code: string, onDay: LegalDay): Promise<Procedure | undefined> {
  const bare = bareProcedureCode(code)
  if (bare === undefined) return undefined
  return read(on)
    .selectFrom('catalog.procedure_version')
    .select([
      'code',
      'name',
      'ministry',
      'field',
      'levels',
      'decision_number as decisionNumber',
      'returns_document as returnsDocument',
      'online_level as onlineLevel',
      'parts',
      'source',
      'valid_from as validFrom',
      'valid_to as validTo',
      componentsOn(onDay).as('components'),
      sql<string[]>`(select coalesce(array_agg(result_type_code order by result_type_code), '{}')
        from catalog.procedure_result_type t
        where t.procedure_code = procedure_version.code and t.procedure_from = procedure_version.valid_from)`.as(
        'resultTypeCodes',
      ),
    ])
    .where('code', '=', bare)
    .where(validOn('catalog.procedure_version', onDay))
    .$castTo<Procedure>()
    .executeTakeFirst()
}

const componentsOn = (onDay: LegalDay) => sql<unknown[]>`(
  select coalesce(json_agg(json_build_object(
    'ordinal', c.ordinal, 'code', c.code, 'name', c.name, 'caseName', c.case_name, 'originals', c.originals,
    'copies', c.copies, 'form', c.form, 'presentOnly', c.present_only,
    'satisfiedBy', (select coalesce(json_agg(l.result_type_code order by l.result_type_code), '[]')
      from catalog.component_result_type l
      where l.procedure_code = c.procedure_code and l.component_name = c.name
        and l.valid_from <= ${onDay}::date and coalesce(l.valid_to >= ${onDay}::date, true))
  ) order by c.ordinal), '[]')
  from catalog.procedure_component c
  where c.procedure_code = procedure_version.code and c.procedure_from = procedure_version.valid_from)`

/** The field (lĩnh vực) of a procedure on a day; of its nearest version when there is none that day. */
export async function findProcedureField(
  on: Read,
  code: string,
  onDay: LegalDay,
): Promise<string | undefined> {
  const row = await read(on)
    .selectFrom('catalog.procedure_version')
    .select('field')
    .where('code', '=', bareProcedureCode(code) ?? code)
    .orderBy(sql`abs(valid_from - ${onDay}::date)`)
    .executeTakeFirst()
  return row?.field
}

/** `too-soon`: it changed again before its last version held for a day; versions are days apart. */
export type SaveOutcome = 'added' | 'changed' | 'same' | 'kept' | 'too-soon'

interface CurrentVersion {
  readonly valid_from: LegalDay
  readonly source: string
  readonly digest: string
}

/** The open version of each of these codes, to compare with before anything is written. */
export async function listCurrentVersions(
  on: Read,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CurrentVersion>> {
  if (codes.length === 0) return new Map()
  const rows = await read(on)
    .selectFrom('catalog.procedure_version')
    .select(['code', 'valid_from', 'source', 'digest'])
    .where('valid_to', 'is', null)
    .where('code', 'in', codes as string[])
    .execute()
  return new Map(rows.map((row) => [row.code, row]))
}

/** Every code the catalogue knows, in any version. */
export async function listProcedureCodes(on: Read): Promise<ReadonlySet<string>> {
  const rows = await read(on).selectFrom('catalog.procedure_version').select('code').distinct().execute()
  return new Set(rows.map(({ code }) => code))
}

export interface SaveProcedure {
  readonly content: ProcedureContent
  readonly source: 'city' | 'national'
  readonly validFrom: LegalDay
  readonly current: CurrentVersion | undefined
}

/**
 * Writes a version of a procedure if it differs from the open one, which then ends the day before. The city's
 * own description is kept against the national one, and an unchanged version is not written again.
 */
export async function saveProcedure(
  tx: Tx,
  { content, source, validFrom, current }: SaveProcedure,
): Promise<SaveOutcome> {
  const digest = digestOf(content)
  if (current?.digest === digest) return 'same'
  if (current?.source === 'city' && source === 'national') return 'kept'
  if (current && current.valid_from >= validFrom) return 'too-soon'
  if (current) await closeVersion(tx, content.code, current.valid_from, addLegalDays(validFrom, -1))
  await insertVersion(tx, content, { source, validFrom, digest })
  return current ? 'changed' : 'added'
}

async function closeVersion(tx: Tx, code: string, from: LegalDay, to: LegalDay): Promise<void> {
  await write(tx)
    .updateTable('catalog.procedure_version')
    .set({ valid_to: to })
    .where('code', '=', code)
    .where('valid_from', '=', from)
    .execute()
}

async function insertVersion(
  tx: Tx,
  content: ProcedureContent,
  version: { readonly source: string; readonly validFrom: LegalDay; readonly digest: string },
): Promise<void> {
  await write(tx)
    .insertInto('catalog.procedure_version')
    .values({
      code: content.code,
      valid_from: version.validFrom,
      name: content.name,
      ministry: content.ministry,
      field: content.field,
      levels: [...content.levels],
      decision_number: content.decisionNumber,
      returns_document: content.returnsDocument,
      online_level: content.onlineLevel,
      parts: JSON.stringify(content.parts),
      source: version.source,
      digest: version.digest,
      recorded_at: tx.now,
    })
    .execute()
  const key = { procedure_code: content.code, procedure_from: version.validFrom }
  const components = content.components.map((component, at) => ({
    ...key,
    ordinal: at + 1,
    code: component.code ?? null,
    name: component.name,
    case_name: component.caseName ?? null,
    originals: component.originals,
    copies: component.copies,
    form: component.form ?? null,
    present_only: component.presentOnly ?? false,
  }))
  if (components.length > 0)
    await write(tx).insertInto('catalog.procedure_component').values(components).execute()
  const results = [...new Set(content.resultTypeCodes)].map((code) => ({ ...key, result_type_code: code }))
  if (results.length > 0)
    await write(tx).insertInto('catalog.procedure_result_type').values(results).execute()
}

/** Of the content alone, in the order its type declares: the same content always has the same digest. */
function digestOf(content: ProcedureContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}
