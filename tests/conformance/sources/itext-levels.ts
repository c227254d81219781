import { examinePdf } from '../../../packages/pades/src/verify-pdf.ts'
import { isSelfSigned } from '../../../packages/pades/src/x509/certificate.ts'
import { compare, listFiles, readShared, type Case, type Source } from '../source.ts'

const FOLDER = 'corpus/itext-AGPL/validation/report/pades/PAdESLevelIntegrationTest'
const AT = Date.UTC(2026, 3, 15)

/** The levels iText's PAdESLevelIntegrationTest asserts, signature by signature. */
const EXPECTED: Readonly<Record<string, string>> = {
  'B-B.pdf': 'PAdES-B-B',
  'B-T.pdf': 'PAdES-B-T',
  'B-LT_timestamp_rev_data_missing.pdf': 'PAdES-B-T',
  'B-LT_covered_with_timestamp_attribute.pdf': 'PAdES-B-LT, PAdES-B-T',
  'B-LT_covered_with_LTA.pdf': 'PAdES-B-LTA, PAdES-B-LTA',
  'B-LTA_with_multiple_timestamps.pdf': 'PAdES-B-LTA',
}

/** iText's test trusts the roots; the files carry them, and so they are found there. */
function levelsOf(file: string): string {
  const bytes = readShared(FOLDER, file)
  const { certificates } = examinePdf(bytes, { anchors: [], intermediates: [], at: AT })
  const anchors = [...certificates.values()].filter(isSelfSigned)
  const { report } = examinePdf(bytes, { anchors, intermediates: [], at: AT })
  return report.signatures.map(({ level }) => level).join(', ')
}

function judge() {
  const files = listFiles(FOLDER, '.pdf')
  const judged = files.filter((file) => EXPECTED[file] !== undefined)
  const cases = judged.map((file): Case => compare(file, EXPECTED[file]!, levelsOf(file)))
  return { cases, silent: files.filter((file) => EXPECTED[file] === undefined) }
}

export const itextLevels: Source = { name: 'iText PAdES levels', folders: [FOLDER], judge }
