/** One reason why our verdict is another than an oracle's, and the cases it explains. */
export type Difference = {
  readonly source: string
  readonly cases: readonly string[]
  /** What ours says there; a case where ours says something else again is not explained by this. */
  readonly ours?: string
  /** The text ours rests on. */
  readonly clause: string
  readonly why: string
  /** A test of the project's own, file and name, that holds ours in place without the shared material. */
  readonly pinnedBy: readonly [file: string, name: string]
}

export const differences: readonly Difference[] = []
