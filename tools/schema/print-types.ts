import { Kysely, PostgresDialect } from 'kysely'
import { generate, getDialect } from 'kysely-codegen'
import type { Pool } from 'pg'

/** Kysely's view of every table of ours, as TypeScript. The caller ends the pool. */
export async function printTypes(pool: Pool): Promise<string> {
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) })
  const options = {
    db,
    dialect: getDialect('postgres', { dateParser: 'string', numericParser: 'string' }),
    // Null: the text is wanted, not a file.
    outFile: null,
    excludePattern: '(graphile_worker|public).*',
    includeDomains: false,
    // As connect.ts parses them: bigint as a safe number.
    typeMapping: { int8: 'number' },
  }
  return generate(options as never)
}
