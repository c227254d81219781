/** A thread that makes mutants from their seeds, judges them and has the accepted ones drawn. */
import { parentPort, workerData } from 'node:worker_threads'
import { loadBases } from './base.ts'
import { findVisibleChange } from './compare-pictures.ts'
import { judgeMutant, type Judged } from './judge-mutant.ts'
import { makeMutant } from './mutate/index.ts'
import { openDrawer, type Program } from './picture.ts'

export interface WorkerOrder {
  readonly name: string
  readonly programs: readonly Program[]
}

/** What a thread says: that it begins to judge a mutant, or how that ended. */
export type WorkerMessage =
  | { readonly judging: number }
  | { readonly drawing: number }
  | { readonly done: Judged; readonly drawn: number }

const { name, programs } = workerData as WorkerOrder
const bases = loadBases()
const drawer = openDrawer(name)

const say = (message: WorkerMessage): void => parentPort!.postMessage(message)

async function workOn(seed: number): Promise<void> {
  const mutant = makeMutant(bases, seed)
  say({ judging: seed })
  const { judged, report } = judgeMutant(mutant)
  if (judged.flaw || judged.decision !== 'accept' || !report || mutant.bytes.equals(mutant.base.bytes)) {
    say({ done: judged, drawn: 0 })
    return
  }
  say({ drawing: seed })
  const detail = await firstOf(programs, (program) => findVisibleChange(drawer, program, mutant, report))
  say({
    done: detail ? { ...judged, flaw: 'accepted-looks-different', detail } : judged,
    drawn: programs.length,
  })
}

/** What is found in the first program that finds anything. */
async function firstOf(
  all: readonly Program[],
  look: (program: Program) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (const program of all) {
    const found = await look(program)
    if (found) return found
  }
  return undefined
}

async function workOnAll({ from, to }: { from: number; to: number }): Promise<void> {
  for (let seed = from; seed < to; seed += 1) await workOn(seed)
}

parentPort!.on('message', (batch: { from: number; to: number }) => void workOnAll(batch))
