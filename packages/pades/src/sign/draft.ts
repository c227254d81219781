import { findObject, generationOf, nextObjectNumber, type PdfFile } from './pdf-file.ts'
import {
  findReference,
  readArray,
  readDictionary,
  writeArray,
  writeDictionary,
  type Dictionary,
} from './pdf-syntax.ts'
import { SigningError } from './signing-error.ts'

/** The objects of a revision being written: new ones, and new states of old ones. */
export interface Draft {
  readonly file: PdfFile
  readonly changes: Map<number, Buffer>
  next: number
}

export const startDraft = (file: PdfFile): Draft => ({
  file,
  changes: new Map(),
  next: nextObjectNumber(file),
})

/** Adds an object under a number no revision has used, and gives that number. */
export function addObject(draft: Draft, body: Buffer): number {
  const number = draft.next
  draft.next += 1
  draft.changes.set(number, body)
  return number
}

/** `12 0 R`, with the generation the object has. */
export const referenceTo = ({ file }: Draft, number: number): Buffer =>
  Buffer.from(`${number} ${generationOf(file, number)} R`)

/** Says whether it changed the dictionary it was given. */
type Edit = (dictionary: Dictionary) => boolean

/** The object as this revision will leave it. */
export const currentObject = ({ file, changes }: Draft, number: number): Buffer | undefined =>
  changes.get(number) ?? findObject(file, number)

/** Edits an indirect dictionary; an object left alone is not written again. */
export function editObject(draft: Draft, number: number, edit: Edit): void {
  const dictionary = readWhole(currentObject(draft, number), number)
  if (edit(dictionary)) draft.changes.set(number, writeDictionary(dictionary))
}

/** Edits the catalogue. */
export function editCatalogue(draft: Draft, edit: Edit): void {
  const number = findReference(draft.file.trailer.get('Root'))
  if (number === undefined) throw new SigningError('sign.pdf_unreadable', 'no catalogue')
  editObject(draft, number, edit)
}

/**
 * Edits the dictionary `key` of `owner` where it stands, making it when there is none. True when the owner
 * itself must be written, because the dictionary is a part of it.
 */
export function editPart(draft: Draft, owner: Dictionary, key: string, edit: Edit): boolean {
  const value = owner.get(key)
  const number = findReference(value)
  if (number !== undefined && currentObject(draft, number)) {
    editObject(draft, number, edit)
    return false
  }
  const dictionary = number === undefined && value ? readWhole(value, key) : new Map<string, Buffer>()
  if (!edit(dictionary)) return false
  owner.set(key, writeDictionary(dictionary))
  return true
}

/** As `editPart`; a dictionary made new becomes an object of its own, so that the owner never changes again. */
export function editApart(draft: Draft, owner: Dictionary, key: string, edit: Edit): boolean {
  if (owner.has(key)) return editPart(draft, owner, key, edit)
  const dictionary: Dictionary = new Map()
  if (!edit(dictionary)) return false
  owner.set(key, referenceTo(draft, addObject(draft, writeDictionary(dictionary))))
  return true
}

/** Puts values at the end of the array `key` of `owner` where it stands; true when the owner must be written. */
export function appendTo(draft: Draft, owner: Dictionary, key: string, added: readonly Buffer[]): boolean {
  if (added.length === 0) return false
  const value = owner.get(key)
  const number = findReference(value)
  const array = number === undefined ? value : currentObject(draft, number)
  const longer = writeArray([...(array ? readArray(array) : []), ...added])
  if (number !== undefined && array) {
    draft.changes.set(number, longer)
    return false
  }
  owner.set(key, longer)
  return true
}

/** Two readers take different values of a key given twice: writing one of them would choose for both. */
function readWhole(body: Buffer | undefined, where: number | string): Dictionary {
  if (!body) throw new SigningError('sign.pdf_unreadable', `object ${where} is gone`)
  const { entries, repeated } = readDictionary(body)
  if (repeated) throw new SigningError('sign.pdf_unreadable', `a key stands twice in object ${where}`)
  return entries
}
