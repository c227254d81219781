import { sql, type RawBuilder } from 'kysely'
import type { LegalDay } from '../../platform/legal-day.ts'

/** The condition that a dated row of `table` holds on a day; ranges end inclusive. */
export function validOn(table: string, day: LegalDay): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${table}.valid_from`)} <= ${day}::date
    and coalesce(${sql.ref(`${table}.valid_to`)} >= ${day}::date, true)`
}
