import { createHash } from 'node:crypto'
import { listSignatures } from '../pdf/signature-fields.ts'
import { isStream, PdfError } from '../pdf/values.ts'
import { sha256Hex } from '../digest.ts'
import {
  addObject,
  appendTo,
  editCatalogue,
  editApart,
  editPart,
  referenceTo,
  startDraft,
  type Draft,
} from './draft.ts'
import { resolve } from './pdf-file.ts'
import { openToAdd } from './permissions.ts'
import { appendRevision } from './pdf-revision.ts'
import { findReference, readArray, type Dictionary } from './pdf-syntax.ts'
import { relatedTo } from './related-data.ts'

/** What a signature is judged with besides itself, each item in DER. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[]
  readonly ocsps: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
}

export interface ValidationDataOrder extends ValidationData {
  /** False leaves the entries by signature out, which EN 319 142-1 5.4.2.3 makes optional. */
  readonly vri?: boolean | undefined
}

/** The same lists under their names in the DSS and in a VRI entry (EN 319 142-1 5.4.2.2, 5.4.2.3). */
const LISTS = [
  { of: 'certificates', general: 'Certs', own: 'Cert' },
  { of: 'ocsps', general: 'OCSPs', own: 'OCSP' },
  { of: 'crls', general: 'CRLs', own: 'CRL' },
] as const satisfies readonly { of: keyof ValidationData; general: string; own: string }[]

/**
 * Adds validation data to a PDF as one new revision (EN 319 142-1 5.4.2): each item once as a stream of the
 * document security store, and named in the VRI entry of every signature it speaks of. What the store holds
 * already stays as it is and is not written again; when nothing is new the same octets come back. Permitted
 * after every certification (ISO 32000-2 12.8.2.2).
 */
export function addValidationData(input: Uint8Array, data: ValidationDataOrder): Buffer {
  const file = openToAdd(input)
  const draft = startDraft(file)
  editCatalogue(draft, (root) => {
    const stored = editApart(draft, root, 'DSS', (store) => fillStore(draft, store, data))
    if (draft.changes.size === 0 && !stored) return false
    return editPart(draft, root, 'Extensions', nameExtension) || stored
  })
  return draft.changes.size === 0 ? file.bytes : appendRevision(file, draft.changes).bytes
}

/** What PDF 1.7 does not know and EN 319 142-1 adds is announced under its author's name (clause 5.6). */
function nameExtension(extensions: Dictionary): boolean {
  if (extensions.has('ESIC')) return false
  extensions.set('ESIC', Buffer.from('<</BaseVersion /1.7 /ExtensionLevel 1>>'))
  return true
}

function fillStore(draft: Draft, store: Dictionary, data: ValidationDataOrder): boolean {
  const places = new Map<string, number>()
  const changed = LISTS.map(({ of, general }) => fillList(draft, store, general, data[of], places))
  if (data.vri === false) return changed.includes(true)
  const named = editPart(draft, store, 'VRI', (entries) => fillEntries(draft, entries, data, places))
  return changed.includes(true) || named
}

/** Puts the items the list lacks at its end, and notes where each item given now stands. */
function fillList(
  draft: Draft,
  store: Dictionary,
  key: string,
  items: readonly Uint8Array[],
  places: Map<string, number>,
): boolean {
  const known = listKnown(draft, store, key)
  const added: Buffer[] = []
  for (const item of items) {
    const id = sha256Hex(item)
    const number = known.get(id)
    if (number === undefined) {
      const place = addObject(draft, streamOf(item))
      added.push(referenceTo(draft, place))
      known.set(id, place)
    }
    places.set(id, known.get(id)!)
  }
  return appendTo(draft, store, key, added)
}

const streamOf = (item: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`<</Length ${item.length}>>\nstream\n`), item, Buffer.from('\nendstream')])

/** The object numbers of a list's items by the SHA-256 of what they hold. */
function listKnown({ file }: Draft, store: Dictionary, key: string): Map<string, number> {
  const { document } = file
  const list = resolve(file, store.get(key))
  const numbers = (list ? readArray(list) : []).flatMap((item) => findReference(item) ?? [])
  return new Map(
    numbers.flatMap((number): [string, number][] => {
      try {
        const stream = document.get(number)
        return isStream(stream) ? [[sha256Hex(document.decode(stream)), number]] : []
      } catch (error) {
        // What cannot be decoded is nobody's evidence: the item is written anew beside it.
        if (error instanceof PdfError) return []
        throw error
      }
    }),
  )
}

/** Names in each signature's entry the items that speak of it and that the entry does not name yet. */
function fillEntries(
  draft: Draft,
  entries: Dictionary,
  data: ValidationData,
  places: ReadonlyMap<string, number>,
): boolean {
  const changed = listSignatures(draft.file.document).map(({ contents }) => {
    if (!contents) return false
    const related = relatedTo(contents.bytes, data)
    if (LISTS.every(({ of }) => related[of].length === 0)) return false
    return editPart(draft, entries, vriKey(contents.bytes), (entry) =>
      LISTS.map(({ of, own }) => {
        const numbers = related[of].map((item) => places.get(sha256Hex(item))!)
        return appendTo(draft, entry, own, missingFrom(draft, entry, own, numbers))
      }).includes(true),
    )
  })
  return changed.includes(true)
}

function missingFrom(draft: Draft, entry: Dictionary, key: string, numbers: readonly number[]): Buffer[] {
  const list = resolve(draft.file, entry.get(key))
  const named = new Set((list ? readArray(list) : []).map(findReference))
  return [...new Set(numbers)].filter((number) => !named.has(number)).map((one) => referenceTo(draft, one))
}

/** A signature's name in the VRI: SHA-1 over the whole of /Contents (ISO 32000-2 table 262), a name and no proof. */
const vriKey = (contents: Uint8Array): string =>
  createHash('sha1').update(contents).digest('hex').toUpperCase()
