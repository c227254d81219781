import { systemClock } from '../clock.ts'
import type { Config } from '../config.ts'
import { connectDatabase } from '../database/connect.ts'
import { migrate } from '../database/migrate.ts'
import type { Tx } from '../database/transaction.ts'
import { Refusal } from '../refusal.ts'
import { wordsFor } from '../../../words/index.ts'
import { reachDatabase } from './reach.ts'

/** One transaction of a command on this installation's database, made and migrated first where that is still to do. */
export async function inDatabase<Value>(config: Config, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  const { appUrl, ownerUrl, close } = await reachDatabase(config, { create: true })
  try {
    await migrate(ownerUrl)
    const database = connectDatabase({ url: appUrl, clock: systemClock, poolSize: 1 })
    try {
      return await database.transaction(work)
    } finally {
      await database.close()
    }
  } finally {
    await close()
  }
}

/** What a command says of a refusal: the sentence, the cure and the details; any other error is thrown on. */
export function sayRefusal(error: unknown): string {
  if (!(error instanceof Refusal)) throw error
  const { says, cure } = wordsFor(error.code, 'vi')
  const details = Object.keys(error.details).length > 0 ? ` ${JSON.stringify(error.details)}` : ''
  return `${says} ${cure} (${error.code}${details})`
}
