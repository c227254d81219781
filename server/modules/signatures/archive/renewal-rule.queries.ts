import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import { DEFAULT_RENEWAL_RULE, type RenewalRule } from './renewal-rule.ts'

const { read: looking, write } = handleOf('signatures')

/** The rule of the day: of the days that have begun the latest, of one day what was recorded last. */
export async function getRenewalRule(read: Read): Promise<RenewalRule> {
  const row = await looking(read)
    .selectFrom('signatures.renewal_rule')
    .select([
      'valid_from as validFrom',
      'certificate_months as certificateMonths',
      'algorithm_months as algorithmMonths',
      'source',
    ])
    .where('valid_from', '<=', legalDayOf(read.now))
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? DEFAULT_RENEWAL_RULE
}

export async function insertRenewalRule(tx: Tx, rule: RenewalRule): Promise<void> {
  await write(tx)
    .insertInto('signatures.renewal_rule')
    .values({
      valid_from: rule.validFrom,
      certificate_months: rule.certificateMonths,
      algorithm_months: rule.algorithmMonths,
      source: rule.source,
      recorded_at: tx.now,
    })
    .execute()
}
