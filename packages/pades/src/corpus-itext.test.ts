import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { corpus, skipWithout } from './corpus.ts'
import { verifyPdf } from './verify-pdf.ts'

const folder = corpus('itext-AGPL')
const AT = Date.UTC(2026, 3, 15)

/**
 * A broken time-stamp inside a signature proves nothing and is left out (EN 319 102-1 5.5.4); the report
 * names its fault. An empty signature field that shows nothing may be added where signing is allowed
 * (ISO 32000-2 table 257, P = 2), as pyHanko holds too.
 */
const ON_PURPOSE: ReadonlySet<string> = new Set([
  'docWithBrokenTimestamp.pdf',
  'signatureWithModifiedTimestampDate.pdf',
  'addUnsignedSignatureField.pdf',
])

/** Files of which iText's own tests assert nothing but INVALID, or that the document is not covered whole. */
function isRefusedByItext(asserted: string): boolean {
  if (/assertFalse signatureCoversWholeDocument/.test(asserted)) return true
  const results = [...asserted.matchAll(/\] ([A-Z_,]+)/g)].flatMap(([, list]) => list!.split(','))
  return results.length > 0 && results.every((result) => result === 'INVALID')
}

test('accepts nothing that iText asserts to be invalid', { skip: skipWithout(folder) }, (t) => {
  const rows = readFileSync(join(folder, 'verdicts.tsv'), 'utf8').trim().split('\n').slice(1)
  const refused = rows
    .map((line) => line.split('\t'))
    .filter(([file, , asserted = '']) => existsSync(join(folder, file!)) && isRefusedByItext(asserted))
  const accepted = refused.flatMap(([file]) => {
    const report = verifyPdf(readFileSync(join(folder, file!)), { anchors: [], intermediates: [], at: AT })
    // Without anchors, lacking nothing but a chain is as near to acceptance as a file can come.
    const name = file!.split('/').at(-1)!
    return report.code === 'signature.chain_unknown' && !ON_PURPOSE.has(name) ? [name] : []
  })
  t.diagnostic(`${refused.length} files that iText refuses, ${ON_PURPOSE.size} differences on purpose`)
  assert.ok(refused.length > 15, 'the verdicts were not understood')
  assert.deepEqual(accepted, [])
})
