/**
 * Shadow attacks (Mainka, Mladenov, Rohlmann, "Shadow Attacks", NDSS 2021): the attacker writes the file
 * that is signed, with a second content already in it, and brings that up afterwards.
 */
import type { Attack } from './attack.ts'
import { edited, LIE, NEW, OBJECT, put, stream, swap, withTable, type Edit } from './edit.ts'
import { signByHand } from './sign-by-hand.ts'
import { honestPage } from './world.ts'

const { catalog, pages, contents, font, page } = OBJECT
/** Where the line stands that the attacker wants to say something else. */
const OVER = '/Rect [50 738 320 760]'
const COVER = '1 1 1 rg 0 0 300 30 re f'
const BOX = '/Type /XObject /Subtype /Form /BBox [0 0 300 30] /Resources <</Font <</F1 4 0 R>>>> '
const SAID = 'BT /F1 12 Tf 10 6 Td (Co hieu luc den 31/12/2099) Tj ET'

const prepared = (...edits: readonly Edit[]): Buffer => edited(honestPage(), ...edits)

/** Prepared, signed by somebody who saw nothing of it, then changed. */
const shadow =
  (before: readonly Edit[], after: readonly Edit[], drawing = '') =>
  async (): Promise<Buffer> => {
    const page0 = honestPage(drawing)
    const signed = await signByHand(before.length > 0 ? edited(page0, ...before) : page0)
    return edited(signed, ...after)
  }

const changed = { code: 'signature.changed_after' } as const
const onPage = (num: number): Edit => [page, put(`/Annots [${num} 0 R]`)]
const inForm = (num: number, extra = ''): Edit => [
  catalog,
  put(`/AcroForm <</Fields [${num} 0 R] /SigFlags 3 ${extra}>>`),
]
const cover = (num: number, type: string): readonly Edit[] => [
  [num, `<</Type /Annot /Subtype /${type} ${OVER} /F 4 /Contents (x) /AP <</N ${num + 1} 0 R>>>>`],
  [num + 1, stream(COVER, BOX)],
  onPage(num),
]
const textField = (extra: string): readonly Edit[] => [
  [20, `<</Type /Annot /Subtype /Widget /FT /Tx /T (ngay) /P ${page} 0 R /F 4 ${OVER} ${extra}>>`],
  [21, stream('', BOX)],
  inForm(20),
  onPage(20),
]

const HIDE: readonly Attack[] = [
  ...['FreeText', 'Square', 'Stamp', 'Redact', 'Ink'].map((type): Attack => ({
    does: `takes away a ${type} note that covered a line when it was signed`,
    ...changed,
    change: 'change.cover_removed',
    make: shadow(cover(20, type), [[page, swap(/ ?20 0 R/, '')]]),
  })),
  {
    does: 'empties the picture of a note that covered a line',
    ...changed,
    change: 'change.note_redefined',
    make: shadow(cover(20, 'Stamp'), [[21, stream('', BOX)]]),
  },
  {
    does: 'hides a note that covered a line',
    ...changed,
    change: 'change.content_hidden',
    make: shadow(cover(20, 'Stamp'), [[20, swap('/F 4', '/F 6')]]),
  },
  {
    does: 'shows a note that was hidden when it was signed',
    ...changed,
    change: 'change.hidden_content_shown',
    make: shadow(
      [
        [20, `<</Type /Annot /Subtype /Stamp ${OVER} /F 2 /AP <</N 21 0 R>>>>`],
        [21, stream(SAID, BOX)],
        onPage(20),
      ],
      [[20, swap('/F 2', '/F 4')]],
    ),
  },
  {
    does: 'moves a note away from the line it covered',
    ...changed,
    change: 'change.cover_removed',
    make: shadow(cover(20, 'Stamp'), [[20, swap('738 320 760', '20 320 40')]]),
  },
  {
    does: 'draws another note over the one that was on top',
    ...changed,
    change: 'change.hidden_content_shown',
    make: shadow(
      [
        ...cover(20, 'Stamp').slice(0, 2),
        [22, `<</Type /Annot /Subtype /Stamp ${OVER} /F 4 /AP <</N 23 0 R>>>>`],
        [23, stream(SAID, BOX)],
        [page, put('/Annots [22 0 R 20 0 R]')],
      ],
      [[page, swap(/(22 0 R)(.*)(20 0 R)/, '$3$2$1')]],
    ),
  },
  {
    does: 'empties a picture of the page that covered a line',
    ...changed,
    change: 'change.image_replaced',
    make: shadow(
      [
        [20, stream(COVER, BOX)],
        [page, swap('/Resources<<', '/Resources <</XObject <</Im 20 0 R>> ')],
      ],
      [[20, stream('', BOX)]],
      'q 1 0 0 1 50 738 cm /Im Do Q',
    ),
  },
  {
    does: 'frees a picture of the page that covered a line',
    ...changed,
    change: 'change.image_replaced',
    make: async () => {
      const signed = await signByHand(
        edited(
          honestPage('q 1 0 0 1 50 738 cm /Im Do Q'),
          [20, stream(COVER, BOX)],
          [page, swap('/Resources<<', '/Resources <</XObject <</Im 20 0 R>> ')],
        ),
      )
      return withTable(signed, '', [[20, 0, '00001 f']])
    },
  },
  {
    does: 'turns on a layer that was off when it was signed',
    ...changed,
    change: 'change.layers',
    make: shadow(
      [
        [20, '<</Type /OCG /Name (lop)>>'],
        [21, '<</OCGs [20 0 R] /D <</OFF [20 0 R]>>>>'],
        [catalog, put('/OCProperties 21 0 R')],
      ],
      [[21, swap('/OFF', '/ON')]],
    ),
  },
]

