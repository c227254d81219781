import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Database } from '../../../platform/database/connect.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import { legalDayOf, type LegalDay } from '../../../platform/legal-day.ts'
import { listCurrentVersions, saveProcedure, type SaveOutcome } from '../procedure.queries.ts'
import { insertDraft, listKnownTypes } from '../result-type.queries.ts'
import { DirtReport } from './dirt.ts'
import { readNationalProcedure, type ReadProcedure } from './read-national-procedure.ts'

export interface ImportReport {
  readonly read: number
  readonly outcomes: Readonly<Record<SaveOutcome, number>>
  readonly draftResultTypes: number
  readonly dirt: ReturnType<DirtReport['list']>
}

export interface ImportOptions {
  readonly file: string
  /** Since when procedures the catalogue did not know are taken to hold; the source does not say. */
  readonly newFrom: LegalDay
}

const BATCH = 200

/**
 * Takes the national catalogue from a `.jsonl` or `.jsonl.gz` file, read as a stream, 200 procedures a
 * transaction. New procedures are added, changed ones get a version from today, the city's own descriptions are
 * kept; result types nobody described yet become drafts. The same file again changes nothing.
 */
export async function importProcedures(
  database: Database,
  { file, newFrom }: ImportOptions,
): Promise<ImportReport> {
  const outcomes: Record<SaveOutcome, number> = { added: 0, changed: 0, same: 0, kept: 0, 'too-soon': 0 }
  const dirt = new DirtReport()
  const names = new Map<string, string>()
  let read = 0
  let draftResultTypes = 0
  for await (const batch of readBatches(file, dirt)) {
    read += batch.length
    reportOtherNames(batch, names, dirt)
    await database.transaction(async (tx) => {
      for (const outcome of await saveBatch(tx, batch, newFrom)) outcomes[outcome] += 1
      draftResultTypes += await addDrafts(tx, batch, newFrom)
    })
  }
  return { read, outcomes, draftResultTypes, dirt: dirt.list() }
}

async function* readBatches(file: string, dirt: DirtReport): AsyncGenerator<readonly ReadProcedure[]> {
  const bytes = createReadStream(file)
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  // Without this a missing or broken file would end the process instead of the command.
  bytes.on('error', (error) => input.destroy(error))
  const codes = new Set<string>()
  let batch: ReadProcedure[] = []
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number += 1
    if (line.trim() === '') continue
    const procedure = readNationalProcedure(line)
    if (!('content' in procedure)) {
      dirt.add(procedure.code ?? `line ${number}`, [procedure.dirt])
      continue
    }
    const { code } = procedure.content
    if (codes.has(code)) {
      dirt.add(code, ['code-twice'])
      continue
    }
    codes.add(code)
    dirt.add(code, procedure.dirt)
    batch.push(procedure)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The first name of a code is kept; the procedures that give it another are reported. */
function reportOtherNames(
  batch: readonly ReadProcedure[],
  names: Map<string, string>,
  dirt: DirtReport,
): void {
  for (const { content, resultTypes } of batch) {
    for (const { code, name } of resultTypes) {
      const first = names.get(code)
      if (first === undefined) names.set(code, name)
      else if (first !== name) dirt.add(content.code, ['result-names-differ'])
    }
  }
}

async function saveBatch(
  tx: Tx,
  batch: readonly ReadProcedure[],
  newFrom: LegalDay,
): Promise<readonly SaveOutcome[]> {
  const current = await listCurrentVersions(
    tx,
    batch.map(({ content }) => content.code),
  )
  const today = legalDayOf(tx.now)
  const outcomes: SaveOutcome[] = []
  for (const { content } of batch) {
    const open = current.get(content.code)
    const validFrom = open ? today : newFrom
    outcomes.push(await saveProcedure(tx, { content, source: 'national', validFrom, current: open }))
  }
  return outcomes
}

async function addDrafts(tx: Tx, batch: readonly ReadProcedure[], validFrom: LegalDay): Promise<number> {
  const types = new Map(batch.flatMap(({ resultTypes }) => resultTypes).map((type) => [type.code, type]))
  const known = await listKnownTypes(tx, [...types.keys()])
  const missing = [...types.values()].filter(({ code }) => !known.has(code))
  for (const { code, name } of missing) {
    await insertDraft(tx, { code, name, validFrom, citation: 'Cơ sở dữ liệu quốc gia về thủ tục hành chính' })
  }
  return missing.length
}
