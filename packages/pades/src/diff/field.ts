import type { PdfDocument } from '../pdf/document.ts'
import { dictOf, nameOf, type PdfDict, type PdfValue } from '../pdf/values.ts'
import type { ChangeCode } from './change.ts'
import { sameValue } from './compare.ts'
import { fullName, judgeKeys, says, type Explaining, type Found, type Owner } from './explain.ts'
import { isTimeStamp } from './form.ts'
import { heldContent } from './held.ts'
import { inherit, isFillable } from './reach.ts'

const filled = says('change.field_filled')
const moved = says('change.field_moved')
const redefined = says('change.field_redefined')
const script = says('change.script_added')

/** Annotation flags that keep an annotation from the screen: Invisible, Hidden, NoView (ISO 32000-2 table 167). */
const UNSEEN = 1 | 2 | 32

export const isUnseen = (flags: PdfValue): boolean => (Number(flags ?? 0) & UNSEEN) !== 0

const onlyReadOnlyDiffers = (before: PdfValue, after: PdfValue): boolean =>
  (Number(before ?? 0) | 1) === (Number(after ?? 0) | 1)

const PLACE_KEYS = { Rect: moved, P: moved, A: script, AA: script, OC: says('change.layers') }

/** What filling in touches; everything else about a field was signed. */
const judgeFieldKeys = judgeKeys({
  keys: {
    ...PLACE_KEYS,
    V: (explaining, _, after, owner) => [{ ...owner, code: codeOfValue(explaining, after) }],
    ...Object.fromEntries(['AP', 'AS', 'MK', 'I', 'TI', 'RV', 'M', 'Type', 'DA'].map((key) => [key, filled])),
    // Hidden fields may show once signed, and a signed field is often made read-only.
    F: filled,
    Ff: (_, before, after, owner) => [
      {
        ...owner,
        code: onlyReadOnlyDiffers(before, after) ? 'change.field_filled' : 'change.field_redefined',
      },
    ],
  },
  otherwise: redefined,
})

function codeOfValue({ file }: Explaining, after: PdfValue): ChangeCode {
  const value = dictOf(file.resolve(after))
  if (!value) return 'change.field_filled'
  return isTimeStamp(file, value) ? 'change.time_stamp_added' : 'change.signature_added'
}

const drawn = says('change.seal_redrawn')

/** A signature that stands: nothing of it may change. */
const judgeStandingKeys = judgeKeys({
  keys: {
    ...PLACE_KEYS,
    AP: drawn,
    AS: drawn,
    MK: drawn,
    V: says('change.signature_removed'),
    F: (_, before, after, owner) => [
      { ...owner, code: codeOfFlags(before, after) ?? 'change.field_redefined' },
    ],
  },
  otherwise: redefined,
})

/** Whether a change of flags shows what was not seen, or takes away what was. */
export function codeOfFlags(before: PdfValue, after: PdfValue): ChangeCode | undefined {
  const [was, is] = [isUnseen(before), isUnseen(after)]
  if (was === is) return undefined
  return was ? 'change.hidden_content_shown' : 'change.content_hidden'
}

/** Judges a field or widget that was there when the file was signed. */
export function judgeField(
  explaining: Explaining,
  before: PdfDict,
  after: PdfDict,
  owner: Owner,
): readonly Found[] {
  const { signed, file } = explaining
  if (!isFillable(signed, before)) return judgeStandingKeys(explaining, before, after, owner)
  const found = markOverwritten(signed, before, judgeFieldKeys(explaining, before, after, owner))
  if (found.length === 0) return found
  explaining.filled.push(fullName(file, after))
  const isSignature = nameOf(inherit(signed, before, 'FT')) === 'Sig'
  // Signing also draws and locks the field: of all that, only the signature is worth telling.
  if (isSignature) return settle(found)
  // Showing what was not shown is for signatures: a hidden text field made visible is new content.
  const [was, is] = [before.map.get('F') ?? null, after.map.get('F') ?? null]
  if (sameValue(was, is)) return found
  return [...found, { ...owner, code: codeOfFlags(was, is) ?? 'change.field_redefined' }]
}

/** A value given in place of one that was shown is not filled in. */
const markOverwritten = (signed: PdfDocument, before: PdfDict, found: readonly Found[]): readonly Found[] =>
  found.some(({ code }) => code === 'change.field_filled') && heldContent(signed, before)
    ? found.map((one) =>
        one.code === 'change.field_filled' ? { ...one, code: 'change.field_overwritten' } : one,
      )
    : found

function settle(found: readonly Found[]): readonly Found[] {
  const signed = found.find(
    ({ code }) => code === 'change.signature_added' || code === 'change.time_stamp_added',
  )
  return signed ? found.filter(({ code }) => code !== 'change.field_filled') : found
}
