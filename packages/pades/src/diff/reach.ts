import type { PdfDocument } from '../pdf/document.ts'
import { listPages } from '../pdf/pages.ts'
import {
  dictOf,
  isArray,
  isName,
  isRef,
  isStream,
  isString,
  nameOf,
  type PdfDict,
  type PdfValue,
} from '../pdf/values.ts'
import type { ChangeCode } from './change.ts'
import { heldContent } from './held.ts'

/** What an object is to the signed document: what its change would be, and the page it is first met on. */
export type Role = { readonly code: ChangeCode; readonly page?: number | undefined }

/** What of a signed revision's objects may never change, and what filling in a form may touch. */
export type Reach = { readonly fixed: ReadonlyMap<number, Role>; readonly form: ReadonlyMap<number, Role> }

const MAX_VISITED = 1_000_000
/** Keys of the catalog whose whole content is validation data or description. */
const SOFT_ROOT_KEYS: ReadonlySet<string> = new Set(['DSS', 'Extensions', 'Metadata'])
const FILLED_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'MK'])

/** What the change of an object is that is met under a key; under any other key it is what its owner's is. */
const ROLES: Readonly<Record<string, ChangeCode>> = {
  Pages: 'change.page_settings',
  Contents: 'change.page_content',
  Resources: 'change.page_resources',
  Font: 'change.font_replaced',
  XObject: 'change.image_replaced',
  Annots: 'change.note_redefined',
  AcroForm: 'change.field_redefined',
  XFA: 'change.other_form',
  V: 'change.signature_removed',
  OCProperties: 'change.layers',
  OC: 'change.layers',
  OpenAction: 'change.script_added',
  AA: 'change.script_added',
  A: 'change.script_added',
  JavaScript: 'change.script_added',
  Names: 'change.names',
  EmbeddedFiles: 'change.attachment',
  EF: 'change.attachment',
  AF: 'change.attachment',
  Outlines: 'change.viewer_settings',
  PageLabels: 'change.viewer_settings',
  Dests: 'change.viewer_settings',
  ViewerPreferences: 'change.viewer_settings',
  StructTreeRoot: 'change.structure',
  Perms: 'change.permissions',
}

type Step = { readonly value: PdfValue | undefined; readonly role: Role }
type Skip = (dict: PdfDict, key: string, role: Role) => boolean

/** Follows every reference of the signed revision, apart from those a form field may replace. */
export function findReach(signed: PdfDocument): Reach {
  const softly: Step[] = []
  const skip: Skip = (dict, key, role) => {
    if (dict === signed.root && SOFT_ROOT_KEYS.has(key)) return true
    if (!FILLED_KEYS.has(key) || !isFillable(signed, dict)) return false
    softly.push({ value: dict.map.get(key)!, role: { ...role, code: codeOfFilling(signed, dict) } })
    return true
  }
  const fixed = new Map<number, Role>()
  // Page by page first, so that a person is told of the page and not of a chain of objects.
  const pages = listPages(signed).map(({ dict }, i) => ({
    value: dict,
    role: { code: 'change.page_settings', page: i + 1 } as const,
  }))
  const rest: Step[] = ['Root', 'ID'].map((key) => ({
    value: signed.trailer.map.get(key),
    role: { code: 'change.catalog' },
  }))
  follow(signed, [...pages, ...rest], fixed, skip)
  const form = new Map<number, Role>()
  follow(signed, softly, form, () => false)
  return { fixed, form }
}

/** What it is to write a value or an appearance of this field anew. */
const codeOfFilling = (signed: PdfDocument, dict: PdfDict): ChangeCode =>
  heldContent(signed, dict) ? 'change.field_overwritten' : 'change.field_filled'

/** Upward references, followed last: they lead away from the page an object belongs to. */
const UPWARDS: ReadonlySet<string> = new Set(['Parent', 'P', 'StructParent', 'Dest', 'D'])

function follow(document: PdfDocument, from: readonly Step[], seen: Map<number, Role>, skip: Skip): void {
  const starts = from.toReversed()
  const late: Step[] = []
  const waiting: Step[] = []
  for (;;) {
    const step = waiting.pop() ?? starts.pop() ?? late.pop()
    if (!step || seen.size >= MAX_VISITED) return
    const { value, role } = step
    if (isRef(value)) {
      if (seen.has(value.num)) continue
      seen.set(value.num, role)
      waiting.push({ value: document.get(value.num), role })
    } else if (isArray(value)) {
      // No spread: an array of a million numbers would overflow the stack.
      for (const item of value) if (leadsOn(item)) waiting.push({ value: item, role })
    } else {
      const dict = isStream(value) ? value.dict : dictOf(value)
      for (const [key, item] of dict?.map ?? []) {
        if (!leadsOn(item) || skip(dict!, key, role)) continue
        const next = { value: item, role: roleUnder(document, dict!, key, role) }
        if (UPWARDS.has(key)) late.push(next)
        else waiting.push(next)
      }
    }
  }
}

/** Numbers, names and texts refer to nothing. */
const leadsOn = (value: PdfValue): boolean =>
  typeof value === 'object' && value !== null && !isName(value) && !isString(value)

function roleUnder(document: PdfDocument, dict: PdfDict, key: string, role: Role): Role {
  if (key === 'AP') {
    const isWidget = nameOf(document.resolve(dict.map.get('Subtype'))) === 'Widget'
    return { ...role, code: isWidget ? 'change.seal_redrawn' : 'change.note_redefined' }
  }
  const code = Object.hasOwn(ROLES, key) ? ROLES[key] : undefined
  return code ? { ...role, code } : role
}

/** A field or its widget, unless it is a signature that already stands. */
export function isFillable(document: PdfDocument, dict: PdfDict): boolean {
  const isField = dict.map.has('FT') || nameOf(document.resolve(dict.map.get('Subtype'))) === 'Widget'
  if (!isField) return false
  const type = inherit(document, dict, 'FT')
  return nameOf(type) !== 'Sig' || inherit(document, dict, 'V') === null
}

/** A value of a field or of the nearest parent that has it. */
export function inherit(document: PdfDocument, dict: PdfDict, key: string): PdfValue {
  let at: PdfDict | undefined = dict
  for (let depth = 0; at && depth < 32; depth += 1) {
    if (at.map.has(key)) return document.resolve(at.map.get(key))
    at = dictOf(document.resolve(at.map.get('Parent')))
  }
  return null
}
