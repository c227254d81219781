import { handleOf } from '../database/handles.ts'
import type { Tx } from '../database/transaction.ts'

const { write } = handleOf('platform')

/** One line of the journal (nhật ký): who did or saw what. Ids and codes only, never names or contents. */
export interface JournalEntry {
  readonly actor: { readonly kind: string; readonly id: string }
  /** The `audit` name of a route, or what a job did: `ResultView`, `DeliveryReceive` … */
  readonly action: string
  readonly outcome: JournalOutcome
  /** Why personal data were looked at, in the words the viewer gave. */
  readonly purpose?: string | null | undefined
  /** The dossier or inspection it was done for. */
  readonly caseRef?: string | null | undefined
  /** The agency the actor acted for; entries are shown to its administrators. */
  readonly agencyId?: string | null | undefined
  /** Whom or what it was about: parties, results, deliveries … */
  readonly subjectIds?: readonly string[] | undefined
  readonly requestId?: string | null | undefined
  readonly details?: Readonly<Record<string, unknown>> | undefined
}

/** `refused`: the rules said no. `failed`: we were broken. */
export type JournalOutcome = 'done' | 'refused' | 'failed'

/** Writes one line in the caller's transaction, without waiting for anyone: the sealer chains it afterwards. */
export async function record(tx: Tx, entry: JournalEntry): Promise<void> {
  await write(tx)
    .insertInto('platform.journal')
    .values({
      recorded_at: tx.now,
      actor_kind: entry.actor.kind,
      actor_id: entry.actor.id,
      action: entry.action,
      outcome: entry.outcome,
      purpose: entry.purpose ?? null,
      case_ref: entry.caseRef ?? null,
      agency_id: entry.agencyId ?? null,
      subject_ids: [...(entry.subjectIds ?? [])],
      request_id: entry.requestId ?? null,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute()
}
