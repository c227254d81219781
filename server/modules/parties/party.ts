import type { Id } from '../../platform/ids.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import type { FoldedName } from './folded-name.ts'
import type { Identifier, IdentifierFault, IdentifierType } from './identifiers.ts'

export type PartyId = Id<'party'>
export type PartyKind = 'person' | 'organisation' | 'household'

/** A holder exactly as a paper prints it; kept with the result, never changed. */
export interface PrintedHolder {
  readonly name: string
  readonly identifiers: readonly { readonly type: IdentifierType; readonly value: string }[]
  /** A whole day, or only the year. */
  readonly birth?: string | undefined
  readonly role: 'holder' | 'co-holder' | 'related'
  readonly kind: PartyKind
}

/**
 * `exact`: identifier, folded name, and birth year where both know it. `linked`: the same through a recorded
 * link between two numbers, for a person to confirm. `probable`: likely, shown to nobody. `none`: unknown.
 */
export type MatchFinding = 'exact' | 'linked' | 'probable' | 'none'

/** Why a holder must be looked at by a person before anything is linked: intake quarantines on any of these. */
export type MatchConflict =
  | 'name-unreadable'
  | 'name-differs'
  | 'birth-differs'
  | 'kind-differs'
  | 'identifiers-disagree'
  | 'several-parties'
  | 'decided-after-death'

/** What was compared and how it came out; names and numbers themselves are never in it. */
export type MatchEvidence =
  | { readonly kind: 'identifier'; readonly type: IdentifierType; readonly endedOn?: LegalDay }
  | {
      readonly kind: 'link'
      readonly linkId: string
      readonly from: IdentifierType
      readonly to: IdentifierType
    }
  | { readonly kind: 'identifier-fault'; readonly type: IdentifierType; readonly fault: IdentifierFault }
  | { readonly kind: 'name'; readonly marks: 'same' | 'absent' | 'different' }
  | { readonly kind: 'birth'; readonly agrees: 'day' | 'year' | 'unknown' }
  | { readonly kind: 'deceased'; readonly on: LegalDay }
  | { readonly kind: 'candidates'; readonly count: number }

export interface Match {
  readonly finding: MatchFinding
  readonly partyId?: PartyId
  readonly evidence: readonly MatchEvidence[]
  readonly conflict?: MatchConflict
}

/** A party as found, with every name and birth known of it and of those merged into it. */
export interface Candidate {
  readonly partyId: PartyId
  readonly kind: PartyKind
  readonly names: readonly { readonly printed: string; readonly folded: FoldedName }[]
  readonly birthYear: number | null
  readonly birthOn: LegalDay | null
  readonly deceasedOn: LegalDay | null
  /** How it was reached; none when only by name. */
  readonly through: readonly (
    | { readonly kind: 'identifier'; readonly identifier: Identifier; readonly endedOn: LegalDay | null }
    | {
        readonly kind: 'link'
        readonly linkId: string
        readonly printed: Identifier
        readonly borne: Identifier
      }
  )[]
}
