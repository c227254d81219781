import type { PdfDocument } from '../pdf/document.ts'
import { listFields, type Field } from '../pdf/signature-fields.ts'
import { dictOf, isArray, isDict, isRef, nameOf, type PdfDict, type PdfValue } from '../pdf/values.ts'
import { graver, type ChangeKind } from './change.ts'
import { listDifferences, sameValue } from './compare.ts'
import { inherit, isFillable } from './reach.ts'

/** What is known while the changes between two states are explained one by one. */
export type Explaining = {
  readonly signed: PdfDocument
  readonly file: PdfDocument
  /** Fields that were filled in, by full name. */
  readonly filled: string[]
  readonly newFields: ReadonlyMap<number, Field>
}

export function startExplaining(signed: PdfDocument, file: PdfDocument): Explaining {
  const before = new Set(listFields(signed).map(({ num }) => num))
  const added = listFields(file).flatMap((field): [number, Field][] =>
    field.num !== undefined && !before.has(field.num) ? [[field.num, field]] : [],
  )
  return { signed, file, filled: [], newFields: new Map(added) }
}

type Judge = (explaining: Explaining, before: PdfValue, after: PdfValue) => ChangeKind

const always =
  (kind: ChangeKind): Judge =>
  () =>
    kind

/** What may change in the catalog, and how grave that is; what is not named here is suspicious. */
const ROOT_KEYS: Readonly<Record<string, Judge>> = {
  // Evidence may be added and put in order; taking it all away serves nobody honest.
  DSS: (_, __, after) => (after === null ? 'suspicious' : 'extension'),
  Extensions: always('extension'),
  Metadata: always('extension'),
  Version: always('extension'),
  AcroForm: judgeForm,
  Perms: judgePermissions,
}

/** Judges the catalog of the two states (ISO 32000-2 7.7.2). */
export const judgeRoot = (explaining: Explaining): ChangeKind =>
  judgeKeys(explaining, explaining.signed.root, explaining.file.root, ROOT_KEYS)

function judgeKeys(
  explaining: Explaining,
  before: PdfDict | undefined,
  after: PdfDict | undefined,
  allowed: Readonly<Record<string, Judge>>,
): ChangeKind {
  return listDifferences(before, after)
    .map((key) => {
      const judge = Object.hasOwn(allowed, key) ? allowed[key] : undefined
      return judge
        ? judge(explaining, before?.map.get(key) ?? null, after?.map.get(key) ?? null)
        : 'suspicious'
    })
    .reduce(graver, 'none')
}

/** A certification may be added; the permissions of one that stands may not be touched. */
function judgePermissions({ signed }: Explaining, before: PdfValue): ChangeKind {
  return signed.resolve(before) === null ? 'form-filling' : 'suspicious'
}

const FORM_KEYS: Readonly<Record<string, Judge>> = {
  Fields: judgeFieldList,
  SigFlags: always('extension'),
  DA: (_, before) => (before === null ? 'form-filling' : 'suspicious'),
  DR: judgeResources,
  // Left out or false is the same; true makes viewers draw fields anew from their values.
  NeedAppearances: (_, before, after) => (after === true && before !== true ? 'suspicious' : 'form-filling'),
}

/** Judges the interactive form, wherever it is written. */
export function judgeForm(explaining: Explaining, before: PdfValue, after: PdfValue): ChangeKind {
  const [old, now] = [explaining.signed.resolve(before), explaining.file.resolve(after)]
  if (old !== null && !isDict(old)) return 'suspicious'
  return isDict(now) ? judgeKeys(explaining, dictOf(old), now, FORM_KEYS) : 'suspicious'
}

/** What text fields are drawn with; the other default resources nobody draws from. */
const DRAWING_RESOURCES = ['Font', 'Encoding']

/** Fonts may be added for new fields to use; those there are stay as they are. */
export function judgeResources({ signed, file }: Explaining, before: PdfValue, after: PdfValue): ChangeKind {
  const part = (document: PdfDocument, resources: PdfValue, key: string) =>
    dictOf(document.resolve(dictOf(document.resolve(resources))?.map.get(key)))
  const kept = DRAWING_RESOURCES.every((key) => {
    const now = part(file, after, key)
    return [...(part(signed, before, key)?.map ?? [])].every(([name, value]) =>
      sameValue(value, now?.map.get(name)),
    )
  })
  return kept ? 'form-filling' : 'suspicious'
}

