import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import { validOn } from './dated.ts'
import type { DraftRules, ResultType } from './result-type.ts'

const { read, write } = handleOf('catalog')

const RULES = [
  'metadata_schema as metadataSchema',
  'validity_rule as validityRule',
  'sensitivity',
  'public_fields as publicFields',
  'reissue_policy as reissuePolicy',
  'retention',
] as const

/** The published type of this code as it was on a day; a draft is not found. */
export async function findResultType(
  on: Read,
  code: string,
  onDay: LegalDay,
): Promise<ResultType | undefined> {
  return read(on)
    .selectFrom('catalog.result_type_version')
    .select([
      'code',
      'name',
      'scope_rule as scopeRule',
      'list_access as listAccess',
      'valid_from as validFrom',
      'valid_to as validTo',
      'citation',
      ...RULES,
      sql<boolean>`exists (select from catalog.qr_rollout q where q.result_type_code = result_type_version.code
        and q.valid_from <= ${onDay}::date and coalesce(q.valid_to >= ${onDay}::date, true))`.as('qrEnabled'),
    ])
    .where('code', '=', code.trim().toUpperCase())
    .where('state', '=', 'published')
    .where(validOn('catalog.result_type_version', onDay))
    .$castTo<ResultType>()
    .executeTakeFirst()
}

/** Whether results of this type, from this procedure, carry a QR on a day. Nothing recorded means no. */
export async function isQrEnabled(
  on: Read,
  {
    typeCode,
    procedureCode,
    onDay,
  }: { readonly typeCode: string; readonly procedureCode: string; readonly onDay: LegalDay },
): Promise<boolean> {
  const row = await read(on)
    .selectFrom('catalog.qr_rollout')
    .select('valid_from')
    .where('result_type_code', '=', typeCode)
    .where('procedure_code', '=', procedureCode)
    .where(validOn('catalog.qr_rollout', onDay))
    .executeTakeFirst()
  return row !== undefined
}

export interface ResultTypeVersion extends DraftRules {
  readonly code: string
  readonly name: string
  readonly state: 'draft' | 'published'
  readonly validFrom: LegalDay
}

/** The newest draft of a type, else its newest version; locked, so that what is judged is what is published. */
export async function findVersionToPublish(tx: Tx, code: string): Promise<ResultTypeVersion | undefined> {
  return write(tx)
    .selectFrom('catalog.result_type_version')
    .select(['code', 'name', 'state', 'valid_from as validFrom', ...RULES])
    .where('code', '=', code)
    .orderBy(sql`state = 'draft' desc`)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .forUpdate()
    .$castTo<ResultTypeVersion>()
    .executeTakeFirst()
}

/** Whether a version that begins on this day or later is published. */
export async function hasPublishedFrom(on: Read, code: string, day: LegalDay): Promise<boolean> {
  const row = await read(on)
    .selectFrom('catalog.result_type_version')
    .select('code')
    .where('code', '=', code)
    .where('state', '=', 'published')
    .where('valid_from', '>=', day)
    .executeTakeFirst()
  return row !== undefined
}

export interface NewResultType extends Partial<DraftRules> {
  readonly code: string
  readonly name: string
  readonly validFrom: LegalDay
  readonly citation: string
  readonly scopeRule?: string | null
  readonly listAccess?: 'file' | 'extract'
}

/** Adds a type as a draft; false when the code already has a version from that day. */
export async function insertDraft(tx: Tx, draft: NewResultType): Promise<boolean> {
  const rows = await write(tx)
    .insertInto('catalog.result_type_version')
    .values(rowOf(draft))
    .onConflict((conflict) => conflict.columns(['code', 'valid_from']).doNothing())
    .returning('code')
    .execute()
  return rows.length === 1
}

/** Adds a draft or puts it in the place of the one from that day; undefined when that version is published. */
export async function saveDraft(tx: Tx, draft: NewResultType): Promise<DraftRules | undefined> {
  const row = rowOf(draft)
  return write(tx)
    .insertInto('catalog.result_type_version')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['code', 'valid_from'])
        .doUpdateSet(row)
        .where('catalog.result_type_version.state', '=', 'draft'),
    )
    .returning([...RULES])
    .$castTo<DraftRules>()
    .executeTakeFirst()
}

const rowOf = (draft: NewResultType) => ({
  code: draft.code,
  valid_from: draft.validFrom,
  state: 'draft',
  name: draft.name,
  metadata_schema: draft.metadataSchema ? JSON.stringify(draft.metadataSchema) : null,
  validity_rule: draft.validityRule ? JSON.stringify(draft.validityRule) : null,
  scope_rule: draft.scopeRule ?? null,
  sensitivity: draft.sensitivity ?? null,
  public_fields: draft.publicFields ? [...draft.publicFields] : null,
  reissue_policy: draft.reissuePolicy ?? null,
  retention: draft.retention ? JSON.stringify(draft.retention) : null,
  list_access: draft.listAccess ?? 'extract',
  citation: draft.citation,
})

/** Which of these codes the catalogue has in any version. */
export async function listKnownTypes(on: Read, codes: readonly string[]): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set()
  const rows = await read(on)
    .selectFrom('catalog.result_type_version')
    .select('code')
    .where('code', 'in', codes as string[])
    .execute()
  return new Set(rows.map(({ code }) => code))
}

export async function markPublished(tx: Tx, code: string, validFrom: LegalDay): Promise<boolean> {
  const { numUpdatedRows } = await write(tx)
    .updateTable('catalog.result_type_version')
    .set({ state: 'published' })
    .where('code', '=', code)
    .where('valid_from', '=', validFrom)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends the published version that holds beyond this day. */
export async function endVersion(tx: Tx, code: string, validTo: LegalDay): Promise<void> {
  await write(tx)
    .updateTable('catalog.result_type_version')
    .set({ valid_to: validTo })
    .where('code', '=', code)
    .where('state', '=', 'published')
    .where('valid_from', '<=', validTo)
    .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>', validTo)]))
    .execute()
}

/** Until when papers of a type that expire on a day stay valid by decree, the furthest; undefined when none. */
export async function findExtension(
  on: Read,
  typeCode: string,
  expiresOn: LegalDay,
): Promise<{ readonly extendedTo: LegalDay; readonly citation: string } | undefined> {
  return read(on)
    .selectFrom('catalog.validity_extension')
    .select(['extended_to as extendedTo', 'citation'])
    .where('result_type_code', '=', typeCode)
    .where('expires_from', '<=', expiresOn)
    .where('expires_to', '>=', expiresOn)
    .orderBy('extended_to', 'desc')
    .executeTakeFirst()
}
