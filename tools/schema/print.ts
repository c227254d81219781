import type { Pool } from 'pg'

const SYSTEM = `n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public') and n.nspname !~ '^pg_'`

const QUERIES = {
  tables: `select format('%I.%I', n.nspname, c.relname) as name, c.relkind as kind,
      pg_get_viewdef(c.oid) as view, obj_description(c.oid) as comment,
      (select json_agg(format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' else '' end,
          case when a.attidentity <> '' then ' generated identity'
               when d.adbin is not null then case when a.attgenerated <> '' then ' generated ' else ' default ' end || pg_get_expr(d.adbin, d.adrelid)
               else '' end) order by a.attnum)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select json_agg(format('%I %s', k.conname, pg_get_constraintdef(k.oid)) order by k.contype <> 'p', k.conname)
        from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n') as constraints,
      (select json_agg(pg_get_indexdef(i.indexrelid) order by pg_get_indexdef(i.indexrelid))
        from pg_index i where i.indrelid = c.oid
          and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)) as indexes,
      (select string_agg(p.privilege_type, ', ' order by p.privilege_type)
        from aclexplode(c.relacl) p join pg_roles r on r.oid = p.grantee where r.rolname = 'khoso_app') as grants
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and ${SYSTEM} order by n.nspname, c.relname`,
  functions: `select pg_get_functiondef(p.oid) as definition from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${SYSTEM} order by 1`,
  triggers: `select pg_get_triggerdef(t.oid) as definition from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and ${SYSTEM} order by 1`,
} as const

interface Table {
  readonly name: string
  readonly kind: string
  readonly view: string | null
  readonly comment: string | null
  readonly columns: readonly string[]
  readonly constraints: readonly string[] | null
  readonly indexes: readonly string[] | null
  readonly grants: string | null
}

/** The whole schema as text, from PostgreSQL's catalogue: for review and for comparing, not for loading. */
export async function printSchema(pool: Pool): Promise<string> {
  const tables = await pool.query<Table>(QUERIES.tables)
  const functions = await pool.query<{ definition: string }>(QUERIES.functions)
  const triggers = await pool.query<{ definition: string }>(QUERIES.triggers)
  return [
    '-- Printed from the catalogue by `npm run schema`; not loaded by anything. Review it with each migration.',
    ...tables.rows.map(printTable),
    ...functions.rows.map(({ definition }) => `${definition.trim()};`),
    ...triggers.rows.map(({ definition }) => `${definition};`),
    '',
  ].join('\n\n')
}

function printTable(table: Table): string {
  const comment = table.comment ? `-- ${table.comment.replaceAll('\n', ' ')}\n` : ''
  const grants = `\n-- khoso_app: ${table.grants?.toLowerCase() ?? 'nothing'}`
  if (table.view) return `${comment}create view ${table.name} as\n${table.view}${grants}`
  const body = [...table.columns, ...(table.constraints ?? []).map((text) => `constraint ${text}`)]
  const indexes = (table.indexes ?? []).map((text) => `\n${text};`).join('')
  return `${comment}create table ${table.name} (\n  ${body.join(',\n  ')}\n);${indexes}${grants}`
}
