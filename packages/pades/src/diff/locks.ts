import type { PdfDocument } from '../pdf/document.ts'
import type { SignatureValue } from '../pdf/signature-fields.ts'
import { dictOf, integerOf, isArray, nameOf, textOf, type PdfDict } from '../pdf/values.ts'
import type { ChangeKind } from './change.ts'

/** What a signature allows to happen after it. */
export type Permissions = {
  /** The gravest change it allows. */
  readonly most: ChangeKind
  /** Whether it says so itself. */
  readonly stated: boolean
  readonly locks: (field: string) => boolean
}

/** DocMDP's levels (ISO 32000-2 table 257); archival data may be added even under the first. */
const LEVELS: Readonly<Record<number, ChangeKind>> = { 1: 'extension', 2: 'form-filling', 3: 'annotation' }

/**
 * Reads DocMDP and FieldMDP of a signature and the lock of its field, as they stood in the signed revision.
 * Without any, more signatures and filled forms are allowed, notes are not.
 */
export function readPermissions(signed: PdfDocument, { dict, field }: SignatureValue): Permissions {
  const references = signed.resolve(dict.map.get('Reference'))
  const transforms = (isArray(references) ? references : []).flatMap(
    (one) => dictOf(signed.resolve(one)) ?? [],
  )
  const params = (method: string) =>
    transforms
      .filter(({ map }) => nameOf(signed.resolve(map.get('TransformMethod'))) === method)
      .flatMap(({ map }) => dictOf(signed.resolve(map.get('TransformParams'))) ?? [])
  const lock = dictOf(signed.resolve(field.dict.map.get('Lock')))
  const levels = [
    ...params('DocMDP').map((one) => levelOf(signed, one, 2)),
    ...(lock ? [levelOf(signed, lock)] : []),
  ]
  const fieldLocks = [...params('FieldMDP'), ...(lock ? [lock] : [])].map((one) => lockOf(signed, one))
  const stated = levels.filter((level) => level !== undefined)
  return {
    stated: stated.length > 0,
    most: stated.length > 0 ? LEVELS[Math.min(...stated)]! : 'form-filling',
    locks: (name) => fieldLocks.some((locks) => locks(name)),
  }
}

function levelOf(document: PdfDocument, params: PdfDict, otherwise?: number): number | undefined {
  const level = integerOf(document.resolve(params.map.get('P')))
  return level !== undefined && level in LEVELS ? level : otherwise
}

function lockOf(document: PdfDocument, params: PdfDict): (name: string) => boolean {
  const action = nameOf(document.resolve(params.map.get('Action')))
  const list = document.resolve(params.map.get('Fields'))
  const names = (isArray(list) ? list : []).flatMap((one) => textOf(document.resolve(one)) ?? [])
  // A name stands for its whole branch.
  const named = (name: string) => names.some((one) => name === one || name.startsWith(`${one}.`))
  if (action === 'Include') return named
  if (action === 'Exclude') return (name) => !named(name)
  return () => action === 'All'
}
