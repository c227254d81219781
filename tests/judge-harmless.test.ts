/** What may be done to a signed file, how grave it is said to be, and what is decided: never more than it is. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Report } from '@khoso/pades'
import type { Honest } from './attacks/attack.ts'
import { edited, NEW, OBJECT, put, stream, swap, type Edit } from './attacks/edit.ts'
import { OPEN } from './attacks/locked.ts'
import { signByHand, type HandOrder } from './attacks/sign-by-hand.ts'
import { honestPage, makeHonest, makeJudge, stranger } from './attacks/world.ts'
import { addDocumentTimeStamp } from '@khoso/pades/sign'
import { sharedWorld, SIGNED_AT, stampAt } from './signed/world.ts'

let honest: Honest
let judge: (file: Uint8Array) => Report

before(async () => {
  honest = await makeHonest()
  judge = await makeJudge()
})

const { catalog, page } = OBJECT
const FIELD = 8
const OVER_A_LINE = [50, 738, 320, 760] as const
const APART = [60, 300, 300, 320] as const
const listed: readonly Edit[] = [
  [catalog, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
  [page, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
]
const noted = (dict: string): readonly Edit[] => [[NEW, `<</Type /Annot ${dict}>>`], listed[1]!]
const picture: Edit = [NEW + 1, stream('0 g', '/Type /XObject /Subtype /Form /BBox [0 0 240 20] ')]

/** A page with a text field to fill in, apart from its lines. */
const withField = (): Buffer =>
  edited(
    honestPage(),
    [
      20,
      `<</Type /Annot /Subtype /Widget /FT /Tx /T (ngay) /P ${page} 0 R /F 4 /Rect [${APART.join(' ')}]>>`,
    ],
    [catalog, put('/AcroForm <</Fields [20 0 R] /SigFlags 3>>')],
    [page, put('/Annots [20 0 R]')],
  )
const fillIn = (file: Buffer): Buffer => edited(file, [20, put('/V (2027)')])
const second = (file: Buffer, order: HandOrder): Promise<Buffer> =>
  signByHand(file, { field: 'Signature2', ...order })

type Row = readonly [what: string, kind: string, code: string, make: () => Buffer | Promise<Buffer>]

const ROWS: readonly Row[] = [
  [
    'validation data',
    'extension',
    'accepted',
    () => edited(honest.table, [NEW, '<</Certs []>>'], [catalog, put(`/DSS ${NEW} 0 R`)]),
  ],
  [
    'a new version number',
    'extension',
    'accepted',
    () => edited(honest.table, [catalog, put('/Version /2.0')]),
  ],
  [
    // ISO 32000-2 table 257: to sign is P = 2, to make a place for signing is not.
    'an empty signature field that shows nothing',
    'annotation',
    'signature.annotated_after',
    () =>
      edited(
        honest.table,
        [NEW, `<</Type /Annot /Subtype /Widget /FT /Sig /T (x) /P ${page} 0 R /Rect [0 0 0 0]>>`],
        ...listed,
      ),
  ],
  [
    'a note',
    'annotation',
    'signature.annotated_after',
    () => edited(honest.table, ...noted('/Subtype /Text /Rect [10 10 30 30] /Contents (Da xem)')),
  ],
  [
    'a note where the certification allows it',
    'annotation',
    'accepted',
    () => edited(honest.certified[3], ...noted('/Subtype /Text /Rect [10 10 30 30] /Contents (Da xem)')),
  ],
  [
    'a note with a picture apart from the lines, where the certification allows it',
    'annotation',
    'accepted',
    () =>
      edited(
        honest.certified[3],
        ...noted(`/Subtype /FreeText /Rect [${APART.join(' ')}] /AP <</N ${NEW + 1} 0 R>>`),
        picture,
      ),
  ],
  [
    'the value of a field, which nobody said may be filled in',
    'form-filling',
    'signature.filled_after',
    async () => fillIn(await signByHand(withField())),
  ],
  [
    'the value of a field, which the certification allows',
    'form-filling',
    'accepted',
    async () => fillIn(await signByHand(withField(), { level: 2 })),
  ],
  [
    'the value of a field, and then the same agency signs what it is now',
    'form-filling',
    'accepted',
    async () => second(fillIn(await signByHand(withField())), { rect: [0, 0, 0, 0] }),
  ],
  [
    'the value of a field, and then another agency signs what it is now',
    'form-filling',
    'signature.filled_after',
    async () => second(fillIn(await signByHand(withField())), { rect: [0, 0, 0, 0], holder: stranger() }),
  ],
  [
    'another agency’s signature apart from the lines',
    'form-filling',
    'accepted',
    () => second(honest.table, { holder: stranger(), rect: [60, 300, 150, 390] }),
  ],
  [
    'the seal of the agency over a line that its officer signed',
    'form-filling',
    'accepted',
    async () =>
      second(await signByHand(honestPage(), { holder: sharedWorld().person }), { rect: OVER_A_LINE }),
  ],
]

