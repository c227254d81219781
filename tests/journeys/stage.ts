import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { Workshop } from '../../demo/city/make-file.ts'
import { SEED } from '../../demo/city/load.ts'
import { planCity, type Plan } from '../../demo/city/plan.ts'
import { startDemonstration, type Demonstration } from '../../demo/demonstration.ts'
import { readConfig, type Config } from '../../server/platform/config.ts'
import { signDemonstrationToken } from '../../server/platform/identity/tokens.ts'
import { legalDayOf } from '../../server/platform/legal-day.ts'
import { readSigningKey } from '../../server/platform/secrets.ts'
import { launchBrowser } from '../browser.ts'

/** What a journey is played on: a server, a database, an authority and a browser of its own. */
export interface Stage extends Demonstration {
  readonly config: Config
  readonly url: string
  readonly folder: string
  readonly browser: Browser
  /** What this city's offices would do today, and the tools they do it with. */
  readonly plan: Plan
  readonly workshop: Workshop
  /** A header that says who is asking. */
  readonly as: (staffId: string) => Promise<{ authorization: string }>
}

/** A journey does its steps on a stage and ends with one line: what was seen. It throws where it was not. */
export type Journey = (stage: Stage) => Promise<string>

/** Sets the stage, plays, and clears it away again, however it ended. */
export async function play(journey: Journey): Promise<string> {
  const cleanups: (() => unknown)[] = []
  const folder = mkdtempSync(join(tmpdir(), 'khoso-journey-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  try {
    const port = await freePort()
    const config = readConfig({ KHOSO_FOLDER: folder, PORT: String(port), LOG_LEVEL: 'error' })
    const browser = launchBrowser({ after: (work) => void cleanups.push(work as () => unknown) })
    const demonstration = await startDemonstration(config, () => {}, 'founded')
    cleanups.push(demonstration.stop)
    const key = readSigningKey(config.secretsFolder, 'tokens')
    const as = async (staffId: string) => ({
      authorization: `Bearer ${await signDemonstrationToken(staffId, config.publicUrl, key, new Date())}`,
    })
    return await journey({
      ...demonstration,
      config,
      url: config.publicUrl,
      folder,
      browser: await browser,
      plan: planCity(SEED, legalDayOf(new Date())),
      workshop: { seed: SEED, authority: demonstration.authority },
      as,
    })
  } finally {
    for (const clean of cleanups.toReversed()) await clean()
  }
}

/** Asks until the answer is the one waited for; gives up after ten seconds with the last answer. */
export async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  let answer = await ask()
  for (let tries = 0; tries < 100 && !isSo(answer); tries += 1) {
    await pause(100)
    answer = await ask()
  }
  if (!isSo(answer)) throw new Error(`waited in vain: ${JSON.stringify(answer).slice(0, 500)}`)
  return answer
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
