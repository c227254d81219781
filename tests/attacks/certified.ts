/**
 * Attacks on certified files (Rohlmann, Mladenov, Mainka, Schwenk, "Breaking the Specification: PDF
 * Certification", IEEE S&P 2021): what a certification allows is used to cover what was certified.
 */
import { findObject, openPdf } from '@khoso/pades/sign'
import type { Attack, Honest } from './attack.ts'
import { edited, FORM, LIE, NEW, OBJECT, stream, swap, type Edit } from './edit.ts'
import { signByHand } from './sign-by-hand.ts'
import { stranger } from './world.ts'

const { catalog, page } = OBJECT
const FIELD = 8
const OVER = '/Rect [50 738 320 760]'

const note = (type: string, extra = `/AP <</N ${NEW + 1} 0 R>>`): readonly Edit[] => [
  [NEW, `<</Type /Annot /Subtype /${type} ${OVER} /F 4 /Contents (x) ${extra}>>`],
  [NEW + 1, stream(LIE, FORM)],
  [page, swap(`${FIELD} 0 R`, `${FIELD} 0 R ${NEW} 0 R`)],
]

/** Every kind of annotation that a picture can be given to (ISO 32000-2 table 171). */
const KINDS = [
  'FreeText',
  'Stamp',
  'Redact',
  'Ink',
  'Square',
  'Circle',
  'Line',
  'Polygon',
  'PolyLine',
  'Highlight',
  'Underline',
  'Squiggly',
  'StrikeOut',
  'Caret',
  'FileAttachment',
  'Text',
  'Link',
  'Watermark',
  'Screen',
  'Khac',
] as const

/** The evil annotation attack. */
const ANNOTATIONS: readonly Attack[] = KINDS.map((kind) => ({
  does: `covers a line with a ${kind} note, which its certification allows`,
  code: 'signature.covered_after',
  change: 'change.note_added',
  decision: 'wait',
  make: ({ certified }: Honest) => edited(certified[3], ...note(kind)),
}))

/** The sneaky signature attack, by somebody whose certificate is good. */
const sneak = (
  file: Buffer,
  rect: readonly [number, number, number, number] = [50, 738, 320, 760],
): Promise<Buffer> =>
  signByHand(file, {
    holder: stranger(),
    field: 'Signature2',
    rect,
    draws: '1 1 1 rg 0 0 300 30 re f 0 g BT /F1 12 Tf 10 6 Td (Co hieu luc den 31/12/2099) Tj ET',
  })

const covered = {
  code: 'signature.covered_after',
  change: 'change.signature_added',
  decision: 'wait',
} as const

const SIGNATURES: readonly Attack[] = [
  {
    does: 'covers a line with the picture of another agency’s signature',
    ...covered,
    make: ({ table }) => sneak(table),
  },
  {
    does: 'covers a line of a file certified for filling in with another agency’s signature',
    ...covered,
    make: ({ certified }) => sneak(certified[2]),
  },
  {
    does: 'covers a line of a file certified for notes with another agency’s signature',
    ...covered,
    make: ({ certified }) => sneak(certified[3]),
  },
  {
    does: 'covers the seal with another agency’s',
    ...covered,
    make: ({ table }) => sneak(table, [290, 110, 400, 220]),
  },
  {
    does: 'adds a signature to a file certified as final',
    code: 'signature.locked_changed',
    change: 'change.signature_added',
    make: ({ certified }) => sneak(certified[1], [0, 0, 0, 0]),
  },
]

const locked = { code: 'signature.locked_changed' } as const

const LEVELS: readonly Attack[] = [
  {
    does: 'puts a note on a file certified as final',
    ...locked,
    change: 'change.note_added',
    make: ({ certified }) => edited(certified[1], ...note('Text')),
  },
  {
    does: 'puts a note on a file certified for filling in',
    ...locked,
    change: 'change.note_added',
    make: ({ certified }) => edited(certified[2], ...note('Text')),
  },
  {
    does: 'replaces the page of a file certified for notes',
    code: 'signature.changed_after',
    change: 'change.page_content',
    make: ({ certified }) => edited(certified[3], [OBJECT.contents, stream(LIE)]),
  },
  {
    does: 'raises what its certification allows',
    code: 'signature.coverage',
    make: ({ certified }) => {
      const was = findObject(openPdf(certified[1]), 6)!.toString('latin1')
      return edited(certified[1], [6, was.replace('/P 1', '/P 3')], ...note('Text'))
    },
  },
  {
    does: 'takes its certification away',
    code: 'signature.changed_after',
    change: 'change.permissions',
    make: ({ certified }) => edited(certified[1], [catalog, swap(/\/Perms <<[^>]*>>/, '')]),
  },
  {
    does: 'points its certification elsewhere',
    code: 'signature.changed_after',
    change: 'change.permissions',
    make: ({ certified }) =>
      edited(certified[2], [catalog, swap('/DocMDP 6 0 R', '/DocMDP 50 0 R')], [NEW, '<<>>']),
  },
]

export const CERTIFIED: readonly Attack[] = [...ANNOTATIONS, ...SIGNATURES, ...LEVELS]
