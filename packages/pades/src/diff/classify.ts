import type { PdfDocument } from '../pdf/document.ts'
import { listPages } from '../pdf/pages.ts'
import type { SignatureValue } from '../pdf/signature-fields.ts'
import { dictOf, isArray, isDict, isRef, nameOf, type PdfDict, type PdfValue } from '../pdf/values.ts'
import { judgeAnnotations, judgeNote } from './annotations.ts'
import { judgePageNode, judgeRoot } from './catalog.ts'
import { graver, isGraver, KIND_OF, type Change, type ChangeCode, type ChangeKind } from './change.ts'
import { findReadingFault, listChanged, sameValue } from './compare.ts'
import { says, startExplaining, type Explaining, type Found, type Judge, type Owner } from './explain.ts'
import { judgeField } from './field.ts'
import { judgeFieldList, judgeForm, judgeResources } from './form.ts'
import { readPermissions } from './locks.ts'
import { judgePage } from './page.ts'
import { placeChanges } from './place.ts'
import { findRemovedSignatures } from './removed.ts'
import { findReach, type Reach } from './reach.ts'
import { judgeParentTree, judgeStructure } from './structure.ts'

export type Changes = {
  readonly kind: ChangeKind
  readonly list: readonly Change[]
  /** A change that DocMDP, FieldMDP or a lock of the signature forbids. */
  readonly lockBroken: boolean
  /** The signature itself allows notes to be added. */
  readonly notesAllowed: boolean
  /** The signature itself allows forms to be filled in. */
  readonly fillingAllowed: boolean
}

export const NO_CHANGES: Changes = {
  kind: 'none',
  list: [],
  lockBroken: false,
  notesAllowed: false,
  fillingAllowed: false,
}

/** What cannot be compared, and why: everything may have changed. */
export const cannotCompare = (code: ChangeCode, object?: number): Changes => ({
  ...NO_CHANGES,
  kind: KIND_OF[code],
  list: [
    {
      kind: KIND_OF[code],
      code,
      field: null,
      page: null,
      rect: null,
      covers: false,
      object: object ?? null,
      revision: null,
    },
  ],
})

/**
 * Classifies what lies between a signed revision and the file. A whitelist: each changed object must be
 * explained by one of the few things that may be done to a signed file, or the change is suspicious.
 */
export function classifyChanges(signed: PdfDocument, file: PdfDocument, signature: SignatureValue): Changes {
  const permissions = readPermissions(signed, signature)
  const allowed = {
    notesAllowed: permissions.most === 'annotation',
    fillingAllowed: permissions.stated && permissions.most !== 'extension',
  }
  const fault = findReadingFault(signed, file)
  if (fault) return { ...cannotCompare(fault.code, fault.object), ...allowed }
  const explaining = startExplaining(signed, file)
  const list = placeChanges(explaining, [
    ...judgeTrailer(explaining),
    ...judgeRoot(explaining),
    ...findRemovedSignatures(explaining),
    ...explainAll(explaining, listChanged(signed, file)),
  ])
  const kind = list.map((change) => change.kind).reduce<ChangeKind>(graver, 'none')
  // Only a level the signer set can be broken; the one we assume for all others is a matter of decision.
  const lockBroken = permissions.stated && isGraver(kind, permissions.most)
  return { kind, list, lockBroken: lockBroken || explaining.filled.some(permissions.locks), ...allowed }
}

/** Encryption must not appear, and the catalog must stay one object or be judged as the new one. */
function judgeTrailer({ signed, file }: Explaining): readonly Found[] {
  const same = sameValue(signed.trailer.map.get('Encrypt'), file.trailer.map.get('Encrypt'))
  return same ? [] : [{ code: 'change.encryption' }]
}

/** What each changed object is to the document, found out from the signed revision alone. */
function explainAll(explaining: Explaining, changed: readonly number[]): readonly Found[] {
  if (changed.length === 0) return []
  const { signed, file } = explaining
  const places = findPlaces(signed)
  let reach: Reach | undefined
  return changed.flatMap((num) => {
    const [before, after, owner] = [signed.get(num), file.get(num), { object: num }]
    const place = places.get(num) ?? placeByType(explaining, before, after)
    if (place) return place(explaining, before, after, owner)
    reach ??= findReach(signed)
    // What the signed revision nowhere leads to cannot be seen through it; what is new and linked was judged there.
    const role = reach.fixed.get(num) ?? reach.form.get(num)
    return role ? [{ ...owner, page: role.page, code: role.code }] : []
  })
}

/** Objects whose role is told by who refers to them rather than by what they say of themselves. */
function findPlaces(signed: PdfDocument): Map<number, Judge> {
  const places = new Map<number, Judge>()
  const put = (value: PdfValue | undefined, place: Judge) => {
    if (isRef(value) && !places.has(value.num)) places.set(value.num, place)
  }
  put(signed.trailer.map.get('Root'), () => [])
  put(signed.trailer.map.get('Info'), says('change.metadata'))
  put(signed.root.map.get('Metadata'), says('change.metadata'))
  put(signed.root.map.get('Extensions'), says('change.version'))
  put(signed.root.map.get('AcroForm'), judgeForm)
  const form = dictOf(signed.resolve(signed.root.map.get('AcroForm')))
  put(form?.map.get('Fields'), judgeFieldList)
  put(form?.map.get('DR'), judgeResources)
  const structure = dictOf(signed.resolve(signed.root.map.get('StructTreeRoot')))
  put(signed.root.map.get('StructTreeRoot'), judgeStructure)
  put(structure?.map.get('ParentTree'), judgeParentTree)
  for (const { dict, num } of listPages(signed)) {
    put(dict.map.get('Annots'), judgeAnnotations)
    if (num !== undefined) put({ kind: 'ref', num, gen: 0 }, judgePage)
  }
  return places
}

type DictJudge = (explaining: Explaining, before: PdfDict, after: PdfDict, owner: Owner) => readonly Found[]

/** Fields, widgets and notes say themselves what they are. */
function placeByType({ signed }: Explaining, before: PdfValue, after: PdfValue): Judge | undefined {
  if (!isDict(before) || !isDict(after)) return undefined
  const by =
    (judge: DictJudge): Judge =>
    (explaining, _, __, owner) =>
      judge(explaining, before, after, owner)
  const subtype = nameOf(signed.resolve(before.map.get('Subtype')))
  if (before.map.has('FT') || subtype === 'Widget') return by(judgeField)
  const type = nameOf(before.map.get('Type'))
  if (type === 'Pages') return by(judgePageNode)
  // An element of the structure tree: a type of structure and a parent (ISO 32000-2 table 355).
  const isElement = nameOf(before.map.get('S')) !== undefined && isRef(before.map.get('P'))
  if (isElement && before.map.has('K')) return judgeStructure
  const isNote = type === 'Annot' || (subtype !== undefined && isArray(before.map.get('Rect')))
  return isNote ? by(judgeNote) : undefined
}
