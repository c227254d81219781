/**
 * Who may import whom: a row names only rows above it. `tests/boundaries.test.ts` reads every import and every
 * SQL statement under `server/` against this table; the data handles of `platform/database/handles.ts` are typed
 * by it.
 */
export const MAY_IMPORT = {
  platform: [],
  catalog: ['platform'],
  parties: ['platform'],
  signatures: ['platform'],
  results: ['platform', 'catalog', 'parties', 'signatures'],
  verification: ['platform', 'catalog', 'results'],
  intake: ['platform', 'catalog', 'parties', 'signatures', 'results', 'verification'],
} as const satisfies Record<string, readonly string[]>

export type ModuleName = keyof typeof MAY_IMPORT
