import { Type, type Static } from 'typebox'
import type { Report } from '@khoso/pades'
import { signatureLapses as enLapses } from '../../../words/en/signatures.ts'
import { wordsFor, type Language } from '../../../words/index.ts'
import { signatureLapses as viLapses } from '../../../words/vi/signatures.ts'
import { legalDayOf } from '../../platform/legal-day.ts'
import type { StoredReport } from './judgement.ts'
import { findLaw } from './law.ts'

/** A judgement of a file as people and systems are shown it, by whatever right they reach it. */
export const ReportView = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    fileDigest: Type.String(),
    decision: Type.Union([Type.Literal('accept'), Type.Literal('wait'), Type.Literal('refuse')]),
    code: Type.String(),
    says: Type.String(),
    cure: Type.String(),
    law: Type.Union([Type.String(), Type.Null()]),
    judgedAt: Type.String({ format: 'date-time' }),
    lapses: Type.Array(Type.String(), {
      description: 'Which proofs have lapsed by the moment of judging, since when and why, in words',
    }),
    report: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
      description: 'The report of the judge, by the schema it names; null when there is none to show',
    }),
  },
  { description: 'One judgement of the signatures of a file' },
)
export type ReportView = Static<typeof ReportView>

type Shown = Pick<StoredReport, 'fileDigest' | 'decision' | 'code' | 'judgedAt' | 'report'>

/** A kept judgement with its code in words of this language and the article it rests on. */
export const showReport = (stored: StoredReport, language: Language): ReportView => ({
  id: stored.id,
  ...showJudgement(stored, language),
})

/** The same of a judgement that nobody keeps. */
export function showJudgement(judged: Shown, language: Language): Omit<ReportView, 'id'> {
  const { fileDigest, decision, code, judgedAt, report } = judged
  return {
    fileDigest,
    decision,
    code,
    ...wordsFor(code, language),
    law: findLaw(code) ?? null,
    judgedAt: judgedAt.toISOString(),
    lapses: listLapses(report, language),
    report: report ? { ...report } : null,
  }
}

const LAPSES = { vi: viLapses, en: enLapses }

/** Reports from before the judge named them have none. */
const listLapses = (report: Partial<Pick<Report, 'lapses'>> | undefined, language: Language): string[] =>
  (report?.lapses ?? []).map(({ what, why, since }) => {
    const [year, month, day] = legalDayOf(new Date(since)).split('-')
    return LAPSES[language][`${what}.${why}`].replace('{since}', `${day}/${month}/${year}`)
  })
