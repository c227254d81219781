/** What people, programs and forgers do to a signed file by appending to it. */
import type { Random } from '../random.ts'
import { appendTo, formHolder, putEntry, replaceEntry, type Workpiece } from './workpiece.ts'

type Recipe = (piece: Workpiece) => void

const PAGE = /\/Type\s*\/Page\b(?!s)/
const FIELD = /\/FT\s*\/(?:Tx|Btn|Ch)/
const WIDGET = /\/Subtype\s*\/Widget/
const NOTE = /\/Subtype\s*\/(?:Square|FreeText|Stamp|Link|Text)/
const LIE = 'BT /F1 20 Tf 60 700 Td (Co hieu luc den 31/12/2099) Tj ET'

const stream = (dict: string, content: string): string =>
  `<<${dict}/Length ${content.length}>>\nstream\n${content}\nendstream`

const rectOf = (random: Random): string =>
  random.pick(['0 0 0 0', '60 600 300 620', '0 0 595 842', '100 100 100 200', '10 10 30 30', '300 300 60 60'])

function drawing({ random, find }: Workpiece): string {
  const font = find(/\/Type\s*\/Font\b(?!D)/)[0] ?? 4
  const size = random.pick(['0 0 240 20', '0 0 595 842', '-500 -500 1000 1000'])
  const matrix = random.once(6) ? '/Matrix[3 0 0 3 0 0]' : ''
  const form = `/Type/XObject/Subtype/Form/BBox[${size}]${matrix}/Resources<</Font<</F1 ${font} 0 R>>>>`
  return stream(form, random.once(2) ? LIE : '/Tx BMC q BT /F1 12 Tf 2 4 Td (Tran Van Binh) Tj ET Q EMC')
}

const one = ({ random }: Workpiece, numbers: readonly number[]): number | undefined =>
  numbers.length > 0 ? random.pick(numbers) : undefined

/** Runs a recipe on one of the objects that look so, if there is any. */
const on =
  (pattern: RegExp, recipe: (piece: Workpiece, num: number) => void): Recipe =>
  (piece) => {
    const num = one(piece, piece.find(pattern))
    if (num !== undefined) recipe(piece, num)
  }

const fill = on(FIELD, (piece, num) => {
  replaceEntry(
    piece,
    num,
    /\/V\s*(?:\([^)]*\)|\/\w+)/,
    `/V(${piece.random.pick(['An', 'Tran Van Binh', ''])})`,
  )
  if (!piece.random.once(3))
    replaceEntry(piece, num, /\/AP\s*<<\s*\/N\s+\d+ \d+ R\s*>>/, `/AP<</N ${piece.add(drawing(piece))} 0 R>>`)
})

const tick = on(/\/FT\s*\/Btn/, (piece, num) => {
  replaceEntry(piece, num, /\/AS\s*\/\w+/, '/AS/Yes')
  replaceEntry(piece, num, /\/V\s*\/\w+/, '/V/Yes')
})

const redraw = on(WIDGET, (piece, num) =>
  replaceEntry(piece, num, /\/AP\s*<<\s*\/N\s+\d+ \d+ R\s*>>/, `/AP<</N ${piece.add(drawing(piece))} 0 R>>`),
)

const addNote = on(PAGE, (piece, page) => {
  const kind = piece.random.pick([
    'Text',
    'FreeText',
    'Square',
    'Stamp',
    'Link',
    'Redact',
    'Watermark',
    'Screen',
  ])
  const shown = piece.random.once(3) ? '' : `/AP<</N ${piece.add(drawing(piece))} 0 R>>`
  const note = piece.add(
    `<</Type/Annot/Subtype/${kind}/F 4/P ${page} 0 R/Rect[${rectOf(piece.random)}]/Contents(Da xem)${shown}>>`,
  )
  appendTo(piece, page, 'Annots', note)
})

