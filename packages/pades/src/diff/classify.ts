import type { PdfDocument } from '../pdf/document.ts'
import { listPages } from '../pdf/pages.ts'
import type { SignatureValue } from '../pdf/signature-fields.ts'
import { dictOf, isArray, isDict, isRef, nameOf, type PdfValue } from '../pdf/values.ts'
import { graver, isGraver, type ChangeKind } from './change.ts'
import { listChanged, namesAllObjects, sameValue } from './compare.ts'
import {
  judgeAnnotations,
  judgeField,
  judgeFieldList,
  judgeForm,
  judgeNote,
  judgePage,
  judgeParentTree,
  judgeResources,
  judgeRoot,
  judgeStructure,
  startExplaining,
  type Explaining,
} from './explain.ts'
import { readPermissions } from './locks.ts'
import { findReach, type Reach } from './reach.ts'

export type Changes = {
  readonly kind: ChangeKind
  /** A change that DocMDP, FieldMDP or a lock of the signature forbids. */
  readonly lockBroken: boolean
  /** The signature itself allows notes to be added. */
  readonly notesAllowed: boolean
}

/**
 * Classifies what lies between a signed revision and the file. A whitelist: each changed object must be
 * explained by one of the few things that may be done to a signed file, or the change is suspicious.
 */
export function classifyChanges(signed: PdfDocument, file: PdfDocument, signature: SignatureValue): Changes {
  const permissions = readPermissions(signed, signature)
  const notesAllowed = permissions.most === 'annotation'
  const changed = listChanged(signed, file)
  if (!changed || !namesAllObjects(signed, file))
    return { kind: 'suspicious', lockBroken: false, notesAllowed }
  const explaining = startExplaining(signed, file)
  const kinds = [judgeTrailer(explaining), judgeRoot(explaining), ...explainAll(explaining, changed)]
  const kind = kinds.reduce(graver, 'none')
  // Only a level the signer set can be broken; the one we assume for all others is a matter of decision.
  const lockBroken = permissions.stated && isGraver(kind, permissions.most)
  return { kind, lockBroken: lockBroken || explaining.filled.some(permissions.locks), notesAllowed }
}

/** Encryption must not appear, and the catalog must stay one object or be judged as the new one. */
function judgeTrailer({ signed, file }: Explaining): ChangeKind {
  return sameValue(signed.trailer.map.get('Encrypt'), file.trailer.map.get('Encrypt')) ? 'none' : 'suspicious'
}

/** What each changed object is to the document, found out from the signed revision alone. */
function explainAll(explaining: Explaining, changed: readonly number[]): ChangeKind[] {
  const { signed, file } = explaining
  const places = findPlaces(signed)
  let reach: Reach | undefined
  return changed.map((num) => {
    const [before, after] = [signed.get(num), file.get(num)]
    const known = places.get(num)?.(explaining, before, after) ?? explainByType(explaining, before, after)
    if (known) return known
    reach ??= findReach(signed)
    // What the signed revision nowhere leads to cannot be seen through it; what is new and linked was judged there.
    if (reach.fixed.has(num)) return 'suspicious'
    return reach.form.has(num) ? 'form-filling' : 'none'
  })
}

type Place = (explaining: Explaining, before: PdfValue, after: PdfValue) => ChangeKind

/** Objects whose role is told by who refers to them rather than by what they say of themselves. */
function findPlaces(signed: PdfDocument): Map<number, Place> {
  const places = new Map<number, Place>()
  const put = (value: PdfValue | undefined, place: Place) => {
    if (isRef(value) && !places.has(value.num)) places.set(value.num, place)
  }
  put(signed.trailer.map.get('Root'), () => 'none')
  put(signed.trailer.map.get('Info'), () => 'extension')
  put(signed.root.map.get('Metadata'), () => 'extension')
  put(signed.root.map.get('Extensions'), () => 'extension')
  put(signed.root.map.get('AcroForm'), judgeForm)
  const form = dictOf(signed.resolve(signed.root.map.get('AcroForm')))
  put(form?.map.get('Fields'), judgeFieldList)
  put(form?.map.get('DR'), judgeResources)
  const structure = dictOf(signed.resolve(signed.root.map.get('StructTreeRoot')))
  put(signed.root.map.get('StructTreeRoot'), judgeStructure)
  put(structure?.map.get('ParentTree'), judgeParentTree)
  for (const { dict, num } of listPages(signed)) {
    put(dict.map.get('Annots'), judgeAnnotations)
    if (num !== undefined) put({ kind: 'ref', num, gen: 0 }, judgePageObject)
  }
  return places
}

const judgePageObject: Place = (explaining, before, after) =>
  isDict(before) && isDict(after) ? judgePage(explaining, before, after) : 'suspicious'

/** Fields, widgets and notes say themselves what they are. */
function explainByType(explaining: Explaining, before: PdfValue, after: PdfValue): ChangeKind | undefined {
  if (!isDict(before) || !isDict(after)) return undefined
  const subtype = nameOf(explaining.signed.resolve(before.map.get('Subtype')))
  if (before.map.has('FT') || subtype === 'Widget') return judgeField(explaining, before, after)
  // An element of the structure tree: a type of structure and a parent (ISO 32000-2 table 355).
  if (nameOf(before.map.get('S')) !== undefined && isRef(before.map.get('P')) && before.map.has('K')) {
    return judgeStructure(explaining, before, after)
  }
  const isNote =
    nameOf(before.map.get('Type')) === 'Annot' || (subtype !== undefined && isArray(before.map.get('Rect')))
  return isNote ? judgeNote(before, after) : undefined
}
