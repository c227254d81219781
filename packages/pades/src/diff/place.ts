import type { PdfDocument } from '../pdf/document.ts'
import { listPages } from '../pdf/pages.ts'
import { dictOf, isArray, isRef, nameOf, type PdfDict } from '../pdf/values.ts'
import { shownBox, union, type Box } from './box.ts'
import { KIND_OF, type Change, type ChangeCode } from './change.ts'
import { startCovering, type Covers } from './cover.ts'
import { indexWidgets, type Widget } from './shown-by.ts'
import { fullName, type Explaining, type Found } from './explain.ts'

/** Says of each thing found where a person can see it; what is told twice is told once. */
export function placeChanges(explaining: Explaining, found: readonly Found[]): Change[] {
  const placing = startPlacing(explaining)
  const changes = found.flatMap((one) => {
    const spots = listSpots(placing, one)
    return spots.length > 0 ? spots.map((spot) => place(placing, one, spot)) : [place(placing, one)]
  })
  const distinct = new Map(changes.map((change) => [keyOf(change), change]))
  return [...distinct.values()].toSorted(byPlace)
}

type Placing = Explaining & {
  readonly covers: Covers
  /** The page, from 1, of each page object, of its content and of each annotation on it. */
  readonly pagesBefore: () => ReadonlyMap<number, number>
  readonly pagesAfter: () => ReadonlyMap<number, number>
  readonly widgets: () => ReadonlyMap<number, readonly Widget[]>
}

const startPlacing = (explaining: Explaining): Placing => ({
  ...explaining,
  covers: startCovering(explaining.signed),
  pagesBefore: lazy(() => indexPages(explaining.signed)),
  pagesAfter: lazy(() => indexPages(explaining.file)),
  widgets: lazy(() => indexWidgets(explaining.signed)),
})

/** An object that shows a change on a page. */
type Spot = Partial<Widget> & { readonly dict: PdfDict }

/** The object itself; or the places where a field shows, or something drawn there. */
function listSpots({ signed, file, widgets }: Placing, { object, code, gone }: Found): readonly Spot[] {
  if (object === undefined) return []
  const own = listWidgets(gone ? signed : file, object, 0)
  const placed = KIND_OF[code] === 'suspicious' || own.some(({ dict }) => dict.map.has('Rect'))
  return placed ? own : (widgets().get(object) ?? own)
}

function listWidgets(document: PdfDocument, num: number, depth: number): Spot[] {
  const dict = dictOf(document.get(num))
  if (!dict) return []
  const kids = document.resolve(dict.map.get('Kids'))
  if (!isArray(kids) || !isField(document, dict) || dict.map.has('Rect') || depth > 8) return [{ num, dict }]
  const below = kids.flatMap((kid) => (isRef(kid) ? listWidgets(document, kid.num, depth + 1) : []))
  return below.length > 0 ? below : [{ num, dict }]
}

function place(placing: Placing, found: Found, spot?: Spot): Change {
  const { object, gone = false } = found
  const document = gone ? placing.signed : placing.file
  const pages = gone ? placing.pagesBefore : placing.pagesAfter
  const page = spot?.page ?? found.page ?? (spot?.num === undefined ? undefined : pages().get(spot.num))
  const at = spot && page !== undefined ? { page, object: spot.num } : undefined
  const covers = at !== undefined && canCover(found) && placing.covers(document, spot!.dict, at)
  const code = uncovers(placing, found, covers, at) ? 'change.cover_removed' : found.code
  return {
    kind: KIND_OF[code],
    code,
    field: spot && isField(document, spot.dict) ? fullName(document, spot.dict) : null,
    page: page ?? null,
    rect: (spot && whereShown(placing, found, spot)) ?? null,
    covers: covers || code === 'change.cover_removed',
    object: object ?? null,
    revision: object === undefined ? null : findRevision(placing.file, object),
  }
}

/** Where it shows; of what was moved, where it showed before too. */
function whereShown({ signed, file }: Placing, { gone, code }: Found, { dict, num }: Spot): Box | undefined {
  const now = shownBox(gone ? signed : file, dict)
  const was = code === 'change.note_changed' && num !== undefined ? dictOf(signed.get(num)) : undefined
  const before = was && shownBox(signed, was)
  return now && before ? union(now, before) : (now ?? before)
}

const OVERLAYS: ReadonlySet<ChangeCode> = new Set([
  'change.signature_added',
  'change.field_filled',
  'change.field_overwritten',
  'change.note_added',
  'change.note_changed',
  'change.note_removed',
])

const canCover = ({ code }: Found): boolean => OVERLAYS.has(code)

/** Whether something that lay over what was signed was taken or moved away, so that it shows now. */
function uncovers(
  { signed, covers }: Placing,
  { code, redrawn }: Found,
  now: boolean,
  at: Parameters<Covers>[2] | undefined,
): boolean {
  if (code === 'change.note_removed') return now
  const before =
    code === 'change.note_changed' && redrawn && at?.object !== undefined
      ? dictOf(signed.get(at.object))
      : undefined
  return before !== undefined && covers(signed, before, at!)
}

const keyOf = ({ code, object, page, field, rect }: Change): string =>
  [code, object, page, field, rect?.join(',')].join(' ')

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

function findRevision({ sections }: PdfDocument, object: number): number | null {
  const at = sections.findIndex(({ entries, hidden }) => entries.has(object) || hidden?.entries.has(object))
  return at < 0 ? null : sections.length - at
}
