import type { Pool } from 'pg'

/**
 * Every way in which the role of this connection could change a history table: as superuser, as owner of the table,
 * its schema or its database or as a member of that owner, or by a privilege.
 */
const WAYS = `
  with history as (
    select c.oid, c.relowner, n.nspowner, n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') like 'History:%')
  select 'is a superuser' as way from pg_roles where rolname = current_user and rolsuper
  union all select 'may become a superuser' from pg_roles
    where rolsuper and rolname <> current_user and pg_has_role(oid, 'MEMBER')
  union all select 'owns the database' from pg_database
    where datname = current_database() and pg_has_role(datdba, 'MEMBER')
  union all select 'owns the schema of ' || name from history where pg_has_role(nspowner, 'MEMBER')
  union all select 'owns ' || name from history where pg_has_role(relowner, 'MEMBER')
  union all select 'may ' || lower(p) || ' ' || name
    from history, unnest(array['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) p
    where has_table_privilege(oid, p) or (p = 'UPDATE' and has_any_column_privilege(oid, p))`

/**
 * Keeps the server from starting with a role that owns or may change history: what the journal proves rests on the
 * app being unable to. Throws one sentence that names the first way found.
 */
export async function refuseUnsafeRole(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ way: string }>(WAYS)
  const [first] = rows
  if (!first) return
  throw new Error(
    `DATABASE_URL signs in with a role that ${first.way}${rows.length > 1 ? ` (and ${rows.length - 1} more)` : ''}: ` +
      'history would not be safe from it. Give the app a role of its own, a member of none, and keep the owner for DATABASE_OWNER_URL.',
  )
}
