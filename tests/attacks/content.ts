/** Another page, another letter, another seal: what a later revision may never do to what was signed. */
import type { ChangeCode } from '@khoso/pades'
import type { Attack } from './attack.ts'
import { edited, FORM, LIE, NEW, OBJECT, put, stream, swap, type Edit } from './edit.ts'

const { catalog, pages, contents, font, page } = OBJECT
const APPEARANCE = 7
const FIELD = 8
const lieOnPage = (parent: number, content: number) =>
  `<</Type /Page /Parent ${parent} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R>>`

const EDITS: Readonly<Record<string, readonly [ChangeCode, ...Edit[]]>> = {
  'gives the page another content': [
    'change.page_content',
    [NEW, stream(LIE)],
    [page, swap(`/Contents ${contents} 0 R`, `/Contents ${NEW} 0 R`)],
  ],
  'adds to the page content': [
    'change.page_content',
    [NEW, stream(LIE)],
    [page, swap(`/Contents ${contents} 0 R`, `/Contents [${contents} 0 R ${NEW} 0 R]`)],
  ],
  'changes what the letters look like': ['change.font_replaced', [font, swap('Helvetica', 'Symbol')]],
  'says otherwise which letters are meant': [
    'change.font_replaced',
    [NEW, stream('1 beginbfchar <37> <39> endbfchar')],
    [font, put(`/ToUnicode ${NEW} 0 R`)],
  ],
  'shifts the letters of a font': [
    'change.font_replaced',
    [font, swap('/WinAnsiEncoding', '<</Type /Encoding /Differences [48 /nine /eight]>>')],
  ],
  'gives the page other resources': [
    'change.page_resources',
    [page, swap('/Resources<<', '/Resources <</ExtGState <<>> ')],
  ],
  'makes the page smaller': ['change.page_box', [page, swap('842', '421')]],
  'cuts the page': ['change.page_box', [page, put('/CropBox [0 0 595 400]')]],
  'turns the page': ['change.page_box', [page, put('/Rotate 180')]],
  'draws the page in another unit': ['change.page_box', [page, put('/UserUnit 20')]],
  'runs something when the page is opened': [
    'change.script_added',
    [page, put('/AA <</O <</S /JavaScript /JS (x)>>>>')],
  ],
  'adds a page': [
    'change.page_added',
    [NEW, lieOnPage(pages, NEW + 1)],
    [NEW + 1, stream(LIE)],
    [pages, `<</Type /Pages /Count 2 /Kids [${page} 0 R ${NEW} 0 R]>>`],
  ],
  'replaces the page': [
    'change.page_removed',
    [NEW, lieOnPage(pages, NEW + 1)],
    [NEW + 1, stream(LIE)],
    [pages, `<</Type /Pages /Count 1 /Kids [${NEW} 0 R]>>`],
  ],
  'takes the pages away': ['change.page_removed', [pages, '<</Type /Pages /Count 0 /Kids []>>']],
  'shows the page twice': [
    'change.page_settings',
    [pages, `<</Type /Pages /Count 2 /Kids [${page} 0 R ${page} 0 R]>>`],
  ],
  'turns every page': ['change.page_box', [pages, put('/Rotate 180')]],
  'gives the catalog other pages': [
    'change.page_removed',
    [NEW, `<</Type /Pages /Count 1 /Kids [${NEW + 1} 0 R]>>`],
    [NEW + 1, lieOnPage(NEW, NEW + 2)],
    [NEW + 2, stream(LIE)],
    [catalog, swap(`/Pages ${pages} 0 R`, `/Pages ${NEW} 0 R`)],
  ],
  'runs something when opened': [
    'change.script_added',
    [catalog, put('/OpenAction <</S /JavaScript /JS (x)>>')],
  ],
  'runs something when printed': [
    'change.script_added',
    [catalog, put('/AA <</WP <</S /JavaScript /JS (x)>>>>')],
  ],
  'adds a script to the document': [
    'change.script_added',
    [catalog, put('/Names <</JavaScript <</Names [(a) <</S /JavaScript /JS (x)>>]>>>>')],
  ],
  'attaches a file': [
    'change.attachment',
    [catalog, put('/Names <</EmbeddedFiles <</Names [(a) <</Type /Filespec /F (a)>>]>>>>')],
  ],
  'adds names': ['change.names', [catalog, put('/Names <<>>')]],
  'declares associated files': ['change.attachment', [catalog, put('/AF []')]],
  'makes a portfolio of it': ['change.attachment', [catalog, put('/Collection <<>>')]],
  'hides content by layers': ['change.layers', [catalog, put('/OCProperties <</OCGs [] /D <<>>>>')]],
  'numbers its pages otherwise': [
    'change.viewer_settings',
    [catalog, put('/PageLabels <</Nums [0 <</St 9>>]>>')],
  ],
  'tells viewers how to show it': [
    'change.viewer_settings',
    [catalog, put('/ViewerPreferences <</Direction /R2L>>')],
  ],
  'adds an outline': ['change.viewer_settings', [catalog, put('/Outlines <<>>')]],
  'adds a reading structure': [
    'change.structure',
    [catalog, put('/StructTreeRoot <</Type /StructTreeRoot>>')],
  ],
  'says it is tagged': ['change.structure', [catalog, put('/MarkInfo <</Marked true>>')]],
  'adds something nobody knows to the catalog': ['change.catalog', [catalog, put('/Khac <<>>')]],
  'lets viewers draw the fields anew': [
    'change.viewer_redraws',
    [catalog, swap('/SigFlags', '/NeedAppearances true /SigFlags')],
  ],
  'adds a form of another kind': ['change.other_form', [catalog, swap('/SigFlags', '/XFA (x) /SigFlags')]],
  'redraws the seal': ['change.seal_redrawn', [APPEARANCE, stream(LIE, FORM)]],
  'gives the seal another drawing': [
    'change.seal_redrawn',
    [NEW, stream(LIE, FORM)],
    [FIELD, swap(`/N ${APPEARANCE} 0 R`, `/N ${NEW} 0 R`)],
  ],
  'moves the seal': ['change.field_moved', [FIELD, swap(/\/Rect \[[^\]]*\]/, '/Rect [0 0 595 842]')]],
  'hides the seal': ['change.content_hidden', [FIELD, swap('/F 132', '/F 134')]],
  'lets the seal do something': ['change.script_added', [FIELD, put('/A <</S /JavaScript /JS (x)>>')]],
  'renames the field': ['change.field_redefined', [FIELD, swap(/\/T [<(][^>)]*[>)]/, '/T (Other)')]],
}

export const CONTENT: readonly Attack[] = Object.entries(EDITS).map(([does, [change, ...edits]]) => ({
  does,
  code: 'signature.changed_after',
  change,
  make: ({ table }) => edited(table, ...edits),
}))
