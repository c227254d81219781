import type { MatchConflict, MatchFinding } from './party.ts'

/** The dated row that says which party a printed holder is; it lives with the result. */
export interface HolderLink {
  readonly finding: MatchFinding
  readonly conflict?: MatchConflict | null | undefined
  readonly confirmedBy?: string | null | undefined
  readonly withdrawnAt?: Date | string | null | undefined
}

/**
 * Whether a result is shown to the linked party: only on an exact match, or on a linked one that a person
 * confirmed; never once withdrawn, and never while a conflict is open.
 */
export function mayShowTo(link: HolderLink): boolean {
  if (link.withdrawnAt || link.conflict) return false
  return link.finding === 'exact' || (link.finding === 'linked' && Boolean(link.confirmedBy))
}
