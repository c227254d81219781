import { boxOf } from './box.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { Field } from '../pdf/signature-fields.ts'
import { dictOf, isArray, isDict, isRef, nameOf, type PdfDict, type PdfValue } from '../pdf/values.ts'
import type { ChangeCode } from './change.ts'
import { sameValue } from './compare.ts'
import { judgeKeys, says, type Explaining, type Found, type Owner } from './explain.ts'

const settings = says('change.form_settings')

const judgeFormKeys = judgeKeys({
  keys: {
    Fields: judgeFieldList,
    SigFlags: settings,
    DA: (_, before, __, owner) => [
      { ...owner, code: before === null ? 'change.form_settings' : 'change.field_redefined' },
    ],
    DR: judgeResources,
    XFA: says('change.other_form'),
    CO: says('change.script_added'),
    // Left out or false is the same; true makes viewers draw fields anew from their values.
    NeedAppearances: (_, before, after, owner) => [
      {
        ...owner,
        code: after === true && before !== true ? 'change.viewer_redraws' : 'change.form_settings',
      },
    ],
  },
  otherwise: says('change.field_redefined'),
})

/** Judges the interactive form, wherever it is written. */
export function judgeForm(
  explaining: Explaining,
  before: PdfValue,
  after: PdfValue,
  owner: Owner,
): readonly Found[] {
  const [old, now] = [explaining.signed.resolve(before), explaining.file.resolve(after)]
  if (!isDict(now)) return [{ ...owner, code: 'change.field_removed', gone: true }]
  if (old !== null && !isDict(old)) return [{ ...owner, code: 'change.field_redefined' }]
  return judgeFormKeys(explaining, dictOf(old), now, owner)
}

/** What text fields are drawn with; the other default resources nobody draws from. */
const DRAWING_RESOURCES = ['Font', 'Encoding']

/** Fonts may be added for new fields to use; those there are stay as they are. */
export function judgeResources(
  { signed, file }: Explaining,
  before: PdfValue,
  after: PdfValue,
  owner: Owner,
): readonly Found[] {
  const part = (document: PdfDocument, resources: PdfValue, key: string) =>
    dictOf(document.resolve(dictOf(document.resolve(resources))?.map.get(key)))
  const kept = DRAWING_RESOURCES.every((key) => {
    const now = part(file, after, key)
    return [...(part(signed, before, key)?.map ?? [])].every(([name, value]) =>
      sameValue(value, now?.map.get(name)),
    )
  })
  return [{ ...owner, code: kept ? 'change.form_settings' : 'change.font_replaced' }]
}

/** Fields there were keep their place; each new one must be a signature field fit to be added. */
export function judgeFieldList(
  explaining: Explaining,
  before: PdfValue,
  after: PdfValue,
  owner: Owner,
): readonly Found[] {
  const [old, now] = [explaining.signed.resolve(before), explaining.file.resolve(after)]
  if (!isArray(now) || (old !== null && !isArray(old))) return [{ ...owner, code: 'change.field_redefined' }]
  const [kept, listed] = [isArray(old) ? old : [], now]
  if (!kept.every((field, i) => sameValue(field, listed[i]))) return listMissing(kept, listed, owner)
  return listed.slice(kept.length).flatMap((field) => judgeNewField(explaining, field, owner))
}

function listMissing(kept: readonly PdfValue[], listed: readonly PdfValue[], owner: Owner): readonly Found[] {
  const gone = kept.filter((one) => !listed.some((other) => sameValue(one, other)))
  // All still there, in another order: no program that adds to a file does that.
  if (gone.length === 0) return [{ ...owner, code: 'change.field_redefined' }]
  return gone.map((one) => ({
    code: 'change.field_removed',
    object: isRef(one) ? one.num : owner.object,
    gone: true,
  }))
}

/** A field that was not there when the file was signed, found in the form or by its widget. */
export function judgeNewField(explaining: Explaining, value: PdfValue, owner: Owner): readonly Found[] {
  const field = isRef(value) ? explaining.newFields.get(value.num) : undefined
  const object = isRef(value) ? value.num : owner.object
  return [{ code: codeOfNewField(explaining, value, field), object }]
}

/** A widget on a page whose parent is a new field, whether that field knows of it or not. */
export function judgeNewWidget(explaining: Explaining, parent: PdfValue, widget: Owner): readonly Found[] {
  const field = isRef(parent) ? explaining.newFields.get(parent.num) : undefined
  const shown = widget.object === undefined ? undefined : dictOf(explaining.file.get(widget.object))
  return [{ ...widget, code: codeOfNewField(explaining, parent, field, shown) }]
}

function codeOfNewField(
  { signed, file, oldNames }: Explaining,
  value: PdfValue,
  field: Field | undefined,
  widget: PdfDict | undefined = field?.dict,
): ChangeCode {
  const known = isRef(value) && signed.get(value.num) !== null
  if (!field) return known ? 'change.field_duplicated' : 'change.field_added'
  // Two fields of one name are one field (ISO 32000-2 12.7.4.2): whose the signature is would be unclear.
  if (oldNames.has(field.name)) return 'change.field_duplicated'
  if (field.type !== 'Sig') return 'change.field_added'
  const signature = dictOf(field.value)
  // A field that nobody signed, or that only tells the time, has nothing to show.
  const visible = widget !== undefined && isVisible(file, widget)
  if (!signature) return visible ? 'change.signature_field_drawn' : 'change.signature_field_added'
  if (!isTimeStamp(file, signature)) return 'change.signature_added'
  return visible ? 'change.signature_field_drawn' : 'change.time_stamp_added'
}

export const isTimeStamp = (document: PdfDocument, signature: PdfDict): boolean =>
  nameOf(document.resolve(signature.map.get('SubFilter'))) === 'ETSI.RFC3161'

/** Whether a widget, or one of those below the field, could show anything on the page. */
export function isVisible(document: PdfDocument, dict: PdfDict): boolean {
  const kids = document.resolve(dict.map.get('Kids'))
  if (isArray(kids)) {
    return kids.some((kid) => {
      const below = dictOf(document.resolve(kid))
      return below !== undefined && !below.map.has('Kids') && isVisible(document, below)
    })
  }
  const isWidget = nameOf(document.resolve(dict.map.get('Subtype'))) === 'Widget'
  // Without a place of its own some viewers draw it over the whole page.
  if (isWidget && !boxOf(document, dict.map.get('Rect'))) return true
  if (document.resolve(dict.map.get('AP')) === null) return false
  const rect = document.resolve(dict.map.get('Rect'))
  const corners = isArray(rect) ? rect.map((corner) => document.resolve(corner)) : []
  return corners.length === 4 && corners[0] !== corners[2] && corners[1] !== corners[3]
}
