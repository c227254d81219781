// One question to verification, whatever it came by: answered, counted against guessing, and logged.
import { readPublicCode, type PublicCode } from '@khoso/qr-proof'
import type { Services } from '../../platform/services.ts'
import { answerAboutFile, answerPublicly } from './answer/answer-publicly.ts'
import { insertCheck, type Means } from './answer/answer.queries.ts'
import type { AddressLimit } from '../../platform/http/limit-by-address.ts'
import type { FileAnswer, PublicAnswer } from './contract.ts'
import { refuse } from './errors.ts'

export interface Asker {
  readonly services: Services
  readonly limit: AddressLimit
  readonly address: string
}

/** Answers a typed or scanned code. Refuses malformed and unknown codes, and whoever has tried too many of those. */
export async function askAboutCode(
  { services, limit, address }: Asker,
  typed: string,
  means: Means,
): Promise<PublicAnswer> {
  const read = readPublicCode(typed)
  if ('fault' in read) throw refuse('verification.code_malformed', { fault: read.fault })
  if (limit.isExhausted(address, services.clock())) throw refuse('verification.too_many_unknown')
  const answer = await answerAndLog(services, read.code, means)
  if (answer) return answer
  limit.count(address, services.clock())
  throw refuse('verification.code_unknown')
}

const answerAndLog = (
  services: Services,
  code: PublicCode,
  means: Means,
): Promise<PublicAnswer | undefined> =>
  services.database.transaction(async (tx) => {
    const answer = await answerPublicly(services, tx, code)
    // A code nobody was given is not kept: it may be somebody's secret typed into the wrong field.
    await insertCheck(tx, { means, code: answer ? code : null, verdict: answer?.verdict ?? 'unknown_code' })
    return answer
  })

/** Answers about a file by its SHA-256. */
export async function askAboutFile(
  { services }: Pick<Asker, 'services'>,
  digest: string,
): Promise<FileAnswer> {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw refuse('verification.digest_malformed')
  return services.database.transaction(async (tx) => {
    const answer = await answerAboutFile(services, tx, digest)
    const verdict = answer.papers[0]?.verdict ?? (answer.held ? 'file_held' : 'file_unknown')
    await insertCheck(tx, { means: 'file', code: null, verdict })
    return answer
  })
}
