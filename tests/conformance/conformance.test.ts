/**
 * The judge against every verdict beside the project, and the list of differences against itself. Where the
 * shared material is missing the first says so; the project's own tests cover the same ground without it.
 */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { differences } from './differences.ts'
import { isClean, runSource, showDifferences } from './run.ts'
import { listMissing, sharedPath } from './source.ts'
import { sources } from './sources.ts'
import { showDocument } from './document.ts'

const root = join(import.meta.dirname, '../..')
const without = 'the shared material is not beside the project'

for (const source of sources)
  test(`conformance: ${source.name}`, { skip: listMissing(source).length > 0 && without }, async (t) => {
    const outcome = await runSource(source)
    t.diagnostic(`${outcome.agree} of ${outcome.cases} agree, ${outcome.onPurpose.length} differ on purpose`)
    assert.ok(isClean(outcome), showDifferences([outcome]))
  })

/** Verdict-free material: the schema a report is validated by. */
const NO_VERDICTS: ReadonlySet<string> = new Set(['etsi-report-xsd'])

test(
  'every folder of verdicts is read by a source',
  { skip: !existsSync(sharedPath('corpus')) && without },
  () => {
    const read = sources.flatMap(({ folders }) => folders.map((folder) => folder.split('/')[1]))
    const there = readdirSync(sharedPath('corpus')).filter((name) => !NO_VERDICTS.has(name))
    assert.deepEqual(
      there.filter((name) => !read.includes(name)),
      [],
    )
  },
)

test('every listed difference names a source, a clause and a test that is there', () => {
  for (const { source, clause, cases, pinnedBy } of differences) {
    assert.ok(
      sources.some(({ name }) => name === source),
      source,
    )
    assert.ok(clause !== '' && cases.length > 0)
    const [file, name] = pinnedBy
    assert.ok(readFileSync(join(root, file), 'utf8').includes(name), `${file} has no test "${name}"`)
  }
})

test('no difference is listed where none may be: paths, OCSP, the primitives, the QR', () => {
  const free = new Set(['EU DSS', 'iText PDFs', 'iText PAdES levels', 'pdf.js and PDFBox'])
  assert.deepEqual(
    differences.filter(({ source }) => !free.has(source)),
    [],
  )
})

test('the differences can be read in the documents as they stand in the table', () => {
  const text = readFileSync(join(root, 'docs/specs/conformance.md'), 'utf8')
  assert.ok(
    text.includes(showDocument()),
    'run `npm run conformance -- --document` and put what it prints there',
  )
})
