/**
 * What can be done to a signed file by appending to it: every signed octet stays in its place, so only the
 * comparison of the signed revision with the file can tell.
 */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import {
  DEFAULT_RULES,
  makeFetcher,
  readTrust,
  verifyPdf,
  verifyWithEvidence,
  type VerifyOptions,
} from '@khoso/pades'
import { appendRevision, findObject, minimalPdf, openPdf, signPdf } from '@khoso/pades/sign'
import { makeSigned, NOW, sharedWorld, SIGNED_AT } from './signed-files.ts'
import { stampAt } from './signed/world.ts'

const trust = readTrust([sharedWorld().anchor])
let file: Buffer
let options: VerifyOptions

before(async () => {
  file = await makeSigned('good')
  const ask = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: sharedWorld().fetch })
  const at = NOW.getTime()
  const { report, evidence, intermediates } = await verifyWithEvidence(file, { ...trust, at }, ask)
  assert.equal(report.decision, 'accept')
  options = { ...trust, at, evidence, intermediates }
})

/** The objects of the little signed page: see `minimalPdf` and the signature it was given. */
const CATALOG = 1
const PAGES = 2
const CONTENTS = 3
const FONT = 4
const PAGE = 5
const VALUE = 6
const APPEARANCE = 7
const FIELD = 8
const NEW = 50

type Edit = readonly [number, string | ((was: string) => string)]

/** The file with one more revision in which these objects are written anew. */
function edited(pdf: Buffer, ...edits: readonly Edit[]): Buffer {
  const opened = openPdf(pdf)
  const bodies = edits.map(([number, edit]): [number, Buffer] => {
    const was = findObject(opened, number)?.toString('latin1') ?? ''
    const body = typeof edit === 'string' ? edit : edit(was)
    assert.notEqual(body, was, `object ${number} was not edited`)
    return [number, Buffer.from(body, 'latin1')]
  })
  return appendRevision(opened, new Map(bodies)).bytes
}

const stream = (text: string, extra = ''): string =>
  `<<${extra}/Length ${text.length}>>\nstream\n${text}\nendstream`
const put =
  (entry: string) =>
  (was: string): string =>
    was.replace(/>>\s*$/, ` ${entry} >>`)
const swap =
  (from: string | RegExp, to: string) =>
  (was: string): string =>
    was.replace(from, to)

const LIE = 'BT /F1 12 Tf 60 780 Td (Co hieu luc den 31/12/2099) Tj ET'
const FORM = `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</Font <</F1 ${FONT} 0 R>>>> `

