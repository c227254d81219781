import { PROCEDURES } from '../../../database/seed/procedures.ts'
import { RESULT_TYPES } from '../../../database/seed/result-types.ts'
import { handleOf } from '../../platform/database/handles.ts'
import type { Tx } from '../../platform/database/transaction.ts'
import { listProcedureCodes, saveProcedure } from './procedure.queries.ts'
import { publishResultType } from './publish-result-type.ts'
import { insertDraft } from './result-type.queries.ts'
import * as rows from './seed-rows.ts'

const { write } = handleOf('catalog')

/** The catalogue begins here; what held before is not in the demonstration. */
const SEED_FROM = '2018-01-01'

export interface SeedReport {
  readonly agencies: number
  readonly resultTypes: number
  readonly procedures: number
}

/**
 * Adds what is missing of the city's demonstration catalogue and says how much that was; nothing that is there
 * is changed, so loading twice adds nothing.
 */
export async function loadSeed(tx: Tx): Promise<SeedReport> {
  const agencies = await addAgencies(tx)
  await addTerritory(tx)
  const resultTypes = await addResultTypes(tx)
  const procedures = await addProcedures(tx)
  return { agencies, resultTypes, procedures }
}

async function addAgencies(tx: Tx): Promise<number> {
  const db = write(tx)
  // The whole list in one statement: a foreign key to the same table is checked when the statement ends.
  const added = await db
    .insertInto('catalog.agency')
    .values(rows.agencyRows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  await db
    .insertInto('catalog.agency_name')
    .values(rows.nameRows)
    .onConflict((c) => c.doNothing())
    .execute()
  await db
    .insertInto('catalog.agency_code')
    .values(rows.codeRows)
    .onConflict((c) => c.doNothing())
    .execute()
  await db
    .insertInto('catalog.signing_subject')
    .values(rows.subjectRows)
    .onConflict((c) => c.doNothing())
    .execute()
  await db
    .insertInto('catalog.agency_succession')
    .values(rows.successionRows)
    .onConflict((c) => c.doNothing())
    .execute()
  return added.length
}

async function addTerritory(tx: Tx): Promise<void> {
  const db = write(tx)
  await db
    .insertInto('catalog.territory_unit')
    .values(rows.unitRows)
    .onConflict((c) => c.doNothing())
    .execute()
  await db
    .insertInto('catalog.territory_succession')
    .values(rows.unitSuccessionRows)
    .onConflict((c) => c.doNothing())
    .execute()
}

async function addResultTypes(tx: Tx): Promise<number> {
  let added = 0
  for (const type of RESULT_TYPES) {
    if (!(await insertDraft(tx, { ...type, validFrom: SEED_FROM }))) continue
    await publishResultType(tx, type.code)
    added += 1
  }
  return added
}

async function addProcedures(tx: Tx): Promise<number> {
  const known = await listProcedureCodes(tx)
  const missing = PROCEDURES.filter(({ content }) => !known.has(content.code))
  for (const { content } of missing) {
    await saveProcedure(tx, { content, source: 'city', validFrom: SEED_FROM, current: undefined })
  }
  const db = write(tx)
  const competence = PROCEDURES.flatMap((procedure) =>
    procedure.competence.map((row) => rows.competenceRow(procedure.content.code, row)),
  )
  await db
    .insertInto('catalog.competence')
    .values(competence)
    .onConflict((c) => c.doNothing())
    .execute()
  const links = PROCEDURES.flatMap(rows.linkRows)
  await db
    .insertInto('catalog.component_result_type')
    .values(links)
    .onConflict((c) => c.doNothing())
    .execute()
  const rollout = PROCEDURES.flatMap(rows.qrRows)
  await db
    .insertInto('catalog.qr_rollout')
    .values(rollout)
    .onConflict((c) => c.doNothing())
    .execute()
  return missing.length
}
