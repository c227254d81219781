import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { corpus, skipWithout } from './corpus.ts'
import type { Report } from './report.ts'
import { verifyPdf } from './verify-pdf.ts'

const folder = corpus('esig-dss')
const AT = Date.UTC(2026, 3, 15)

type Opinion = 'sound' | 'unsound' | 'unclear'

/** What DSS's own unit tests assert; they say nothing of trust. */
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
  for (const line of readFileSync(join(folder, 'pyhanko-oracle-no-trust.txt'), 'utf8').split('\n')) {
    const [file = '', , coverage = '', changes = '', indication = '', sub = ''] = line.split(' | ')
    if (!file.endsWith('.pdf') || coverage === 'DTS' || coverage.startsWith('ERR')) continue
    const bad = indication === 'Failure' || changes === 'SuspiciousModification'
    const good = sub === 'NO_CERTIFICATE_CHAIN_FOUND' && !bad
    const known = opinions.get(file)
    opinions.set(
      file,
      bad || known === 'unsound' ? 'unsound' : good && known !== 'unclear' ? 'sound' : 'unclear',
    )
  }
  return opinions
}

/** Without anchors a sound file can be found to lack nothing but a chain. */
const ours = ({ code, signatures }: Report): Opinion =>
  code === 'signature.chain_unknown' && signatures.every(({ intact }) => intact === true)
    ? 'sound'
    : 'unsound'

test('agrees with DSS and pyHanko wherever those two agree', { skip: skipWithout(folder) }, (t) => {
  const rows = readFileSync(join(folder, 'verdicts.tsv'), 'utf8').trim().split('\n').slice(1)
  const pyhanko = opinionsOfPyhanko()
  const [falseAccepts, falseRejects]: [string[], string[]] = [[], []]
  let [agreed, alike]: [number, number] = [0, 0]
  for (const row of rows.map((line) => line.split('\t'))) {
    const [file] = row
    const [dss, python] = [opinionOfDss(row), pyhanko.get(file!) ?? 'unclear']
    const found = ours(
      verifyPdf(readFileSync(join(folder, 'pdf', file!)), { anchors: [], intermediates: [], at: AT }),
    )
    if (dss !== 'unclear' && found === dss) alike += 1
    if (dss === 'unclear' || dss !== python) continue
    agreed += 1
    if (found === 'sound' && dss === 'unsound') falseAccepts.push(file!)
    if (found === 'unsound' && dss === 'sound') falseRejects.push(file!)
  }
  const clear = rows.filter((line) => opinionOfDss(line.split('\t')) !== 'unclear').length
  t.diagnostic(`${agreed} files where both oracles agree; with DSS alone ${alike} of ${clear}`)
  assert.ok(agreed > 30, 'the oracle files were not understood')
  assert.deepEqual({ falseAccepts, falseRejects }, { falseAccepts: [], falseRejects: [] })
})
