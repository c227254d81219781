import type { KeyObject } from 'node:crypto'
import type { ClientBase } from 'pg'
import { findLastSeal, listParts, listSealsAfter } from './chain.queries.ts'
import { FindingList, type JournalFinding } from './findings.ts'
import { readHeads } from './heads-folder.ts'
import { listSealedTables, pinTextForm, type SealedTable } from './row-hash.ts'
import { readSealKeys } from './seal-key.ts'
import { findSealFlaw, type Seal } from './seal.ts'
import { readStamps } from './stamp-heads.ts'
import { verifyRows, type RowCheck } from './verify-rows.ts'
import { verifyStamps, type JudgeStamp, type StampsSeen } from './verify-stamps.ts'
import { verifyTables, type Waiting } from './verify-tables.ts'

/** What a check saw. The journal stands when `count` is 0; `waiting` rows are not chained yet and prove nothing. */
export interface JournalReport {
  readonly batches: number
  readonly rows: number
  readonly lastHead: string | undefined
  readonly waiting: Waiting
  readonly stamps: StampsSeen
  /** Heads that the database has and the folder not yet. */
  readonly notOutside: number
  readonly count: number
  /** The first findings, in the order of the chain. */
  readonly findings: readonly JournalFinding[]
}

const CHUNK = 20

/**
 * Compares every row of history with the chain, and the chain with the heads kept outside, in one snapshot and
 * without writing. The public keys are those of the folder. A row that is neither chained nor waiting was put in
 * behind the sealer's back.
 */
export async function verifyJournal(
  client: ClientBase,
  headsFolder: string,
  judgeStamp: JudgeStamp,
): Promise<JournalReport> {
  // Before the snapshot: whatever is outside by now was committed before, so the snapshot must have it.
  const heads = readHeads(headsFolder)
  const keys = readSealKeys(headsFolder)
  const found = new FindingList()
  const outside = indexHeads(heads, found)
  await client.query('begin isolation level repeatable read read only')
  try {
    await pinTextForm(client)
    const snapshot = await verifySnapshot(client, { outside, keys, found })
    const stamps = verifyStamps(readStamps(headsFolder), { outside, judgeStamp, found })
    return { ...snapshot, stamps, count: found.count, findings: found.kept }
  } finally {
    await client.query('rollback')
  }
}

/** By batch. The same head twice is a crash's doing; two heads of one batch are two chains. */
function indexHeads(heads: readonly Seal[], found: FindingList): Map<number, Seal> {
  const byBatch = new Map<number, Seal>()
  for (const seal of heads) {
    const known = byBatch.get(seal.batch)
    if (known && known.head !== seal.head) found.addOnce({ code: 'journal.chain_rebuilt', batch: seal.batch })
    if (!known) byBatch.set(seal.batch, seal)
  }
  return byBatch
}

async function verifySnapshot(
  client: ClientBase,
  { outside, keys, found }: Pick<ChainCheck, 'outside' | 'keys' | 'found'>,
): Promise<Omit<JournalReport, 'stamps' | 'count' | 'findings'>> {
  const tables = await listSealedTables(client)
  const newestOutside = [...outside.keys()].reduce((newest, batch) => Math.max(newest, batch), 0)
  const chain = await verifyChain(client, { outside, newestOutside, keys, tables, found })
  const last = await findLastSeal(client)
  if (newestOutside > chain.batches) {
    found.add({ code: 'journal.tail_cut', batch: chain.batches + 1 })
  }
  const waiting = await verifyTables(client, { tables, last, chained: chain.seenTables, found })
  return {
    batches: chain.batches,
    rows: chain.rows,
    lastHead: last?.head,
    waiting,
    notOutside: chain.notOutside,
  }
}

interface ChainCheck {
  readonly outside: ReadonlyMap<number, Seal>
  readonly newestOutside: number
  readonly keys: ReadonlyMap<string, KeyObject>
  readonly tables: readonly SealedTable[]
  readonly found: FindingList
}

async function verifyChain(client: ClientBase, check: ChainCheck) {
  const rowCheck: RowCheck = {
    tables: check.tables,
    found: check.found,
    filling: new Set(),
    seenTables: new Set(),
  }
  let previous: Link | undefined
  let rows = 0
  let notOutside = 0
  for (;;) {
    const seals = await listSealsAfter(client, previous?.seal.batch ?? 0, CHUNK)
    if (seals.length === 0) {
      return { batches: previous?.seal.batch ?? 0, rows, notOutside, seenTables: rowCheck.seenTables }
    }
    const links: Link[] = []
    for (const seal of seals) {
      const readable = verifyLink(seal, previous?.seal, check)
      const link: Link = { seal, previous: previous?.readable ? previous.seal : undefined, readable }
      if (seal.batch > check.newestOutside) notOutside += 1
      links.push(link)
      previous = link
    }
    const parts = await listParts(client, seals[0]!.batch, seals.at(-1)!.batch)
    rows += await verifyRows(client, { links: links.filter((link) => link.readable), parts }, rowCheck)
  }
}

interface Link {
  readonly seal: Seal
  readonly previous: Seal | undefined
  /** Signed by us: what it states may be read. */
  readonly readable: boolean
}

function verifyLink(seal: Seal, previous: Seal | undefined, check: ChainCheck): boolean {
  const { outside, keys, found, newestOutside } = check
  const flaw = findSealFlaw(seal, previous, keys)
  if (flaw) found.addOnce({ code: flaw, batch: seal.batch })
  const kept = outside.get(seal.batch)
  if (kept && kept.head !== seal.head) found.addOnce({ code: 'journal.chain_rebuilt', batch: seal.batch })
  if (!kept && outside.has(seal.batch - 1) && seal.batch < newestOutside) {
    found.add({ code: 'journal.head_missing_outside', batch: seal.batch })
  }
  return flaw === undefined || flaw === 'journal.order_changed'
}