for (const [what, kind, code, make] of ROWS) {
  test(`adding ${what} is ${kind}: ${code}`, async () => {
    const report = judge(await make())
    const [first] = report.signatures
    assert.deepEqual([first?.changesAfter, report.code], [kind, code], JSON.stringify(first?.changes))
  })
}

for (const [what, make] of Object.entries(OPEN)) {
  test(`filling in ${what} is allowed`, async () => {
    assert.equal(judge(await make(honest)).code, 'accepted')
  })
}

/** What an archival copy has more than the original: evidence for each signature, and time-stamps over the document. */
async function archived(file: Buffer, rounds: number): Promise<Buffer> {
  let longer = file
  for (let round = 0; round < rounds; round += 1) {
    const store = NEW + round * 10
    longer = edited(
      longer,
      [store, `<</Type /DSS /Certs [${store + 1} 0 R] /VRI <</AA <</Cert [${store + 1} 0 R] >>>>>>`],
      [store + 1, stream('der')],
      [catalog, (was) => put(`/DSS ${store} 0 R`)(was.replace(/\/DSS \d+ 0 R/, ''))],
    )
    longer = await addDocumentTimeStamp(longer, { timeStamper: stampAt(sharedWorld(), SIGNED_AT) })
  }
  return edited(longer, [catalog, put('/Extensions <</ESIC <</BaseVersion /1.7 /ExtensionLevel 2>>>>')])
}

for (const level of [1, 2, 3] as const) {
  test(`an archival copy, renewed twice, is an extension after a certification of level ${level}`, async () => {
    const [first] = judge(await archived(honest.certified[level], 3)).signatures
    assert.deepEqual(
      [first?.changesAfter, first?.code],
      ['extension', 'accepted'],
      JSON.stringify(first?.changes),
    )
  })
}

test('an archival copy is an extension where every field is locked', async () => {
  const signed = await signByHand(honestPage(), { widget: '/Lock <</Action /All /P 1>>' })
  const [first] = judge(await archived(signed, 2)).signatures
  assert.deepEqual([first?.changesAfter, first?.code], ['extension', 'accepted'])
})

test('a document that only opens at a page and links to others is no program', async () => {
  const link = '<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /URI /URI (https://a.invalid)>>>>'
  const linked = edited(
    honestPage(),
    [catalog, put('/OpenAction [5 0 R /Fit]')],
    [page, put(`/Annots [20 0 R]`)],
    [20, link],
  )
  assert.equal(judge(await signByHand(linked)).code, 'accepted')
})

test('what a signature passes by the standard and a person should see keeps its indication', async () => {
  const [first] = judge(fillIn(await signByHand(withField()))).signatures
  assert.deepEqual([first?.indication, first?.decision], ['TOTAL-PASSED', 'wait'])
})
