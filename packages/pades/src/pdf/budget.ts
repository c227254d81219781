import { PdfError } from './values.ts'

/**
 * What reading one file may cost, all its states and signatures together. Work is counted, never timed: the same file
 * is refused on every machine, or on none (docs/specs/hostile-input.md 2).
 */
export type Budget = {
  /** Octets that may come out of one stream. */
  readonly perStream: number
  /** Octets that may still come out of all streams. */
  left: number
  /** Steps that are still free: about an octet read each, an object looked up eight. */
  work: number
  /** Values that may still be made: numbers, names, references and strings count one, dictionaries four. */
  values: number
  /** Entries that cross-references may still have. */
  entries: number
}

const MEGABYTE = 2 ** 20

/** A small file is granted enough for anything honest, a large one some readings of all its octets. */
export const startBudget = (size: number): Budget => ({
  perStream: 64 * MEGABYTE,
  left: 256 * MEGABYTE,
  work: 64 * MEGABYTE + 24 * size,
  values: 6_000_000,
  entries: 1_000_000,
})

type Counted = 'work' | 'values' | 'entries'

/** Takes a whole number from the budget; throws `pdf.too_complex` when it is used up. */
export function spend(budget: Budget, what: Counted, amount: number): void {
  if ((budget[what] -= amount) < 0) refuse(what)
}

/** For every value read: small enough to be compiled into its callers, and each property by its own name. */
export function spendValue(budget: Budget, values: number, work: number): void {
  if ((budget.values -= values) < 0) refuse('values')
  if ((budget.work -= work) < 0) refuse('work')
}

function refuse(what: Counted): never {
  throw new PdfError('pdf.too_complex', `more ${what} than a file may cost`)
}

/** True when something was cut short: what was found since is not the whole. */
export const isSpent = ({ work, values, entries }: Budget): boolean => work < 0 || values < 0 || entries < 0

/** The errors that no reader may take for a broken object: the file as a whole is too much. */
export const isTooMuch = (error: unknown): boolean =>
  error instanceof PdfError && (error.code === 'pdf.too_large' || error.code === 'pdf.too_complex')
