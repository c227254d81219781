/** Fields duplicated, overlapping, sharing a value, or added to a page that had no form. */
import type { Attack } from './attack.ts'
import { signByHand } from './sign-by-hand.ts'
import { stranger } from './world.ts'
import { edited, FORM, LIE, NEW, OBJECT, stream, swap, type Edit } from './edit.ts'

const { catalog, page } = OBJECT
const VALUE = 6
const FIELD = 8
const WIDGET = `/Type /Annot /Subtype /Widget /P ${page} 0 R`
/** Puts the new field into the form and onto the page. */
const listed: readonly Edit[] = [
  [catalog, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
  [page, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
]
const drawn: Edit = [NEW + 1, stream(LIE, FORM)]
const changed = { code: 'signature.changed_after' } as const

export const FIELDS: readonly Attack[] = [
  {
    does: 'removes the form',
    code: 'signature.changed_after',
    change: 'change.field_removed',
    make: ({ table }) => edited(table, [catalog, swap(/\/AcroForm <<.*?>>/s, '')]),
  },
  {
    does: 'removes the signature field from the form',
    ...changed,
    change: 'change.field_removed',
    make: ({ table }) => edited(table, [catalog, swap(/\/Fields \[[^\]]*\]/, '/Fields []')]),
  },
  {
    does: 'removes the signature from form and page',
    code: 'signature.removed',
    make: ({ table }) =>
      edited(
        table,
        [catalog, swap(/\/Fields \[[^\]]*\]/, '/Fields []')],
        [page, swap(/\/Annots \[[^\]]*\]/, '')],
      ),
  },
  {
    does: 'takes another agency’s later signature out again',
    ...changed,
    change: 'change.signature_removed',
    make: async ({ table }) => {
      const both = await signByHand(table, { holder: stranger(), field: 'Signature2', rect: [0, 0, 0, 0] })
      const without = / \d+ 0 R\](?=[^\]]*$)/
      return edited(
        both,
        [catalog, (was) => was.replace(/(\/Fields \[8 0 R) \d+ 0 R\]/, '$1]')],
        [page, swap(without, ']')],
      )
    },
  },
  {
    does: 'makes the signature field a text field',
    code: 'signature.removed',
    make: ({ table }) => edited(table, [FIELD, swap('/FT /Sig', '/FT /Tx')]),
  },
  {
    does: 'adds a text field',
    ...changed,
    change: 'change.field_added',
    make: ({ table }) =>
      edited(table, [NEW, `<<${WIDGET} /FT /Tx /T (x) /V (2099) /Rect [60 700 300 720]>>`], ...listed),
  },
  {
    does: 'adds an empty signature field that shows something',
    ...changed,
    change: 'change.signature_field_drawn',
    make: ({ table }) =>
      edited(
        table,
        [NEW, `<<${WIDGET} /FT /Sig /T (x) /Rect [0 0 595 842] /AP <</N ${NEW + 1} 0 R>>>>`],
        drawn,
        ...listed,
      ),
  },
  {
    does: 'shows a widget of no field',
    ...changed,
    change: 'change.field_added',
    make: ({ table }) =>
      edited(table, [NEW, `<<${WIDGET} /Rect [0 0 595 842] /AP <</N ${NEW + 1} 0 R>>>>`], drawn, listed[1]!),
  },
  {
    does: 'shows one signature through two fields',
    code: 'signature.shared',
    make: ({ table }) =>
      edited(table, [NEW, `<<${WIDGET} /FT /Sig /T (Twin) /V ${VALUE} 0 R /Rect [0 0 0 0]>>`], listed[0]!),
  },
  {
    does: 'adds an empty field of the same name as the signed one',
    ...changed,
    change: 'change.field_duplicated',
    make: ({ table }) =>
      edited(table, [NEW, `<<${WIDGET} /FT /Sig /T (Signature1) /Rect [0 0 0 0]>>`], ...listed),
  },
  {
    does: 'lists the signed field twice',
    ...changed,
    change: 'change.field_duplicated',
    make: ({ table }) => edited(table, [catalog, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${FIELD} 0 R`)]),
  },
  {
    does: 'puts the signed field below a parent of its own',
    ...changed,
    make: ({ table }) =>
      edited(
        table,
        [NEW, `<</T (x) /FT /Tx /Kids [${FIELD} 0 R]>>`],
        [FIELD, swap('/FT', `/Parent ${NEW} 0 R /FT`)],
      ),
  },
  {
    does: 'adds an empty field with pictures below it',
    ...changed,
    change: 'change.signature_field_drawn',
    make: ({ table }) =>
      edited(
        table,
        [NEW, `<</FT /Sig /T (x) /Kids [${NEW + 2} 0 R]>>`],
        [NEW + 2, `<<${WIDGET} /Parent ${NEW} 0 R /Rect [0 0 595 842] /AP <</N ${NEW + 1} 0 R>>>>`],
        drawn,
        listed[0]!,
        [page, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW + 2} 0 R`)],
      ),
  },
  {
    does: 'adds an invisible field with a picture without a place in its form',
    ...changed,
    change: 'change.signature_field_drawn',
    make: ({ table }) =>
      edited(
        table,
        [NEW, `<</FT /Sig /T (x)>>`],
        [NEW + 2, `<<${WIDGET} /Parent ${NEW} 0 R /Rect [0 0 595 842] /AP <</N ${NEW + 1} 0 R>>>>`],
        drawn,
        listed[0]!,
        [page, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW + 2} 0 R`)],
      ),
  },
]