const REPLACE: readonly Attack[] = [
  {
    does: 'fills in a field that lies over a line of the page',
    code: 'signature.covered_after',
    change: 'change.field_filled',
    decision: 'wait',
    make: shadow(textField(''), [
      [NEW, stream(SAID, BOX)],
      [20, put(`/V (x) /AP <</N ${NEW} 0 R>>`)],
    ]),
  },
  {
    does: 'fills in a field of a document that nobody said may be filled in',
    code: 'signature.filled_after',
    change: 'change.field_filled',
    decision: 'wait',
    make: shadow(
      [
        [
          20,
          `<</Type /Annot /Subtype /Widget /FT /Tx /T (ngay) /P ${page} 0 R /F 4 /Rect [60 300 300 320]>>`,
        ],
        inForm(20),
        onPage(20),
      ],
      [
        [NEW, stream(SAID, BOX)],
        [20, put(`/V (2099) /AP <</N ${NEW} 0 R>>`)],
      ],
    ),
  },
  {
    does: 'shows in a field another value than it holds',
    code: 'signature.covered_after',
    change: 'change.field_overwritten',
    decision: 'wait',
    make: shadow(textField('/V (2027) /AP <</N 21 0 R>>'), [[21, stream(SAID, BOX)]]),
  },
  {
    does: 'ticks a box whose other state was prepared over a line',
    code: 'signature.covered_after',
    change: 'change.field_filled',
    decision: 'wait',
    make: shadow(
      [
        [
          20,
          `<</Type /Annot /Subtype /Widget /FT /Btn /T (o) /P ${page} 0 R /F 4 ${OVER} /AS /Off /AP <</N <</Off 21 0 R /On 22 0 R>>>>>>`,
        ],
        [21, stream('', BOX)],
        [22, stream(`${COVER} ${SAID}`, BOX)],
        inForm(20),
        onPage(20),
      ],
      [[20, swap('/AS /Off', '/AS /On')]],
    ),
  },
  {
    does: 'shows a text field that was hidden when it was signed',
    ...changed,
    change: 'change.hidden_content_shown',
    make: shadow(
      textField('/V (2099)').map((edit): Edit =>
        edit[0] === 20 ? [20, (edit[1] as string).replace('/F 4', '/F 2')] : edit,
      ),
      [[20, swap('/F 2', '/F 4')]],
    ),
  },
  {
    does: 'replaces the font that a filled field is written in',
    ...changed,
    change: 'change.font_replaced',
    make: shadow(
      [
        [24, '<</Type /Font /Subtype /Type1 /BaseFont /Courier>>'],
        [
          20,
          `<</Type /Annot /Subtype /Widget /FT /Tx /T (ngay) /P ${page} 0 R /F 4 ${OVER} /V (2027) /DA (/C 12 Tf)>>`,
        ],
        inForm(20, '/DR <</Font <</C 24 0 R>>>>'),
        onPage(20),
      ],
      [[24, swap('Courier', 'Symbol')]],
    ),
  },
  {
    does: 'redefines a font prepared for it',
    ...changed,
    change: 'change.font_replaced',
    make: shadow([], [[font, swap('Helvetica', 'ZapfDingbats')]]),
  },
  {
    does: 'moves a field over a line',
    ...changed,
    change: 'change.field_moved',
    make: shadow(
      textField('/V (2099)').map((edit): Edit =>
        edit[0] === 20 ? [20, (edit[1] as string).replace('738 320 760', '20 320 40')] : edit,
      ),
      [[20, swap('20 320 40', '738 320 760')]],
    ),
  },
]

const hiddenPage: readonly Edit[] = [
  [
    20,
    `<</Type /Page /Parent ${pages} 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F1 ${font} 0 R>>>> /Contents 21 0 R>>`,
  ],
  [21, stream(LIE)],
]

const HIDE_AND_REPLACE: readonly Attack[] = [
  {
    does: 'calls up a page content that lay unused in what was signed',
    ...changed,
    change: 'change.page_content',
    make: shadow(hiddenPage, [[page, swap(`/Contents ${contents} 0 R`, '/Contents 21 0 R')]]),
  },
  {
    does: 'calls up a whole page that lay unused in what was signed',
    ...changed,
    change: 'change.page_removed',
    make: shadow(hiddenPage, [[pages, swap(`${page} 0 R`, '20 0 R')]]),
  },
  {
    does: 'calls up a second page tree that lay unused in what was signed',
    ...changed,
    change: 'change.page_removed',
    make: shadow(
      [...hiddenPage, [22, '<</Type /Pages /Count 1 /Kids [20 0 R]>>']],
      [[catalog, swap(`/Pages ${pages} 0 R`, '/Pages 22 0 R')]],
    ),
  },
  {
    does: 'calls up a second catalog that lay unused in what was signed',
    ...changed,
    change: 'change.page_removed',
    make: async () => {
      const signed = await signByHand(
        prepared(
          ...hiddenPage,
          [22, '<</Type /Pages /Count 1 /Kids [20 0 R]>>'],
          [23, '<</Type /Catalog /Pages 22 0 R /AcroForm <</Fields [26 0 R] /SigFlags 3>>>>'],
        ),
      )
      return withTable(signed, '', [], '/Size 60 /Root 23 0 R')
    },
  },
  {
    does: 'turns an object to another text of it that lay in what was signed',
    ...changed,
    change: 'change.page_content',
    make: async () => {
      const inside = `3 0 obj ${stream(LIE).replaceAll('\n', '\r')} endobj`
      const signed = await signByHand(prepared([20, stream(inside)]))
      return withTable(signed, '', [[contents, signed.indexOf(inside)]])
    },
  },
]

export const SHADOW: readonly Attack[] = [...HIDE, ...REPLACE, ...HIDE_AND_REPLACE]
