import { spend } from '../pdf/budget.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { dictOf, isArray, isRef, nameOf, type PdfDict, type PdfValue } from '../pdf/values.ts'
import { boxOf } from './box.ts'
import { listDifferences, sameValue } from './compare.ts'
import type { Explaining, Found, Owner } from './explain.ts'
import { codeOfFlags } from './field.ts'
import { judgeNewField, judgeNewWidget } from './form.ts'

/** Judges a page's list of annotations: widgets of new fields are theirs, others are notes. */
export function judgeAnnotations(
  explaining: Explaining,
  before: PdfValue,
  after: PdfValue,
  owner: Owner,
): readonly Found[] {
  const { signed, file } = explaining
  const [old, now] = [signed.resolve(before), file.resolve(after)]
  if ((old !== null && !isArray(old)) || (now !== null && !isArray(now)))
    return [{ ...owner, code: 'change.note_redefined' }]
  const [was, is] = [isArray(old) ? old : [], isArray(now) ? now : []]
  // Each is looked for among all the others.
  spend(file.budget, 'work', was.length * is.length)
  const [kept, gone] = [was.filter((one) => has(is, one)), was.filter((one) => !has(is, one))]
  const added = is.filter((one) => !has(was, one))
  return [
    ...gone.map((one) => judgeGone(signed, one, owner)),
    ...added.flatMap((one) => judgeNewAnnotation(explaining, one, owner)),
    ...judgeOrder(kept, is, owner),
  ]
}

const has = (list: readonly PdfValue[], one: PdfValue): boolean => list.some((other) => sameValue(one, other))

/** Later annotations are drawn over earlier ones: another order can show what lay underneath. */
function judgeOrder(kept: readonly PdfValue[], is: readonly PdfValue[], owner: Owner): readonly Found[] {
  const places = kept.map((one) => is.findIndex((other) => sameValue(one, other)))
  const ordered = places.every((place, i) => i === 0 || places[i - 1]! <= place)
  return ordered ? [] : [{ ...owner, code: 'change.hidden_content_shown' }]
}

const judgeGone = (signed: PdfDocument, one: PdfValue, owner: Owner): Found => ({
  code: isWidget(signed, one) ? 'change.field_removed' : 'change.note_removed',
  object: isRef(one) ? one.num : owner.object,
  gone: true,
})

const isWidget = (document: PdfDocument, value: PdfValue): boolean =>
  nameOf(document.resolve(dictOf(document.resolve(value))?.map.get('Subtype'))) === 'Widget'

function judgeNewAnnotation(explaining: Explaining, value: PdfValue, owner: Owner): readonly Found[] {
  const { file, newFields } = explaining
  const object = isRef(value) ? value.num : owner.object
  if (!isWidget(file, value))
    return [{ ...owner, code: hasPlace(file, value) ? 'change.note_added' : 'change.note_redefined', object }]
  const parent = dictOf(file.resolve(value))!.map.get('Parent')
  const own = isRef(value) && newFields.has(value.num) ? value : parent
  return own !== undefined && isRef(own)
    ? own === value
      ? judgeNewField(explaining, own, owner)
      : judgeNewWidget(explaining, own, { ...owner, object })
    : [{ ...owner, code: 'change.field_added', object }]
}

/** Without a rectangle an annotation shows wherever a viewer will have it. */
const hasPlace = (document: PdfDocument, value: PdfValue): boolean =>
  boxOf(document, dictOf(document.resolve(value))?.map.get('Rect')) !== undefined

/** Keys of a note that nothing is drawn from (ISO 32000-2 tables 166, 172). */
const UNDRAWN: ReadonlySet<string> = new Set([
  'Contents',
  'M',
  'NM',
  'T',
  'Popup',
  'CreationDate',
  'Subj',
  'IRT',
  'RT',
  'State',
  'StateModel',
  'StructParent',
  'Open',
])

/** Judges an annotation that is no widget and was there when the file was signed. */
export function judgeNote(
  { file }: Explaining,
  before: PdfDict,
  after: PdfDict,
  owner: Owner,
): readonly Found[] {
  if (!sameValue(before.map.get('Subtype'), after.map.get('Subtype')) || !hasPlace(file, after))
    return [{ ...owner, code: 'change.note_redefined' }]
  const flags = codeOfFlags(before.map.get('F') ?? null, after.map.get('F') ?? null)
  const redrawn = listDifferences(before, after).some((key) => !UNDRAWN.has(key))
  return [{ ...owner, code: flags ?? 'change.note_changed', redrawn }]
}
