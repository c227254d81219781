/** Milliseconds of processor this process used for `work`, all its threads together: collecting garbage costs too. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** Milliseconds by the clock. */
export function clockTime(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

/** The value below which this share of the values lies. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
