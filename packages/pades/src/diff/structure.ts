import { spend } from '../pdf/budget.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { dictOf, isArray, isRef, type PdfValue } from '../pdf/values.ts'
import { sameValue } from './compare.ts'
import { judgeKeys, says, type Explaining, type Found, type Owner } from './explain.ts'

const told = (kept: boolean, owner: Owner): readonly Found[] => [
  { ...owner, code: kept ? 'change.structure_extended' : 'change.structure' },
]

const judgeElementKeys = judgeKeys({
  keys: {
    K: judgeKids,
    ParentTree: judgeParentTree,
    ParentTreeNextKey: says('change.structure_extended'),
  },
  otherwise: says('change.structure'),
})

/** Judges the structure tree's root or one of its elements: signature fields may be added to it at the end. */
export function judgeStructure(
  explaining: Explaining,
  before: PdfValue,
  after: PdfValue,
  owner: Owner,
): readonly Found[] {
  const [old, now] = [dictOf(explaining.signed.resolve(before)), dictOf(explaining.file.resolve(after))]
  return old && now ? judgeElementKeys(explaining, old, now, owner) : told(false, owner)
}

function judgeKids(
  { signed, file }: Explaining,
  before: PdfValue,
  after: PdfValue,
  owner: Owner,
): readonly Found[] {
  const list = (value: PdfValue): readonly PdfValue[] =>
    isArray(value) ? value : value === null ? [] : [value]
  const [old, now] = [list(unwrapList(signed, before)), list(unwrapList(file, after))]
  return told(
    old.every((kid, i) => sameValue(kid, now[i])),
    owner,
  )
}

/** A reference to a list is the list; one to a single element stays a reference. */
const unwrapList = (document: PdfDocument, value: PdfValue): PdfValue => {
  if (!isRef(value)) return value
  const target = document.resolve(value)
  return isArray(target) ? target : value
}

/** The parent tree keeps what it said of marked content; a tree that grew branches is not followed. */
export function judgeParentTree(
  { signed, file }: Explaining,
  before: PdfValue,
  after: PdfValue,
  owner: Owner,
): readonly Found[] {
  const numbers = (document: PdfDocument, value: PdfValue) => {
    const nums = document.resolve(dictOf(document.resolve(value))?.map.get('Nums'))
    return isArray(nums) ? nums : undefined
  }
  const [old, now] = [numbers(signed, before), numbers(file, after)]
  if (!old || !now) return told(false, owner)
  spend(file.budget, 'work', old.length * now.length)
  const kept = old.every((key, i) => {
    if (i % 2 === 1) return true
    const at = now.findIndex((other, j) => j % 2 === 0 && other === key)
    return at >= 0 && continues(signed.resolve(old[i + 1]), file.resolve(now[at + 1]))
  })
  return told(kept, owner)
}

/** The same, or the same list with more at its end. */
const continues = (before: PdfValue, after: PdfValue): boolean =>
  sameValue(before, after) ||
  (isArray(before) && isArray(after) && before.every((item, i) => sameValue(item, after[i])))
