import type { Tx } from '../../platform/database/transaction.ts'
import { emit } from '../../platform/events.ts'
import { record } from '../../platform/journal/record.ts'

/** Whose trust was given: `{ fingerprints }`. Files that wait for exactly these authorities are judged again. */
export const TRUST_GIVEN = 'trust.given'

export interface Actor {
  readonly kind: string
  readonly id: string
}

export interface TrustChange {
  readonly actor: Actor
  readonly action: 'AnchorTrust' | 'AnchorWithdraw' | 'AnchorChange' | 'TrustedListAccept'
  readonly fingerprint: string
  readonly details: Readonly<Record<string, unknown>>
}

/** The journal's line for one change of trust: who, which certificate, on which letter. */
export const announceTrust = (tx: Tx, { actor, action, fingerprint, details }: TrustChange): Promise<void> =>
  record(tx, { actor, action, outcome: 'done', subjectIds: [fingerprint], details })

/** Says once, for all of them, that certificates are trusted which were not, or for more than before. */
export async function emitTrustGiven(tx: Tx, fingerprints: readonly string[]): Promise<void> {
  if (fingerprints.length === 0) return
  await emit(tx, {
    kind: TRUST_GIVEN,
    subjectId: fingerprints[0]!,
    payload: { fingerprints: [...new Set(fingerprints)] },
  })
}
