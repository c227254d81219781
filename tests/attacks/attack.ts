import type { ChangeCode, Report } from '@khoso/pades'

/** Honest files to begin with; each attack spoils a copy. */
export interface Honest {
  /** One page, signed by the agency; table and stream are the two ways of writing a cross-reference. */
  readonly table: Buffer
  readonly stream: Buffer
  /** Certified with DocMDP 1, 2, 3. */
  readonly certified: Readonly<Record<1 | 2 | 3, Buffer>>
}

/** One way of cheating with a signed file. */
export interface Attack {
  /** In a test's name: `refuses a file that …`. */
  readonly does: string
  readonly make: (honest: Honest) => Buffer | Promise<Buffer>
  /** The code the file is turned away with; without evidence of anything else being wrong. */
  readonly code: Report['code']
  /** What the report says was changed, where that is how it is found out. */
  readonly change?: ChangeCode
  /** `refuse` where nothing is said. */
  readonly decision?: 'wait'
}
