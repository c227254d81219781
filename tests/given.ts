/** Makers of test data, one file per module: `given.catalog.agency(tx)`; every default can be overridden. */
export * as catalog from './given/catalog.ts'
export * as parties from './given/parties.ts'
export * as results from './given/results.ts'
export * as intake from './given/intake.ts'
export * as verification from './given/verification.ts'
