/**
 * Universal signature forgery (Mladenov et al., "1 Trillion Dollar Refund", CCS 2019): the signature is
 * damaged so that a careless reader finds nothing to check and says that all is well.
 */
import { findObject, openPdf } from '@khoso/pades/sign'
import type { Attack, Honest } from './attack.ts'
import { edited, LIE, OBJECT, rewritten, stream } from './edit.ts'

const RANGE = /\/ByteRange \[[^\]]*\]/
const CONTENTS = /\/Contents <[0-9a-f]*>/
const VALUE = 6

/** The same octets in length, so that everything else stays in its place. */
const inPlace = (pattern: RegExp, make: (was: string) => string) => (file: Buffer) => {
  const was = pattern.exec(file.toString('latin1'))![0]
  const now = make(was)
  return rewritten(file, was, now + ' '.repeat(Math.max(0, was.length - now.length)))
}

/** The value written anew in a later revision, beside a page that says something else. */
const anew =
  (change: (was: string) => string) =>
  (file: Buffer): Buffer => {
    const was = findObject(openPdf(file), VALUE)!.toString('latin1')
    return edited(file, [VALUE, change(was)], [OBJECT.contents, stream(LIE)])
  }

const BOTH = [
  ['where it stands', inPlace],
  [
    'in a later revision',
    (pattern: RegExp, make: (was: string) => string) => anew((was) => was.replace(pattern, make)),
  ],
] as const

const FORGERIES: readonly (readonly [string, Attack['code'], RegExp, (was: string) => string])[] = [
  ['gives no byte range', 'signature.range_missing', RANGE, (was) => was.replace('ByteRange', 'BiteRange')],
  ['gives null for a byte range', 'signature.range_missing', RANGE, () => '/ByteRange null'],
  ['gives an empty byte range', 'signature.range_missing', RANGE, () => '/ByteRange []'],
  ['gives a byte range of three numbers', 'signature.range_missing', RANGE, () => '/ByteRange [0 100 200]'],
  ['gives a byte range below zero', 'signature.range_missing', RANGE, (was) => was.replace('[0 ', '[-1 ')],
  ['gives a byte range of no length', 'signature.range_missing', RANGE, () => '/ByteRange [0 0 0 0]'],
  ['gives fractions for a byte range', 'signature.range_missing', RANGE, () => '/ByteRange [0 1.5 2.5 3]'],
  ['gives words for a byte range', 'signature.range_missing', RANGE, () => '/ByteRange [(0) (1) (2) (3)]'],
  ['gives another object for a byte range', 'signature.range_missing', RANGE, () => '/ByteRange 4 0 R'],
  ['gives no contents', 'signature.contents_missing', CONTENTS, (was) => was.replace('Contents', 'Kontents')],
  ['gives null for contents', 'signature.contents_missing', CONTENTS, () => '/Contents null'],
  ['gives empty contents', 'signature.contents_missing', CONTENTS, () => '/Contents <>'],
  ['gives one zero octet for contents', 'signature.contents_missing', CONTENTS, () => '/Contents <00>'],
  [
    'gives nothing but zeros for contents',
    'signature.contents_missing',
    CONTENTS,
    (was) => was.replaceAll(/[1-9a-f](?=[^<]*>)/g, '0'),
  ],
  ['gives another object for contents', 'signature.contents_missing', CONTENTS, () => '/Contents 4 0 R'],
]

export const FORGERY: readonly Attack[] = BOTH.flatMap(([where, how]) =>
  FORGERIES.map(([does, code, pattern, make]) => ({
    does: `${does} ${where}`,
    code,
    make: ({ table }: Honest) => how(pattern, make)(table),
  })),
)
