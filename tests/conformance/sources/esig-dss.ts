import { verifyPdf } from '@khoso/pades'
import { coarse, opinionOf } from '../pdf.ts'
import { readRows, readShared, readText, type Case, type Source } from '../source.ts'

const FOLDER = 'corpus/esig-dss'
const AT = Date.UTC(2026, 3, 15)

type Opinion = 'sound' | 'unsound' | 'unclear'

/** What DSS's own unit tests assert of every signature of a file; they say nothing of trust. */
function opinionOfDss([
  ,
  ,
  valid = '',
  range = '',
  changes = '',
  indication = '',
]: readonly string[]): Opinion {
  const bad = /F/.test(valid) || /F/.test(range) || /(?:undefined|visual|pagediff)\+/.test(changes)
  if (bad || /(?<!!)TOTAL_FAILED|FORMAT_FAILURE/.test(indication)) return 'unsound'
  return valid.startsWith('T') && range.startsWith('T') && changes !== 'overridden' ? 'sound' : 'unclear'
}

/** What pyHanko said of every signature of a file, without any anchor. */
function opinionsOfPyhanko(): Map<string, Opinion> {
  const opinions = new Map<string, Opinion>()
  for (const line of readText(FOLDER, 'pyhanko-oracle-no-trust.txt').split('\n')) {
    const [file = '', , coverage = '', changes = '', indication = '', sub = ''] = line.split(' | ')
    if (!file.endsWith('.pdf') || coverage === 'DTS' || coverage.startsWith('ERR')) continue
    const bad = indication === 'Failure' || changes === 'SuspiciousModification'
    const good = sub === 'NO_CERTIFICATE_CHAIN_FOUND' && !bad
    const known = opinions.get(file)
    const worse = bad || known === 'unsound' ? 'unsound' : good && known !== 'unclear' ? 'sound' : 'unclear'
    opinions.set(file, worse)
  }
  return opinions
}

function judge() {
  const pyhanko = opinionsOfPyhanko()
  const [cases, silent]: [Case[], string[]] = [[], []]
  for (const row of readRows(FOLDER, 'verdicts.tsv')) {
    const file = row[0]!
    const options = { anchors: [], intermediates: [], at: AT }
    const found = opinionOf(verifyPdf(readShared(FOLDER, 'pdf', file), options))
    const opinions = { DSS: opinionOfDss(row), pyHanko: pyhanko.get(file) ?? 'unclear' }
    const binding = opinions.DSS === opinions.pyHanko
    const clear = Object.entries(opinions).filter(([, opinion]) => opinion !== 'unclear')
    if (clear.length === 0) silent.push(file)
    for (const [oracle, expected] of clear)
      cases.push({ id: `${file} (${oracle})`, expected, found, agrees: coarse(found) === expected, binding })
  }
  return { cases, silent }
}

export const esigDss: Source = { name: 'EU DSS', folders: [FOLDER], judge }
