import type { LegalDay } from '../../platform/legal-day.ts'
import { compareMarks, type FoldedName } from './folded-name.ts'
import type { Candidate, Match, MatchConflict, MatchEvidence, PrintedHolder } from './party.ts'

export interface MatchQuestion {
  readonly printed: PrintedHolder
  readonly folded: FoldedName
  /** Faults of the printed numbers, found before anything was looked up. */
  readonly faults: readonly MatchEvidence[]
  readonly decidedOn?: LegalDay | undefined
}

/**
 * Whom a printed holder is, by evidence. A number alone never decides: the right number with another name is a
 * conflict for a person, because numbers are mistyped more often than names change.
 */
export function judgeMatch(question: MatchQuestion, candidates: readonly Candidate[]): Match {
  const { faults } = question
  const byNumber = candidates.filter((candidate) => reachedBy(candidate, 'identifier'))
  const byLink = candidates.filter(
    (candidate) => !reachedBy(candidate, 'identifier') && reachedBy(candidate, 'link'),
  )
  const reached = byNumber.length > 0 ? byNumber : byLink
  if (reached.length === 0) return judgeByName(question, candidates)

  const agreeing = reached.filter((candidate) => conflictOf(question, candidate) === undefined)
  const [first, second] = agreeing
  if (second) {
    return {
      finding: 'probable',
      evidence: [...faults, count(agreeing)],
      conflict: severalOf(question, agreeing),
    }
  }
  if (!first) return conflicting(question, reached)
  const evidence = [...faults, ...evidenceOf(question, first)]
  const finding = byNumber.length === 0 ? 'linked' : 'exact'
  const conflict = deathConflict(question, first) ?? strayNumber(first, reached)
  return {
    finding: conflict ? 'probable' : finding,
    partyId: first.partyId,
    evidence,
    ...(conflict && { conflict }),
  }
}

function conflicting(question: MatchQuestion, reached: readonly Candidate[]): Match {
  const [only] = reached
  const conflict = only && conflictOf(question, only)
  const evidence = [...question.faults, count(reached)]
  if (reached.length > 1 || !only || !conflict)
    return { finding: 'none', evidence, conflict: 'several-parties' }
  return { finding: 'probable', partyId: only.partyId, evidence: [...evidence, ...routes(only)], conflict }
}

/** Children without a number and holders of old papers: a name and a birth make somebody likely, never certain. */
function judgeByName(question: MatchQuestion, candidates: readonly Candidate[]): Match {
  const likely = candidates.filter(
    (candidate) => conflictOf(question, candidate) === undefined && isSameBirth(question, candidate),
  )
  const [only, another] = likely
  if (!only || another) return { finding: 'none', evidence: [...question.faults, count(likely)] }
  return {
    finding: 'probable',
    partyId: only.partyId,
    evidence: [...question.faults, ...evidenceOf(question, only)],
  }
}

function conflictOf(question: MatchQuestion, candidate: Candidate): MatchConflict | undefined {
  if (candidate.kind !== question.printed.kind) return 'kind-differs'
  if (!candidate.names.some(({ folded }) => folded === question.folded)) return 'name-differs'
  if (birthAgreement(question.printed, candidate) === 'differs') return 'birth-differs'
  return undefined
}

function severalOf({ printed }: MatchQuestion, agreeing: readonly Candidate[]): MatchConflict {
  const sets = agreeing.map(({ through }) => new Set(through.map(numberOf)))
  const shared = [...(sets[0] ?? [])].some((number) => sets.every((set) => set.has(number)))
  return printed.identifiers.length > 1 && !shared ? 'identifiers-disagree' : 'several-parties'
}

/** A printed number that only others bear: one of the two is wrong, and which one is for a person to say. */
function strayNumber(found: Candidate, reached: readonly Candidate[]): MatchConflict | undefined {
  const own = new Set(found.through.map(numberOf))
  const stray = reached.some(({ through }) => through.some((route) => !own.has(numberOf(route))))
  return stray ? 'identifiers-disagree' : undefined
}

type Route = Candidate['through'][number]
const numberOf = (route: Route) => {
  const { type, value } = route.kind === 'link' ? route.printed : route.identifier
  return `${type} ${value}`
}

const reachedBy = (candidate: Candidate, kind: Route['kind']) =>
  candidate.through.some((route) => route.kind === kind)

/** By year, as the rule has it: a mistyped day is common and says little, and the elderly often have only a year. */
function birthAgreement(
  printed: PrintedHolder,
  candidate: Candidate,
): 'day' | 'year' | 'unknown' | 'differs' {
  const { birth } = printed
  if (birth === undefined || candidate.birthYear === null) return 'unknown'
  if (birth === candidate.birthOn) return 'day'
  return Number(birth.slice(0, 4)) === candidate.birthYear ? 'year' : 'differs'
}

/** Without a number the birth carries the whole weight: two different days are two people. */
function isSameBirth({ printed }: MatchQuestion, candidate: Candidate): boolean {
  const agreement = birthAgreement(printed, candidate)
  const bothWhole = printed.birth?.length === 10 && candidate.birthOn !== null
  return agreement === 'day' || (agreement === 'year' && !bothWhole)
}

/** Nobody is granted anything after death. Whom a paper merely is about (an extract of the death itself) may be dead. */
function deathConflict({ printed, decidedOn }: MatchQuestion, { deceasedOn }: Candidate) {
  if (printed.role === 'related' || !decidedOn || !deceasedOn) return undefined
  return decidedOn > deceasedOn ? ('decided-after-death' as const) : undefined
}

function evidenceOf(question: MatchQuestion, candidate: Candidate): MatchEvidence[] {
  const agreement = birthAgreement(question.printed, candidate)
  const same = candidate.names.filter(({ folded }) => folded === question.folded)
  const marks = same.map(({ printed }) => compareMarks(printed, question.printed.name))
  const best = (['same', 'absent', 'different'] as const).find((kind) => marks.includes(kind)) ?? 'different'
  return [
    ...routes(candidate),
    { kind: 'name', marks: best },
    { kind: 'birth', agrees: agreement === 'differs' ? 'unknown' : agreement },
    ...(candidate.deceasedOn ? [{ kind: 'deceased', on: candidate.deceasedOn } as const] : []),
  ]
}

function routes(candidate: Candidate): MatchEvidence[] {
  return candidate.through.map((route) =>
    route.kind === 'link'
      ? { kind: 'link', linkId: route.linkId, from: route.printed.type, to: route.borne.type }
      : {
          kind: 'identifier',
          type: route.identifier.type,
          ...(route.endedOn && { endedOn: route.endedOn }),
        },
  )
}

const count = (candidates: readonly Candidate[]): MatchEvidence => ({
  kind: 'candidates',
  count: candidates.length,
})
