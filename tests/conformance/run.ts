import { differences, type Difference } from './differences.ts'
import { showDocument } from './document.ts'
import { listMissing, type Case, type Source } from './source.ts'
import { sources } from './sources.ts'

export type Outcome = {
  readonly source: string
  readonly cases: number
  readonly agree: number
  readonly onPurpose: readonly Case[]
  readonly unexplained: readonly Case[]
  /** Listed differences that no longer occur: the list has to tell the truth too. */
  readonly gone: readonly string[]
  readonly silent: number
  readonly missing: readonly string[]
  readonly milliseconds: number
}

/** Runs one source and holds its cases against the list of differences. */
export async function runSource(source: Source): Promise<Outcome> {
  const missing = listMissing(source)
  const empty = { cases: 0, agree: 0, onPurpose: [], unexplained: [], gone: [], silent: 0, milliseconds: 0 }
  if (missing.length > 0) return { source: source.name, ...empty, missing }
  const began = performance.now()
  const { cases, silent } = await source.judge()
  const listed = differences.filter(({ source: name }) => name === source.name)
  const differing = cases.filter(({ agrees }) => !agrees)
  const explained = (one: Case) => !one.binding && listed.some((difference) => covers(difference, one))
  return {
    source: source.name,
    cases: cases.length,
    agree: cases.length - differing.length,
    onPurpose: differing.filter(explained),
    unexplained: [...differing.filter((one) => !explained(one)), ...listTwice(cases)],
    gone: listed.flatMap((difference) => listGone(difference, differing)),
    silent: silent.length,
    missing,
    milliseconds: Math.round(performance.now() - began),
  }
}

const covers = ({ cases, ours }: Difference, { id, found }: Case): boolean =>
  cases.includes(id) && (ours === undefined || ours === found)

const listGone = (difference: Difference, differing: readonly Case[]): string[] =>
  difference.cases.filter((id) => !differing.some((one) => one.id === id && covers(difference, one)))

/** Two cases of one name could hide behind one listed difference. */
function listTwice(cases: readonly Case[]): Case[] {
  const seen = new Set<string>()
  return cases.filter(({ id }) => seen.size === seen.add(id).size)
}

export const isClean = ({ unexplained, gone }: Outcome): boolean =>
  unexplained.length === 0 && gone.length === 0

const HEAD = ['source', 'cases', 'agree', 'on purpose', 'unexplained', 'no verdict']

const rowOf = (one: Outcome): string[] =>
  one.missing.length > 0
    ? [one.source, '-', '-', '-', '-', `not beside the project: ${one.missing.join(', ')}`]
    : [
        one.source,
        ...[one.cases, one.agree, one.onPurpose.length, one.unexplained.length, one.silent].map(String),
      ]

const sum = (outcomes: readonly Outcome[], count: (one: Outcome) => number): number =>
  outcomes.reduce((total, one) => total + count(one), 0)

/** The table of `npm run conformance`; its last line counts everything. */
export function showTable(outcomes: readonly Outcome[]): string {
  const total = [
    'all',
    sum(outcomes, ({ cases }) => cases),
    sum(outcomes, ({ agree }) => agree),
    sum(outcomes, ({ onPurpose }) => onPurpose.length),
    sum(outcomes, ({ unexplained }) => unexplained.length),
    sum(outcomes, ({ silent }) => silent),
  ].map(String)
  const rows = [HEAD, ...outcomes.map(rowOf), total]
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => (i === 5 ? 0 : row[i]!.length))))
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
    )
    .join('\n')
}

const showCase = (source: string, { id, expected, found }: Case): string =>
  `  ${source}: ${id}: expected ${expected}, found ${found}`

/** What stands below the table: every difference, and what is wrong with the list itself. */
export function showDifferences(outcomes: readonly Outcome[]): string {
  const lines = (title: string, list: (one: Outcome) => string[]) => {
    const all = outcomes.flatMap(list)
    return all.length > 0 ? [title, ...all, ''] : []
  }
  return [
    ...lines('Different on purpose (tests/conformance/differences.ts says why):', (one) =>
      one.onPurpose.map((found) => showCase(one.source, found)),
    ),
    ...lines('UNEXPLAINED:', (one) => one.unexplained.map((found) => showCase(one.source, found))),
    ...lines('LISTED BUT NO LONGER SO:', (one) => one.gone.map((id) => `  ${one.source}: ${id}`)),
  ].join('\n')
}

/** `npm run conformance [-- part of a source's name …]`: 1 when a line is unexplained or a list is out of date. */
export async function runConformance(wanted: readonly string[], print: (text: string) => void) {
  if (wanted[0] === '--document') {
    print(showDocument())
    return 0
  }
  const chosen = sources.filter(
    ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
  )
  const outcomes: Outcome[] = []
  for (const source of chosen) outcomes.push(await runSource(source))
  const ran = outcomes.filter(({ missing }) => missing.length === 0)
  print(showDifferences(outcomes))
  if (ran.length < outcomes.length)
    print(`${outcomes.length - ran.length} of ${outcomes.length} sources are not beside the project.\n`)
  print(showTable(outcomes))
  return ran.length > 0 && ran.every(isClean) ? 0 : 1
}
