import type { Read } from '../../../platform/database/transaction.ts'
import { matchHolder, type Match, type MatchConflict, type PrintedHolder } from '../../parties/index.ts'
import type { NewHolder } from '../../results/index.ts'
import { refuse, type QuarantineCode } from '../errors.ts'
import type { Decision } from '../quarantine/decision.queries.ts'
import type { ReadableClaim } from '../receive/read-claim.ts'

/** Findings of `parties` that a person must look at before anybody is shown a result. */
const CONFLICTS: Readonly<Record<MatchConflict, QuarantineCode>> = {
  'name-unreadable': 'intake.claim_incomplete',
  'name-differs': 'intake.holder_name_differs',
  'birth-differs': 'intake.holder_name_differs',
  'kind-differs': 'intake.holder_name_differs',
  'identifiers-disagree': 'intake.holder_ambiguous',
  'several-parties': 'intake.holder_ambiguous',
  'decided-after-death': 'intake.holder_deceased',
}

/**
 * Finds who each printed holder is. A holder nobody knows yet is kept as printed, without a link; one that
 * contradicts what is known, or cannot be told from others, waits for a person, whose word is the link's evidence.
 */
export async function matchHolders(
  on: Read,
  { holders, decidedOn }: ReadableClaim,
  decisions: readonly Decision[],
): Promise<readonly NewHolder[]> {
  const confirmed = decisions.findLast(({ option }) => option === 'confirm-holder')
  const matches = await Promise.all(holders.map((printed) => matchHolder(on, printed, { decidedOn })))
  if (confirmed) return holders.map((printed, at) => confirmedHolder(printed, matches[at]!, confirmed, at))
  const open = holders
    .map((printed, at) => codeOf(printed, matches[at]!))
    .filter((code) => code !== undefined)
  const [first] = open
  // How many, never who: details reach the sender's log.
  if (first) throw refuse(first, { count: open.length, holders: holders.length })
  return holders.map((printed, at) => {
    const { partyId, finding, evidence } = matches[at]!
    return { printed, partyId: partyId ?? null, finding, evidence }
  })
}

/** Without a number the replacement data is name and birth (Circular 01/2023/TT-VPCP art. 9); a name alone is nobody. */
function codeOf(printed: PrintedHolder, { finding, conflict }: Match): QuarantineCode | undefined {
  if (conflict) return CONFLICTS[conflict]
  const identified =
    printed.identifiers.length > 0 || printed.birth !== undefined || printed.kind !== 'person'
  return finding === 'none' && !identified ? 'intake.holder_unmatched' : undefined
}

/** A person has looked: until the party named is linked, a contradicted finding links nobody. */
function confirmedHolder(
  printed: PrintedHolder,
  match: Match,
  { partyIds }: Decision,
  at: number,
): NewHolder {
  const { evidence } = match
  if (partyIds[at] || match.conflict) return { printed, partyId: null, finding: 'none', evidence }
  return { printed, partyId: match.partyId ?? null, finding: match.finding, evidence }
}