/** Each must come out as suspicious, and the file refused. */
const ATTACKS: Readonly<Record<string, readonly Edit[]>> = {
  'replaces the page content': [[CONTENTS, stream(LIE)]],
  'gives the page another content': [
    [NEW, stream(LIE)],
    [PAGE, swap(`/Contents ${CONTENTS} 0 R`, `/Contents ${NEW} 0 R`)],
  ],
  'adds to the page content': [
    [NEW, stream(LIE)],
    [PAGE, swap(`/Contents ${CONTENTS} 0 R`, `/Contents [${CONTENTS} 0 R ${NEW} 0 R]`)],
  ],
  'changes what the letters look like': [[FONT, swap('Helvetica', 'Symbol')]],
  'gives the page other fonts': [[PAGE, swap('/Resources <<', '/Resources <</ExtGState <<>> ')]],
  'makes the page smaller': [[PAGE, swap('842', '421')]],
  'turns the page': [[PAGE, put('/Rotate 180')]],
  'adds a page': [
    [NEW, `<</Type /Page /Parent ${PAGES} 0 R /MediaBox [0 0 595 842] /Contents ${NEW + 1} 0 R>>`],
    [NEW + 1, stream(LIE)],
    [PAGES, `<</Type /Pages /Count 2 /Kids [${PAGE} 0 R ${NEW} 0 R]>>`],
  ],
  'takes the pages away': [[PAGES, '<</Type /Pages /Count 0 /Kids []>>']],
  'gives the catalog other pages': [
    [NEW, `<</Type /Pages /Count 1 /Kids [${NEW + 1} 0 R]>>`],
    [NEW + 1, `<</Type /Page /Parent ${NEW} 0 R /MediaBox [0 0 595 842] /Contents ${NEW + 2} 0 R>>`],
    [NEW + 2, stream(LIE)],
    [CATALOG, swap(`/Pages ${PAGES} 0 R`, `/Pages ${NEW} 0 R`)],
  ],
  'runs something when opened': [[CATALOG, put('/OpenAction <</S /JavaScript /JS (x)>>')]],
  'adds names': [[CATALOG, put('/Names <<>>')]],
  'hides content by layers': [[CATALOG, put('/OCProperties <</OCGs [] /D <<>>>>')]],
  'lets viewers draw the fields anew': [[CATALOG, swap('/SigFlags', '/NeedAppearances true /SigFlags')]],
  'adds a form of another kind': [[CATALOG, swap('/SigFlags', '/XFA (x) /SigFlags')]],
  'removes the form': [[CATALOG, swap(/\/AcroForm <<.*?>>/s, '')]],
  'removes the signature field': [[CATALOG, swap(/\/Fields \[[^\]]*\]/, '/Fields []')]],
  'adds a text field': [
    [NEW, `<</Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (2099) /P ${PAGE} 0 R /Rect [60 700 300 720]>>`],
    [CATALOG, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
    [PAGE, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
  ],
  'adds an empty signature field that shows something': [
    [
      NEW,
      `<</Type /Annot /Subtype /Widget /FT /Sig /T (x) /P ${PAGE} 0 R /Rect [0 0 595 842] /AP <</N ${NEW + 1} 0 R>>>>`,
    ],
    [NEW + 1, stream(LIE, FORM)],
    [CATALOG, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
    [PAGE, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
  ],
  'shows a widget of no field': [
    [NEW, `<</Type /Annot /Subtype /Widget /P ${PAGE} 0 R /Rect [0 0 595 842] /AP <</N ${NEW + 1} 0 R>>>>`],
    [NEW + 1, stream(LIE, FORM)],
    [PAGE, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
  ],
  'redraws the seal': [[APPEARANCE, stream(LIE, FORM)]],
  'gives the seal another drawing': [
    [NEW, stream(LIE, FORM)],
    [FIELD, swap(`/N ${APPEARANCE} 0 R`, `/N ${NEW} 0 R`)],
  ],
  'moves the seal': [[FIELD, swap(/\/Rect \[[^\]]*\]/, '/Rect [0 0 595 842]')]],
  'hides the seal': [[FIELD, swap('/F 132', '/F 134')]],
  'renames the field': [[FIELD, swap(/\/T <[^>]*>/, '/T (Other)')]],
}

for (const [what, edits] of Object.entries(ATTACKS)) {
  test(`refuses a revision that ${what}`, () => {
    const report = verifyPdf(edited(file, ...edits), options)
    const kinds = report.signatures.map(({ changesAfter }) => changesAfter)
    assert.ok(kinds.length === 0 || kinds.includes('suspicious'), kinds.join())
    assert.equal(report.decision, 'refuse', report.code)
  })
}

test('a value written anew does not stand where its byte range says', () => {
  const report = verifyPdf(edited(file, [VALUE, put('/Reason (x)')]), options)
  assert.deepEqual([report.decision, report.signatures[0]?.coverage], ['refuse', 'unclear'])
})

test('a signer whose key is of no kind we know is refused', () => {
  const keyKind = '06072a8648ce3d0201'
  const strange = Buffer.from(
    file.toString('latin1').replaceAll(keyKind, `${keyKind.slice(0, -1)}9`),
    'latin1',
  )
  assert.notDeepEqual(strange, file)
  assert.equal(verifyPdf(strange, options).decision, 'refuse')
})

test('one signature shown by two fields is refused', () => {
  const twin = `<</Type /Annot /Subtype /Widget /FT /Sig /T (Twin) /V ${VALUE} 0 R /P ${PAGE} 0 R /Rect [0 0 0 0]>>`
  const report = verifyPdf(
    edited(file, [NEW, twin], [CATALOG, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)]),
    options,
  )
  assert.deepEqual([report.decision, report.code], ['refuse', 'signature.shared'])
})

test('a revision whose cross-reference forgets the signed one is refused', () => {
  const again = edited(file, [CONTENTS, stream(LIE)])
  const cut = Buffer.from(
    again.toString('latin1').replace(/\/Prev \d+(?![\s\S]*\/Prev \d+)/, (was) => was.replace(/\d/g, '0')),
    'latin1',
  )
  assert.notDeepEqual(cut, again)
  assert.equal(verifyPdf(cut, options).decision, 'refuse')
})

test('an object behind the signed revision that no cross-reference names is refused', () => {
  const hidden = `${CONTENTS} 0 obj\n${stream(LIE)}\nendobj\n`
  const at = file.length
  const whole = edited(Buffer.concat([file, Buffer.from(hidden)]), [NEW, '<<>>'])
  assert.ok(whole.indexOf(hidden) >= at)
  assert.deepEqual(
    verifyPdf(whole, options).signatures.map(({ changesAfter }) => changesAfter),
    ['suspicious'],
  )
})

test('content prepared in the signed revision and called up later is refused (shadow attack)', async () => {
  const page = minimalPdf({ lines: ['So: 12/2026'] })
  const withShadow = edited(page, [NEW, stream(LIE)], [PAGES, put(`/Hidden ${NEW} 0 R`)])
  const signed = await signPdf(withShadow, {
    signer: sharedWorld().agency.signer,
    claimedTime: SIGNED_AT,
    timeStamp: stampAt(sharedWorld(), SIGNED_AT),
  })
  assert.equal(verifyPdf(signed, options).decision, 'accept')
  const opened = openPdf(signed)
  const pages = [...Array(60).keys()].filter((number) =>
    /\/Type\s*\/Page\b(?!s)/.test(findObject(opened, number)?.toString('latin1') ?? ''),
  )
  const called = edited(signed, [pages[0]!, swap(/\/Contents \d+ 0 R/, `/Contents ${NEW} 0 R`)])
  assert.deepEqual(
    [verifyPdf(called, options).decision, verifyPdf(called, options).code],
    ['refuse', 'signature.changed_after'],
  )
})

/** What may be done to a signed file, and how grave it is said to be. */
const HARMLESS: Readonly<Record<string, readonly [string, string, readonly Edit[]]>> = {
  'validation data': [
    'extension',
    'accept',
    [
      [NEW, '<</Certs []>>'],
      [CATALOG, put(`/DSS ${NEW} 0 R`)],
    ],
  ],
  'a new version number': ['extension', 'accept', [[CATALOG, put('/Version /2.0')]]],
  // ISO 32000-2 table 257: to sign is P = 2, to make a place for signing is not.
  'an empty signature field that shows nothing': [
    'annotation',
    'wait',
    [
      [NEW, `<</Type /Annot /Subtype /Widget /FT /Sig /T (x) /P ${PAGE} 0 R /Rect [0 0 0 0]>>`],
      [CATALOG, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
      [PAGE, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
    ],
  ],
  'a note': [
    'annotation',
    'wait',
    [
      [NEW, '<</Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Da xem)>>'],
      [PAGE, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
    ],
  ],
}

for (const [what, [kind, decision, edits]] of Object.entries(HARMLESS)) {
  test(`adding ${what} is ${kind}: ${decision}`, () => {
    const report = verifyPdf(edited(file, ...edits), options)
    assert.deepEqual([report.signatures[0]?.changesAfter, report.decision], [kind, decision])
  })
}

/** What readers differ about: some take the first of two, some the last, some look for objects themselves. */
const AMBIGUOUS: Readonly<Record<string, readonly Edit[]>> = {
  'a key given twice': [[FIELD, put('/Subtype /Form')]],
  'a key given twice inside': [
    [NEW, '<</Certs [<</A 1 /A 2>>]>>'],
    [CATALOG, put(`/DSS ${NEW} 0 R`)],
  ],
  'something behind the object': [
    [NEW, '<</Certs []>> <</Certs []>>'],
    [CATALOG, put(`/DSS ${NEW} 0 R`)],
  ],
  'a stream of another length': [
    [NEW, stream('abc').replace('/Length 3', '/Length 1')],
    [CATALOG, put(`/DSS <</CRLs [${NEW} 0 R]>>`)],
  ],
}

for (const [what, edits] of Object.entries(AMBIGUOUS)) {
  test(`a later revision with ${what} is refused, even where it should change nothing`, () => {
    const report = verifyPdf(edited(file, ...edits), options)
    assert.deepEqual([report.signatures[0]?.changesAfter, report.decision], ['suspicious', 'refuse'])
  })
}
