import { Type } from 'typebox'
import type { AccessTable } from '../access.ts'
import type { App } from '../http/app.ts'
import type { Services } from '../services.ts'
import { JOURNAL_PAGE, listJournal } from './list-journal.ts'

/**
 * A citizen sees who looked at what is theirs (Law 91/2025/QH15: the right to know); staff only as those who answer
 * for the city or for an agency.
 */
export const journalAccess = {
  'journal.read': ['auditor', 'city-admin', 'agency-admin', 'citizen'],
} as const satisfies AccessTable

const Instant = Type.String({ format: 'date-time' })
const Nullable = Type.Union([Type.String(), Type.Null()])
const Line = Type.Object({
  id: Type.Integer(),
  recordedAt: Instant,
  actorKind: Type.String(),
  actorId: Type.String(),
  action: Type.String(),
  outcome: Type.String(),
  purpose: Nullable,
  caseRef: Nullable,
  subjectIds: Type.Array(Type.String()),
})

const Question = Type.Object(
  {
    subjectId: Type.Optional(Type.String({ maxLength: 200 })),
    actorId: Type.Optional(Type.String({ maxLength: 200 })),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    before: Type.Optional(Type.Integer({ description: 'Lines older than this id: the next page' })),
  },
  { additionalProperties: false },
)

/** The journal, for those who check it and for those it is about. Reading it is itself a line of it. */
export function journalRoutes(app: App, { database }: Services): void {
  app.get(
    '/api/journal',
    {
      schema: {
        summary: 'Who did or saw what',
        description: `At most ${JOURNAL_PAGE} lines, newest first; a citizen sees only lines about or by themselves.`,
        querystring: Question,
        response: { 200: Type.Object({ lines: Type.Array(Line) }) },
      },
      config: { access: 'journal.read', audit: 'JournalView' },
    },
    async ({ actor, scope, query, audit }) => {
      const { subjectId, actorId, from, to, before } = query
      audit.details = { subjectId, actorId }
      if (subjectId) audit.subjects.push(subjectId)
      const dates = { from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined }
      const lines = await listJournal(
        database.read(),
        { actor, scope },
        { subjectId, actorId, before, ...dates },
      )
      return {
        lines: lines.map((line) => ({
          ...line,
          recordedAt: line.recordedAt.toISOString(),
          subjectIds: [...line.subjectIds],
        })),
      }
    },
  )
}