/** Fields there were keep their place; each new one must be a signature field fit to be added. */
export function judgeFieldList(explaining: Explaining, before: PdfValue, after: PdfValue): ChangeKind {
  const [old, now] = [explaining.signed.resolve(before), explaining.file.resolve(after)]
  if (!isArray(now) || (old !== null && !isArray(old))) return 'suspicious'
  const kept = isArray(old) ? old : []
  if (!kept.every((field, i) => sameValue(field, now[i]))) return 'suspicious'
  return now
    .slice(kept.length)
    .map((field) => judgeNewField(explaining, field))
    .reduce(graver, 'none')
}

function judgeNewField({ file, newFields }: Explaining, value: PdfValue): ChangeKind {
  const field = isRef(value) ? newFields.get(value.num) : undefined
  if (!field || field.type !== 'Sig') return 'suspicious'
  const signature = dictOf(field.value)
  const visible = isVisible(file, field.dict)
  // A field that nobody signed, or that only tells the time, has nothing to show.
  if (!signature) return visible ? 'suspicious' : 'form-filling'
  if (nameOf(file.resolve(signature.map.get('SubFilter'))) !== 'ETSI.RFC3161') return 'form-filling'
  return visible ? 'suspicious' : 'extension'
}

/** Whether a widget, or one of those below the field, could show anything on the page. */
function isVisible(document: PdfDocument, dict: PdfDict): boolean {
  const kids = document.resolve(dict.map.get('Kids'))
  if (isArray(kids)) {
    return kids.some((kid) => {
      const below = dictOf(document.resolve(kid))
      return below !== undefined && !below.map.has('Kids') && isVisible(document, below)
    })
  }
  if (document.resolve(dict.map.get('AP')) === null) return false
  const rect = document.resolve(dict.map.get('Rect'))
  const corners = isArray(rect) ? rect.map((corner) => document.resolve(corner)) : []
  return corners.length === 4 && corners[0] !== corners[2] && corners[1] !== corners[3]
}

const FIELD_KEYS: Readonly<Record<string, Judge>> = {
  V: always('form-filling'),
  AP: always('form-filling'),
  AS: always('form-filling'),
  MK: always('form-filling'),
  I: always('form-filling'),
  TI: always('form-filling'),
  RV: always('form-filling'),
  M: always('form-filling'),
  Type: always('form-filling'),
  // Hidden fields may show once signed, and a signed field is often made read-only.
  F: always('form-filling'),
  Ff: (_, before, after) => (onlyReadOnlyDiffers(before, after) ? 'form-filling' : 'suspicious'),
  // How the text of a field looks is part of filling it in.
  DA: always('form-filling'),
}

const onlyReadOnlyDiffers = (before: PdfValue, after: PdfValue): boolean =>
  (Number(before ?? 0) | 1) === (Number(after ?? 0) | 1)

/** Judges a field or widget that was there when the file was signed. */
export function judgeField(explaining: Explaining, before: PdfDict, after: PdfDict): ChangeKind {
  const { signed, file, filled } = explaining
  if (!isFillable(signed, before)) return 'suspicious'
  const kind = judgeKeys(explaining, before, after, FIELD_KEYS)
  if (kind === 'none') return kind
  filled.push(fullName(file, after))
  // Showing what was not shown is for signatures: a hidden text field made visible is new content.
  const isSignature = nameOf(inherit(signed, before, 'FT')) === 'Sig'
  return !isSignature && !sameValue(before.map.get('F'), after.map.get('F')) ? 'suspicious' : kind
}

function fullName(document: PdfDocument, dict: PdfDict): string {
  const names: string[] = []
  let at: PdfDict | undefined = dict
  for (let depth = 0; at && depth < 32; depth += 1) {
    const partial = document.resolve(at.map.get('T'))
    if (partial !== null && typeof partial === 'object' && 'bytes' in partial) {
      names.unshift(Buffer.from(partial.bytes).toString('latin1'))
    }
    at = dictOf(document.resolve(at.map.get('Parent')))
  }
  return names.join('.')
}

const PAGE_KEYS: Readonly<Record<string, Judge>> = {
  Annots: judgeAnnotations,
  // Adobe sets the order of structure when it adds the first field; any other order is a change of its own.
  Tabs: (_, before, after) => (before === null && nameOf(after) === 'S' ? 'form-filling' : 'annotation'),
  LastModified: always('extension'),
}

