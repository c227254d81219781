import { verifyPdf } from '@khoso/pades'
import { coarse, opinionOf } from '../pdf.ts'
import { readRows, readShared, readText, type Case, type Source } from '../source.ts'

const FOLDER = 'corpus/itext-AGPL'
const AT = Date.UTC(2026, 3, 15)

type Opinion = 'sound' | 'unsound' | 'unclear'

/**
 * What iText's tests assert of a file's octets and later changes. One INVALID among several results is one
 * signature that does not hold; INDETERMINATE is no acceptance either, but may be said of trust alone.
 */
function opinionOfItext(asserted: string): Opinion {
  if (/assertFalse signatureCoversWholeDocument/.test(asserted)) return 'unsound'
  if (/assertTrue signatureCoversWholeDocument/.test(asserted)) return 'sound'
  const results = [...asserted.matchAll(/\] ([A-Z,_]+)/g)].flatMap(([, list]) => list!.split(','))
  if (results.includes('INVALID')) return 'unsound'
  return results.includes('VALID') ? 'sound' : 'unclear'
}

/** What pyHanko said of every signature of a file; a chain it could not build says nothing of the octets. */
function opinionsOfPyhanko(): Map<string, Opinion> {
  const opinions = new Map<string, Opinion>()
  for (const line of readText(FOLDER, 'pyhanko-oracle.txt').split('\n')) {
    const [file = '', , coverage = '', changes = '', indication = ''] = line.split(' | ')
    if (!file.endsWith('.pdf') || coverage === 'DTS' || indication === 'EXC') continue
    const judged = indication === 'Indeterminate' || indication === 'Passed'
    const bad = indication === 'Failure' || changes === 'SuspiciousModification'
    const known = opinions.get(file)
    const worse = bad || known === 'unsound' ? 'unsound' : judged && known !== 'unclear' ? 'sound' : 'unclear'
    opinions.set(file, worse)
  }
  return opinions
}

/** A document without signatures, or with a time-stamp alone, is sound for iText and nothing to accept for us. */
const SIGNED = /^(?!.*(?:noSignaturesDoc|timestampSignatureDoc|modifiedDocTimestampDate)\.pdf)/

function judge() {
  const pyhanko = opinionsOfPyhanko()
  const [cases, silent]: [Case[], string[]] = [[], []]
  for (const [file = '', , asserted = ''] of readRows(FOLDER, 'verdicts.tsv')) {
    if (file.includes('/report/pades/')) continue
    const report = verifyPdf(readShared(FOLDER, file), { anchors: [], intermediates: [], at: AT })
    const name = file.split('/').at(-1)!
    const found = opinionOf(report)
    const opinions = { iText: opinionOfItext(asserted), pyHanko: pyhanko.get(name) ?? 'unclear' }
    const binding = opinions.iText === opinions.pyHanko
    const clear = Object.entries(opinions).filter(([, opinion]) => opinion !== 'unclear')
    if (clear.length === 0 || !SIGNED.test(file)) silent.push(file)
    else
      for (const [oracle, expected] of clear)
        cases.push({
          id: `${file.replace('validation/', '')} (${oracle})`,
          expected,
          found,
          agrees: coarse(found) === expected,
          binding,
        })
  }
  return { cases, silent }
}

export const itextPdf: Source = { name: 'iText PDFs', folders: [FOLDER], judge }
