import type { Judged } from './judge-mutant.ts'

/** What a run has seen so far. */
export interface Tally {
  readonly began: number
  readonly note: (judged: Judged, drawn?: number) => void
  readonly noteMemory: (bytes: number) => void
  readonly failures: readonly Judged[]
  readonly counts: () => Counts
}

export interface Counts {
  readonly judged: number
  readonly leavingSigned: number
  readonly accepted: number
  readonly acceptedLeavingSigned: number
  readonly waiting: number
  /** Accepted files drawn, once in each program. */
  readonly drawn: number
  readonly rows: ReadonlyMap<string, Row>
  readonly codes: ReadonlyMap<string, number>
  readonly changes: ReadonlyMap<string, number>
  readonly cost: {
    readonly mean: number
    readonly p99: number
    readonly most: number
    readonly mostSeed: number
  }
  /** Megabytes of the process: after the first thousand mutants, at most, at the end. */
  readonly memory: { readonly early: number; readonly most: number; readonly last: number }
}

/** Of one kind of mutant. */
export interface Row {
  judged: number
  leavingSigned: number
  accepted: number
  failed: number
}

const count = <Key>(map: Map<Key, number>, key: Key): void => void map.set(key, (map.get(key) ?? 0) + 1)

const EARLY = 2_000

export function makeTally(): Tally {
  const [rows, codes, changes] = [
    new Map<string, Row>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ]
  const failures: Judged[] = []
  const costs: number[] = []
  let [drawn, waiting, acceptedLeavingSigned, most, mostSeed] = [0, 0, 0, 0, 0]
  const memory = { early: 0, most: 0, last: 0 }
  const note = (judged: Judged, pictures = 0) => {
    const { family, leavesSigned, decision, code, cost, seed } = judged
    const row = rows.get(family) ?? { judged: 0, leavingSigned: 0, accepted: 0, failed: 0 }
    rows.set(family, row)
    row.judged += 1
    if (leavesSigned) row.leavingSigned += 1
    if (decision === 'accept') {
      row.accepted += 1
      if (leavesSigned) acceptedLeavingSigned += 1
      count(changes, judged.changes)
    }
    if (decision === 'wait') waiting += 1
    count(codes, code)
    costs.push(cost)
    if (cost > most) [most, mostSeed] = [cost, seed]
    if (pictures > 0) drawn += 1
    if (judged.flaw) {
      row.failed += 1
      failures.push(judged)
    }
  }
  const noteMemory = (bytes: number) => {
    const megabytes = bytes / 2 ** 20
    if (costs.length <= EARLY || memory.early === 0) memory.early = megabytes
    memory.most = Math.max(memory.most, megabytes)
    memory.last = megabytes
  }
  const sum = (key: keyof Row) => [...rows.values()].reduce((total, row) => total + row[key], 0)
  const counts = (): Counts => {
    const sorted = Float64Array.from(costs).toSorted()
    return {
      judged: sum('judged'),
      leavingSigned: sum('leavingSigned'),
      accepted: sum('accepted'),
      acceptedLeavingSigned,
      waiting,
      drawn,
      rows,
      codes,
      changes,
      cost: {
        mean: sorted.reduce((total, one) => total + one, 0) / Math.max(1, sorted.length),
        p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
        most,
        mostSeed,
      },
      memory,
    }
  }
  return { began: Date.now(), note, noteMemory, failures, counts }
}
