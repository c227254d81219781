import type { PdfDocument } from '../pdf/document.ts'
import { listPages } from '../pdf/pages.ts'
import { dictOf, isArray, isDict, isRef, nameOf, type PdfDict, type PdfValue } from '../pdf/values.ts'
import { KIND_OF, type Change } from './change.ts'
import { fullName, type Explaining, type Found } from './explain.ts'
import { indexWidgets, type Widget } from './shown-by.ts'

/** Says of each thing found where a person can see it; what is told twice is told once. */
export function placeChanges({ signed, file }: Explaining, found: readonly Found[]): Change[] {
  const [before, after] = [lazy(() => indexPages(signed)), lazy(() => indexPages(file))]
  const widgets = lazy(() => indexWidgets(signed))
  const spread = found.flatMap((one): readonly Shown[] => {
    const { code, object } = one
    // What a field shows in several places, or what is drawn there, is told of each place.
    const own =
      object === undefined ||
      KIND_OF[code] === 'suspicious' ||
      hasPlace(signed.get(object) ?? file.get(object))
    return (
      (own
        ? undefined
        : widgets()
            .get(object)
            ?.map((by) => ({ ...one, by }))) ?? [one]
    )
  })
  const changes = spread.map((one): Change => {
    const { code, object, by, gone = false } = one
    const document = gone ? signed : file
    const dict = by?.dict ?? (object === undefined ? undefined : dictOf(document.get(object)))
    const page =
      by?.page ?? one.page ?? (object === undefined ? undefined : (gone ? before : after)().get(object))
    return {
      kind: KIND_OF[code],
      code,
      field: dict && isField(document, dict) ? fullName(document, dict) : null,
      page: page ?? null,
      rect: (dict && findRect(document, dict)) ?? null,
      object: object ?? null,
      revision: object === undefined ? null : findRevision(file, object),
    }
  })
  const distinct = new Map(changes.map((change) => [keyOf(change), change]))
  return [...distinct.values()].toSorted(byPlace)
}

type Shown = Found & { readonly by?: Widget }

const hasPlace = (value: PdfValue): boolean => isDict(value) && value.map.has('Rect')

const keyOf = ({ code, object, page, field, rect }: Change): string =>
  [code, object, page, field, rect].join(' ')

/** By page, then by object: one order whatever order the changes were found in. */
const byPlace = (a: Change, b: Change): number =>
  (a.page ?? 0) - (b.page ?? 0) ||
  (a.object ?? 0) - (b.object ?? 0) ||
  (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
  (a.rect?.[1] ?? 0) - (b.rect?.[1] ?? 0) ||
  (a.rect?.[0] ?? 0) - (b.rect?.[0] ?? 0)

function lazy<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}

/** The page, from 1, of each page object, of its content and of each annotation on it. */
function indexPages(document: PdfDocument): ReadonlyMap<number, number> {
  const index = new Map<number, number>()
  for (const [i, { num, dict }] of listPages(document).entries()) {
    if (num !== undefined) index.set(num, i + 1)
    for (const key of ['Annots', 'Contents']) {
      const list = document.resolve(dict.map.get(key))
      for (const one of [dict.map.get(key), ...(isArray(list) ? list : [])]) {
        if (isRef(one) && !index.has(one.num)) index.set(one.num, i + 1)
      }
    }
  }
  return index
}

const isField = (document: PdfDocument, dict: PdfDict): boolean =>
  dict.map.has('FT') || nameOf(document.resolve(dict.map.get('Subtype'))) === 'Widget'

/** A rectangle with its lower left corner first, or undefined where none is written. */
function findRect(document: PdfDocument, dict: PdfDict): Change['rect'] | undefined {
  const written = document.resolve(dict.map.get('Rect'))
  if (!isArray(written) || written.length !== 4) return undefined
  const corners = written.map((corner) => document.resolve(corner))
  if (!corners.every((corner) => typeof corner === 'number')) return undefined
  const [a, b, c, d] = corners as [number, number, number, number]
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
}

function findRevision({ sections }: PdfDocument, object: number): number | null {
  const at = sections.findIndex(({ entries, hidden }) => entries.has(object) || hidden?.entries.has(object))
  return at < 0 ? null : sections.length - at
}
