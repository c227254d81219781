import { sql } from 'kysely'
import type { Actor, AgencyScope } from '../access.ts'
import { handleOf } from '../database/handles.ts'
import type { Read } from '../database/transaction.ts'

const { read: looking } = handleOf('platform')

/** What is asked of the journal: about whom, done by whom, when. At least one of the two ids. */
export interface JournalQuestion {
  readonly subjectId?: string | undefined
  readonly actorId?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  /** Entries older than this id: the next page. */
  readonly before?: number | undefined
}

export interface JournalLine {
  readonly id: number
  readonly recordedAt: Date
  readonly actorKind: string
  readonly actorId: string
  readonly action: string
  readonly outcome: string
  readonly purpose: string | null
  readonly caseRef: string | null
  readonly agencyId: string | null
  readonly subjectIds: readonly string[]
}

/** Who may see which lines: the scope of the action, and for a citizen only what is about or by that citizen. */
export interface JournalViewer {
  readonly actor: Pick<Actor, 'id' | 'partyId'>
  /** `city`, or agencies with all below them already listed. */
  readonly scope: AgencyScope
}

export const JOURNAL_PAGE = 100

/**
 * The lines that answer the question and that this viewer may see, newest first, a page at a time. The rights are in
 * the WHERE: lines of the viewer's agencies, lines about the viewer's own party, lines of the viewer's own doing.
 * Whoever calls this journals it: a route by its `audit`.
 */
export async function listJournal(
  read: Read,
  viewer: JournalViewer,
  question: JournalQuestion,
): Promise<JournalLine[]> {
  const { subjectId, actorId, from, to, before } = question
  const { rows } = await sql<JournalLine>`
    select id, recorded_at as "recordedAt", actor_kind as "actorKind", actor_id as "actorId", action, outcome,
      purpose, case_ref as "caseRef", agency_id as "agencyId", subject_ids as "subjectIds"
    from platform.journal
    where ${mayShow(viewer)}
      and (${subjectId ?? null}::text is null or subject_ids @> array[${subjectId ?? null}::text])
      and (${actorId ?? null}::text is null or actor_id = ${actorId ?? null})
      and (${from ?? null}::timestamptz is null or recorded_at >= ${from ?? null})
      and (${to ?? null}::timestamptz is null or recorded_at < ${to ?? null})
      and (${before ?? null}::bigint is null or id < ${before ?? null})
    order by id desc limit ${JOURNAL_PAGE}`.execute(looking(read))
  return viewer.scope === 'city' ? rows : rows.map((line) => withoutOthers(line, viewer))
}

/** A line can be about many (a page of a search): a citizen is shown that it was about them, not about whom else. */
function withoutOthers(line: JournalLine, { actor }: JournalViewer): JournalLine {
  if (!actor.partyId || line.actorId === actor.id) return line
  return { ...line, subjectIds: line.subjectIds.filter((id) => id === actor.partyId) }
}

function mayShow({ actor, scope }: JournalViewer) {
  if (scope === 'city') return sql`true`
  const own = actor.partyId ? sql`subject_ids @> array[${actor.partyId}::text]` : sql`false`
  return sql`(agency_id = any(${[...scope]}::uuid[]) or actor_id = ${actor.id} or ${own})`
}
