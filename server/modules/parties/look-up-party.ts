import type { Read } from '../../platform/database/transaction.ts'
import type { LookupRequest } from './contract.ts'
import { refuse } from './errors.ts'
import { parseIdCardQr, type IdCard } from './id-card-qr.ts'
import { matchHolder } from './match-holder.ts'
import type { Match, MatchConflict, MatchEvidence, PartyId, PrintedHolder } from './party.ts'

/** As population data are answered: match, no match, no record, not enough to say. */
export type LookupFinding = 'match' | 'no-match' | 'no-record' | 'insufficient'

export interface Lookup {
  readonly finding: LookupFinding
  readonly partyId?: PartyId
  readonly conflict?: MatchConflict
  readonly evidence: readonly MatchEvidence[]
}

export interface LookedUp {
  readonly answer: Lookup
  /** Whom the question turned out to be about, told or not: it belongs in their journal. */
  readonly about: PartyId | undefined
  readonly asked: readonly string[]
}

/** Says whether those words or that card name somebody we know, and no more than was asked. */
export async function lookUpParty(on: Read, request: LookupRequest): Promise<LookedUp> {
  const printed = readAsked(request)
  const match = await matchHolder(on, printed)
  const asked = ['name', ...(printed.birth ? ['birth'] : []), ...printed.identifiers.map(({ type }) => type)]
  return { answer: answerOf(match), about: match.partyId, asked }
}

/** The card's text, read; refused when it is not one. */
export function requireIdCard(text: string): IdCard {
  const card = parseIdCardQr(text)
  if (!card) throw refuse('parties.card_unreadable')
  return card
}

function readAsked(request: LookupRequest): PrintedHolder {
  if ('card' in request) {
    const { printedName: name, birth, personalNumber, oldIdNumber } = requireIdCard(request.card)
    const identifiers = oldIdNumber ? [personalNumber, oldIdNumber] : [personalNumber]
    return { kind: 'person', role: 'holder', name, birth: birth.on ?? String(birth.year), identifiers }
  }
  const { name, birth, identifiers = [], kind = 'person' } = request
  // A name alone would be browsing: population data are not asked that way either.
  if (identifiers.length === 0 && birth === undefined) throw refuse('parties.asked_too_little')
  return { kind, role: 'holder', name, birth, identifiers }
}

const ANOTHER: ReadonlySet<MatchConflict> = new Set(['name-differs', 'birth-differs', 'kind-differs'])

/** What a match may say to whoever asked. Who bears a number under another name is not told. */
export function answerOf({ finding, partyId, conflict, evidence }: Match): Lookup {
  if (conflict) return { finding: ANOTHER.has(conflict) ? 'no-match' : 'insufficient', conflict, evidence }
  if (finding === 'none') {
    const several = evidence.some((one) => one.kind === 'candidates' && one.count > 0)
    return { finding: several ? 'insufficient' : 'no-record', evidence }
  }
  return { finding: finding === 'exact' ? 'match' : 'insufficient', ...(partyId && { partyId }), evidence }
}
