import { makeThreadPool, type ThreadPool } from '../../../platform/threads/thread-pool.ts'

/** A page that looks otherwise than it did when it was signed, cut to what surrounds the difference. */
export interface ComparedPage {
  /** From 1. */
  readonly page: number
  /** PNG; null on the side that does not have the page. */
  readonly signed: Uint8Array | null
  readonly now: Uint8Array | null
  readonly width: number
  readonly height: number
  /** Where they differ, in pixels of the pictures; null when only one side has the page. */
  readonly frame: Frame | null
}

export interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Comparison {
  readonly pages: readonly ComparedPage[]
  /** Pages that differ, shown or not. */
  readonly differing: number
  /** False when pages were left out for want of time or by number: what was not compared may differ too. */
  readonly complete: boolean
}

export interface States {
  readonly signed: Uint8Array
  readonly now: Uint8Array
  readonly timeLimitMs: number
}

/** A page that is being drawn when its time is over may be finished; one that spins is not. */
const GRACE_MS = 10_000

let shared: ThreadPool<States, Comparison> | undefined
const comparers = () =>
  (shared ??= makeThreadPool({
    script: new URL('compare-states.worker.ts', import.meta.url),
    timeLimitMs: 8_000 + GRACE_MS,
    memoryLimitMb: 256,
    // What C++ may leak in one thread stays bounded.
    mostTasks: 50,
  }))

/**
 * Draws the signed state of a file beside its present one, off the event loop, and shows where they differ to the
 * eye. Undefined when they cannot be drawn. It decides nothing: two files may look alike and say different things.
 */
export async function compareStates(signed: Uint8Array, now: Uint8Array): Promise<Comparison | undefined> {
  const outcome = await comparers().run({
    signed: Uint8Array.from(signed),
    now: Uint8Array.from(now),
    timeLimitMs: 8_000,
  })
  return outcome.ok ? outcome.answer : undefined
}
