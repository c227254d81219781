import { sql } from 'kysely'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Tx } from '../../../platform/database/transaction.ts'
import type { Agency } from '../../catalog/index.ts'
import { numberKey } from '../../results/index.ts'
import type { Delivery } from '../delivery.ts'
import { refuse } from '../errors.ts'
import type { Decision } from '../quarantine/decision.queries.ts'
import { foldHolders } from '../receive/claim-print.ts'
import type { ReadableClaim } from '../receive/read-claim.ts'

const { read } = handleOf('intake')

export interface DuplicateQuestion {
  readonly delivery: Delivery
  readonly claim: ReadableClaim
  readonly issuer: Agency
  readonly decisions: readonly Decision[]
}

interface Twin {
  readonly id: string
  readonly digest: string | null
  readonly holders: readonly { name: string; birth: string | null; identifiers: { value: string }[] }[]
}

/**
 * Refuses what seems to be in the repository already: the same type, number, issuer and day, from anywhere. Results
 * of one file that lists many people share all four and are told apart by their holders.
 */
export async function refuseDuplicate(tx: Tx, question: DuplicateQuestion): Promise<void> {
  const { delivery, claim, decisions } = question
  if (decisions.some(({ option }) => option === 'distinct' || option === 'replace')) return
  if (claim.number === null) return
  await lockPaper(tx, question)
  const holders = foldHolders({ holders: claim.holders.map(foldable) })
  const twins = await listTwins(tx, question)
  const twin = twins.find(
    (one) =>
      one.digest !== delivery.digest ||
      sameHolders(foldHolders({ holders: one.holders.map(foldable) }), holders),
  )
  if (twin)
    throw refuse('intake.duplicate_suspected', {
      resultId: twin.id,
      sameFile: twin.digest === delivery.digest,
    })
}

type Printed = {
  readonly name: string
  readonly birth?: string | null | undefined
  readonly identifiers: readonly { readonly value: string }[]
}

const foldable = ({ name, birth, identifiers }: Printed) => ({
  name,
  identifiers: identifiers.map(({ value }) => ({ value })),
  ...(birth ? { birth } : {}),
})

const sameHolders = (one: readonly string[], other: readonly string[]) => one.join('\n') === other.join('\n')

/** Two deliveries of one paper may be judged at once; the second must see what the first became. */
async function lockPaper(tx: Tx, { claim, issuer }: DuplicateQuestion): Promise<void> {
  const paper = [claim.resultTypeCode, numberKey(claim.number ?? ''), issuer.id, claim.decidedOn].join('|')
  await sql`select pg_advisory_xact_lock(hashtextextended(${paper}, 60))`.execute(tx.db)
}

async function listTwins(tx: Tx, { claim, issuer }: DuplicateQuestion): Promise<readonly Twin[]> {
  const { rows } = await sql<Twin>`
    select r.id, f.digest, (select coalesce(jsonb_agg(jsonb_build_object(
        'name', h.name, 'birth', h.birth, 'identifiers', h.identifiers)), '[]') from results.holder h where h.result_id = r.id) as holders
    from results.result r
    left join results.file f on f.result_id = r.id and f.role = 'signed-original'
    where r.type_code = ${claim.resultTypeCode} and r.issuer_id = ${issuer.id}::uuid
      and (r.decided_on = ${claim.decidedOn}::date or r.issued_on = ${claim.issuedOn}::date)
      and r.number_key = ${numberKey(claim.number ?? '')}
    order by r.registered_at`.execute(read(tx))
  return rows
}
