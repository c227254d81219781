import { parseArgs } from 'node:util'
import { readConfig } from '../../platform/config.ts'
import type { Tx } from '../../platform/database/transaction.ts'
import { inDatabase } from '../../platform/embedded/in-database.ts'
import { record } from '../../platform/journal/record.ts'
import { isLegalDay, type LegalDay } from '../../platform/legal-day.ts'
import { listAnchorsKnown } from './anchors.queries.ts'
import { withdrawAnchor, type Anchor } from './anchors.ts'

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USE = `khoso anchors list
khoso anchors withdraw SHA256 --last-day DAY --letter TEXT
Withdrawn, a root is trusted up to and on DAY and no longer, in every scope; putting its file back changes nothing.
What was judged before stays as it was judged.`

/** `khoso anchors …`: which roots are trusted, and the end of a trust by letter or decision. */
export async function anchorsCommand(
  argv: readonly string[],
  io: Io,
  config = readConfig(),
): Promise<number> {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { 'last-day': text, letter: text, help: { type: 'boolean' } },
  })
  const [verb, fingerprint] = positionals
  const { 'last-day': lastDay, letter, help } = values
  if (verb === 'list' && !help) {
    const anchors = await inDatabase(config, (tx) => listAnchorsKnown(tx, tx.now))
    for (const anchor of anchors) io.out(describe(anchor))
    return 0
  }
  if (help || verb !== 'withdraw' || !fingerprint || !letter || !lastDay || !isLegalDay(lastDay)) {
    io[help ? 'out' : 'err'](USE)
    return help ? 0 : 2
  }
  const order = { fingerprint: fingerprint.replaceAll(':', '').toLowerCase(), lastDay, letter }
  const scopes = await inDatabase(config, (tx) => withdrawTrust(tx, order))
  if (scopes.length === 0) {
    io.err(`No trust in ${order.fingerprint} reaches beyond ${lastDay}: see khoso anchors list.`)
    return 1
  }
  io.out(`Trusted up to ${lastDay} and no longer: ${order.fingerprint} (${scopes.join(', ')}).`)
  return 0
}

interface Withdrawal {
  readonly fingerprint: string
  readonly lastDay: LegalDay
  readonly letter: string
}

/** Ends the trust in a root wherever it reaches beyond a day; the scopes it was ended for. It is never prolonged. */
async function withdrawTrust(tx: Tx, { fingerprint, lastDay, letter }: Withdrawal): Promise<string[]> {
  const known = await listAnchorsKnown(tx, tx.now)
  const reaching = known.filter(
    ({ fingerprint: one, trustedFrom, trustedTo }) =>
      one === fingerprint && trustedFrom <= lastDay && (trustedTo === null || trustedTo > lastDay),
  )
  for (const { scope } of reaching) {
    await withdrawAnchor(tx, { fingerprint, scope, trustedTo: lastDay, source: letter })
    await record(tx, {
      actor: { kind: 'system', id: 'operator' },
      action: 'AnchorWithdraw',
      outcome: 'done',
      subjectIds: [fingerprint],
      details: { scope, lastDay, letter },
    })
  }
  return reaching.map(({ scope }) => scope)
}

const describe = ({ fingerprint, scope, trustedFrom, trustedTo, subject }: Anchor) =>
  `${fingerprint}  ${scope.padEnd(10)} ${trustedFrom} – ${trustedTo ?? '…'}  ${subject.replaceAll('\n', ', ')}`
