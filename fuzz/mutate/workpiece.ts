import type { Base } from '../base.ts'
import type { Random } from '../random.ts'

/** A good file while a revision for it is thought out: what was written, and what is to be. */
export interface Workpiece {
  readonly base: Base
  readonly random: Random
  readonly changes: ReadonlyMap<number, Buffer>
  readonly numbers: () => number[]
  readonly bodyOf: (num: number) => Buffer
  readonly textOf: (num: number) => string
  readonly set: (num: number, body: string | Buffer) => void
  /** A new object; its number. */
  readonly add: (body: string | Buffer) => number
  /** Whether the object exists and its dictionary is like that. */
  readonly find: (pattern: RegExp) => number[]
}

/** The numbers that a file's signed part leaves free begin here. */
export const firstFree = (base: Base): number => base.size + 10

export function startWorkpiece(base: Base, random: Random, earlier: ReadonlyMap<number, Buffer>): Workpiece {
  const changes = new Map<number, Buffer>()
  let next = Math.max(firstFree(base), ...[...earlier.keys()].map((num) => num + 1)) + 10
  const bodyOf = (num: number) =>
    changes.get(num) ?? earlier.get(num) ?? base.objects.get(num) ?? Buffer.from('null')
  const textOf = (num: number) => bodyOf(num).toString('latin1')
  const numbers = () => [...new Set([...base.objects.keys(), ...earlier.keys(), ...changes.keys()])]
  const set = (num: number, body: string | Buffer) =>
    void changes.set(num, typeof body === 'string' ? Buffer.from(body, 'latin1') : body)
  const add = (body: string | Buffer) => {
    next += 1
    set(next, body)
    return next
  }
  const find = (pattern: RegExp) => numbers().filter((num) => pattern.test(headOf(textOf(num))))
  return { base, random, changes, numbers, bodyOf, textOf, set, add, find }
}

const headOf = (text: string): string => text.split('stream\n', 1)[0]!

/** Puts an entry at the end of an object's dictionary. */
export function putEntry({ textOf, set }: Workpiece, num: number, entry: string): void {
  const text = textOf(num)
  const head = headOf(text)
  const at = head.lastIndexOf('>>')
  if (at >= 0) set(num, `${text.slice(0, at)} ${entry} ${text.slice(at)}`)
}

/** Replaces the first match in an object, or puts the entry when nothing matches. */
export function replaceEntry(piece: Workpiece, num: number, pattern: RegExp, entry: string): void {
  const text = piece.textOf(num)
  if (pattern.test(text))
    piece.set(
      num,
      text.replace(pattern, () => entry),
    )
  else putEntry(piece, num, entry)
}

/** Puts a reference at the end of an array under a key, wherever the array stands. */
export function appendTo(piece: Workpiece, owner: number, key: string, ref: number): void {
  const text = piece.textOf(owner)
  const elsewhere = new RegExp(`/${key}\\s+(\\d+) \\d+ R`).exec(text)
  if (elsewhere) {
    const array = Number(elsewhere[1])
    piece.set(array, piece.textOf(array).replace(/\]\s*$/, ` ${ref} 0 R]`))
  } else
    replaceEntry(
      piece,
      owner,
      new RegExp(`/${key}\\s*\\[([^\\]]*)\\]`),
      `/${key} [${listAt(text, key)} ${ref} 0 R]`,
    )
}

const listAt = (text: string, key: string): string =>
  new RegExp(`/${key}\\s*\\[([^\\]]*)\\]`).exec(text)?.[1] ?? ''

/** The object that holds the interactive form: the catalog itself, or the form's own. */
export function formHolder({ base, textOf }: Workpiece): number {
  const found = /\/AcroForm\s+(\d+) \d+ R/.exec(textOf(base.root))
  return found ? Number(found[1]) : base.root
}