/** Judges a page: what is drawn on it is fixed, only the list of annotations may grow. */
export const judgePage = (explaining: Explaining, before: PdfDict, after: PdfDict): ChangeKind =>
  judgeKeys(explaining, before, after, PAGE_KEYS)

/** Judges a page's list of annotations: widgets of new fields are theirs, others are notes. */
export function judgeAnnotations(explaining: Explaining, before: PdfValue, after: PdfValue): ChangeKind {
  const { signed, file } = explaining
  const [old, now] = [signed.resolve(before), file.resolve(after)]
  if ((old !== null && !isArray(old)) || (now !== null && !isArray(now))) return 'suspicious'
  const [kept, listed] = [isArray(old) ? old : [], isArray(now) ? now : []]
  const gone = kept.filter((one) => !listed.some((other) => sameValue(one, other)))
  const added = listed.filter((one) => !kept.some((other) => sameValue(one, other)))
  const removal = gone.map((one): ChangeKind => (isWidget(signed, one) ? 'suspicious' : 'annotation'))
  return [...removal, ...added.map((one) => judgeNewAnnotation(explaining, one))].reduce(graver, 'extension')
}

const isWidget = (document: PdfDocument, value: PdfValue): boolean =>
  nameOf(document.resolve(dictOf(document.resolve(value))?.map.get('Subtype'))) === 'Widget'

function judgeNewAnnotation(explaining: Explaining, value: PdfValue): ChangeKind {
  const { file, newFields } = explaining
  if (!isWidget(file, value)) return 'annotation'
  const dict = dictOf(file.resolve(value))!
  const parent = dict.map.get('Parent')
  const own = isRef(value) && newFields.has(value.num) ? value : parent
  return own !== undefined && isRef(own) ? judgeNewField(explaining, own) : 'suspicious'
}

/** Judges an annotation that is no widget and was there when the file was signed. */
export const judgeNote = (before: PdfDict, after: PdfDict): ChangeKind =>
  sameValue(before.map.get('Subtype'), after.map.get('Subtype')) ? 'annotation' : 'suspicious'

const STRUCTURE_KEYS: Readonly<Record<string, Judge>> = {
  K: judgeStructureKids,
  ParentTree: judgeParentTree,
  ParentTreeNextKey: always('form-filling'),
}

/** Judges the structure tree's root or one of its elements: signature fields may be added to it at the end. */
export function judgeStructure(explaining: Explaining, before: PdfValue, after: PdfValue): ChangeKind {
  const [old, now] = [dictOf(explaining.signed.resolve(before)), dictOf(explaining.file.resolve(after))]
  return old && now ? judgeKeys(explaining, old, now, STRUCTURE_KEYS) : 'suspicious'
}

function judgeStructureKids({ signed, file }: Explaining, before: PdfValue, after: PdfValue): ChangeKind {
  const list = (value: PdfValue): readonly PdfValue[] =>
    isArray(value) ? value : value === null ? [] : [value]
  const [old, now] = [
    list(isRef(before) ? unwrapList(signed, before) : before),
    list(isRef(after) ? unwrapList(file, after) : after),
  ]
  return old.every((kid, i) => sameValue(kid, now[i])) ? 'form-filling' : 'suspicious'
}

/** A reference to a list is the list; one to a single element stays a reference. */
const unwrapList = (document: PdfDocument, ref: PdfValue): PdfValue => {
  const target = document.resolve(ref)
  return isArray(target) ? target : ref
}

/** The parent tree keeps what it said of marked content; a tree that grew branches is not followed. */
export function judgeParentTree({ signed, file }: Explaining, before: PdfValue, after: PdfValue): ChangeKind {
  const numbers = (document: PdfDocument, value: PdfValue) => {
    const nums = document.resolve(dictOf(document.resolve(value))?.map.get('Nums'))
    return isArray(nums) ? nums : undefined
  }
  const [old, now] = [numbers(signed, before), numbers(file, after)]
  if (!old || !now) return 'suspicious'
  const kept = old.every((key, i) => {
    if (i % 2 === 1) return true
    const at = now.findIndex((other, j) => j % 2 === 0 && other === key)
    return at >= 0 && continues(signed.resolve(old[i + 1]), file.resolve(now[at + 1]))
  })
  return kept ? 'form-filling' : 'suspicious'
}

/** The same, or the same list with more at its end. */
const continues = (before: PdfValue, after: PdfValue): boolean =>
  sameValue(before, after) ||
  (isArray(before) && isArray(after) && before.every((item, i) => sameValue(item, after[i])))