const editNote = on(NOTE, (piece, num) => {
  const key = piece.random.pick(['F 4', 'F 0', 'Rect[0 0 595 842]', 'Contents(Khac)', 'C[0 1 0]'])
  const name = /^\w+?(?=[ [(])/.exec(key)![0]
  replaceEntry(piece, num, new RegExp(`/${name}\\s*(?:\\[[^\\]]*\\]|\\([^)]*\\)|\\d+)`), `/${key}`)
})

const dropAnnotation = on(/\/Annots\s*\[/, (piece, num) =>
  replaceEntry(piece, num, /\/Annots\s*\[\s*\d+ \d+ R/, '/Annots ['),
)

const emptySignatureField = on(PAGE, (piece, page) => {
  const shown = piece.random.once(3) ? `/AP<</N ${piece.add(drawing(piece))} 0 R>>` : ''
  const value = piece.random.once(8) ? '/V<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161>>' : ''
  const rect = piece.random.once(3) ? rectOf(piece.random) : '0 0 0 0'
  const field = piece.add(
    `<</Type/Annot/Subtype/Widget/FT/Sig/T(Ky${piece.random.below(99)})/F 132/P ${page} 0 R/Rect[${rect}]${shown}${value}>>`,
  )
  appendTo(piece, formHolder(piece), 'Fields', field)
  appendTo(piece, page, 'Annots', field)
})

const addTextField = on(PAGE, (piece, page) => {
  const field = piece.add(
    `<</Type/Annot/Subtype/Widget/FT/Tx/T(Moi)/V(x)/F 4/P ${page} 0 R/Rect[${rectOf(piece.random)}]/AP<</N ${piece.add(drawing(piece))} 0 R>>>>`,
  )
  if (!piece.random.once(3)) appendTo(piece, formHolder(piece), 'Fields', field)
  appendTo(piece, page, 'Annots', field)
})

const archive: Recipe = (piece) => {
  const item = piece.add(stream('', piece.random.octets(40).toString('latin1')))
  const store = piece.add(`<</Certs[${item} 0 R]/CRLs[]/OCSPs[]/VRI<<>>>>`)
  replaceEntry(piece, piece.base.root, /\/DSS\s+\d+ \d+ R/, `/DSS ${store} 0 R`)
}

const describe: Recipe = (piece) => {
  const metadata = piece.add(stream('/Type/Metadata/Subtype/XML', '<x/>'))
  replaceEntry(piece, piece.base.root, /\/Metadata\s+\d+ \d+ R/, `/Metadata ${metadata} 0 R`)
}

const CATALOG_KEYS = [
  '/Version/2.0',
  '/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>',
  '/OpenAction<</S/JavaScript/JS(x)>>',
  '/Names<<>>',
  '/OCProperties<</OCGs[]/D<<>>>>',
  '/PageLayout/TwoColumnLeft',
  '/ViewerPreferences<</DisplayDocTitle true>>',
  '/Lang(en)',
  '/AA<<>>',
  '/Perms<<>>',
]

const catalogKey: Recipe = (piece) => putEntry(piece, piece.base.root, piece.random.pick(CATALOG_KEYS))

const formKey: Recipe = (piece) => {
  const entry = piece.random.pick([
    '/NeedAppearances true',
    '/NeedAppearances false',
    '/XFA(x)',
    '/DA(/F1 30 Tf)',
    '/CO[]',
    '/Q 2',
  ])
  putEntry(piece, formHolder(piece), entry)
}

const newContent = on(PAGE, (piece, page) => {
  const content = piece.add(stream('', LIE))
  const hidden = one(piece, piece.find(/^<<\s*\/Length/)) ?? content
  const ref = piece.random.once(2) ? hidden : content
  replaceEntry(piece, page, /\/Contents\s*(?:\d+ \d+ R|\[[^\]]*\])/, `/Contents ${ref} 0 R`)
})

const overwriteContent = on(/\/Length \d+(?! \d+ R)/, (piece, num) => piece.set(num, stream('', LIE)))

const PAGE_KEYS = [
  '/Rotate 90',
  '/CropBox[0 0 200 200]',
  '/UserUnit 2',
  '/Group<</S/Transparency>>',
  '/Resources<<>>',
  '/Tabs/S',
  '/LastModified(D:2026)',
  '/B[]',
  '/AA<<>>',
  '/TemplateInstantiated/x',
]
const pageKey = on(PAGE, (piece, page) => putEntry(piece, page, piece.random.pick(PAGE_KEYS)))

const otherPages = on(/\/Type\s*\/Pages/, (piece, num) => {
  const page = one(piece, piece.find(PAGE)) ?? num
  const kids = piece.random.pick([
    `[${page} 0 R ${page} 0 R]`,
    '[]',
    `[${num} 0 R]`,
    `[${piece.add(piece.bodyOf(page))} 0 R]`,
  ])
  replaceEntry(piece, num, /\/Kids\s*\[[^\]]*\]/, `/Kids ${kids}`)
})

const layers = on(/\/OCProperties/, (piece, num) => replaceEntry(piece, num, /\/OFF\s*\[[^\]]*\]/, '/OFF[]'))

/** Written again as it was: nothing changes. */
const sameAgain: Recipe = (piece) => {
  const num = piece.random.pick([...piece.base.objects.keys()])
  piece.set(num, piece.bodyOf(num))
}

/** New objects that nothing refers to. */
const unseen: Recipe = (piece) => void piece.add(piece.random.once(2) ? drawing(piece) : '<</A 1>>')

/** Something nobody shows yet, changed; a later revision may show it. */
const shadow = on(/\/Type\s*\/XObject|^<<\s*\/Length/, (piece, num) => {
  const target = piece.add(piece.bodyOf(num))
  const page = one(piece, piece.find(PAGE))
  if (page !== undefined && piece.random.once(2)) appendTo(piece, page, 'Contents', target)
})

const swapTwo: Recipe = (piece) => {
  const [a, b] = [piece.random.pick(piece.numbers()), piece.random.pick(piece.numbers())]
  const [was, other] = [piece.bodyOf(a), piece.bodyOf(b)]
  piece.set(a, other)
  piece.set(b, was)
}

const RECIPES: readonly (readonly [number, Recipe])[] = [
  [10, fill],
  [4, tick],
  [3, redraw],
  [10, addNote],
  [6, editNote],
  [2, dropAnnotation],
  [10, emptySignatureField],
  [2, addTextField],
  [8, archive],
  [6, describe],
  [6, catalogKey],
  [3, formKey],
  [3, newContent],
  [2, overwriteContent],
  [3, pageKey],
  [2, otherPages],
  [2, layers],
  [6, sameAgain],
  [6, unseen],
  [4, shadow],
  [1, swapTwo],
]

const ALL = RECIPES.flatMap(([weight, recipe]) => Array<Recipe>(weight).fill(recipe))

/** Does one thing to the file, of those that are done to files. */
export const followRecipe = (piece: Workpiece): void => piece.random.pick(ALL)(piece)
