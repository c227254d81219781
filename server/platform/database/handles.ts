import type { Kysely } from 'kysely'
import type { DB } from '../../../database/types.ts'
import type { MAY_IMPORT, ModuleName } from '../../modules.ts'
import type { Read, Tx } from './transaction.ts'

type TablesOf<Schema extends string> = {
  [Table in keyof DB as Table extends `${Schema}.${string}` ? Table : never]: DB[Table]
}
type Readable<Module extends ModuleName> = TablesOf<Module | (typeof MAY_IMPORT)[Module][number]>

type Looking = 'selectFrom' | 'with' | 'fn' | 'dynamic' | 'getExecutor'
type Writing = 'insertInto' | 'updateTable' | 'deleteFrom'

/** Looks into the module's own schema and those of the rows above it. */
export type ReadHandle<Module extends ModuleName> = Pick<Kysely<Readable<Module>>, Looking>
/** Also writes, into the module's own schema only. */
export type WriteHandle<Module extends ModuleName> = ReadHandle<Module> &
  Pick<Kysely<TablesOf<Module>>, Writing>

/**
 * A module's view of the database, by the compiler: `const { read, write } = handleOf('results')`, then
 * `read(r).selectFrom('results.result')` and `write(tx).insertInto(…)`; raw SQL by Kysely's `sql` tag runs as
 * `` sql`…`.execute(read(r)) ``. A table of another schema is a type error, not a review comment.
 */
export function handleOf<Module extends ModuleName>(_module: Module) {
  return {
    read: (read: Read) => read.db as unknown as ReadHandle<Module>,
    write: (tx: Tx) => tx.db as unknown as WriteHandle<Module>,
  }
}
