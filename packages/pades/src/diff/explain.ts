import type { PdfDocument } from '../pdf/document.ts'
import { listFields, type Field } from '../pdf/signature-fields.ts'
import { dictOf, textOf, type PdfDict, type PdfValue } from '../pdf/values.ts'
import type { ChangeCode } from './change.ts'
import { listDifferences } from './compare.ts'

/** What is known while the changes between two states are explained one by one. */
export type Explaining = {
  readonly signed: PdfDocument
  readonly file: PdfDocument
  /** Fields that were filled in, by full name. */
  readonly filled: string[]
  readonly newFields: ReadonlyMap<number, Field>
  /** The full names of the fields there were. */
  readonly oldNames: ReadonlySet<string>
}

export function startExplaining(signed: PdfDocument, file: PdfDocument): Explaining {
  const old = listFields(signed)
  const before = new Set(old.map(({ num }) => num))
  const added = listFields(file).flatMap((field): [number, Field][] =>
    field.num !== undefined && !before.has(field.num) ? [[field.num, field]] : [],
  )
  const oldNames = new Set(old.map(({ name }) => name))
  return { signed, file, filled: [], newFields: new Map(added), oldNames }
}

/** Which object a change is of, for telling a person where to look. */
export type Owner = {
  readonly object?: number | undefined
  readonly page?: number | undefined
  /** It stands in the signed revision only. */
  readonly gone?: boolean
  /** What an annotation shows has changed, and not only what it says of itself. */
  readonly redrawn?: boolean
}

export type Found = Owner & { readonly code: ChangeCode }

/** Finds what lies between a value as it was signed and as it is; an empty list is no change at all. */
export type Judge = (
  explaining: Explaining,
  before: PdfValue,
  after: PdfValue,
  owner: Owner,
) => readonly Found[]

export const says =
  (code: ChangeCode): Judge =>
  (_, __, ___, owner) => [{ ...owner, code }]

/** What a change of each key of a dictionary is; `otherwise` speaks for all keys that are not named. */
export type KeyTable = { readonly keys: Readonly<Record<string, Judge>>; readonly otherwise: Judge }

export const judgeKeys =
  ({ keys, otherwise }: KeyTable) =>
  (
    explaining: Explaining,
    before: PdfDict | undefined,
    after: PdfDict | undefined,
    owner: Owner,
  ): readonly Found[] =>
    listDifferences(before, after).flatMap((key) => {
      const judge = Object.hasOwn(keys, key) ? keys[key]! : otherwise
      return judge(explaining, before?.map.get(key) ?? null, after?.map.get(key) ?? null, owner)
    })

/** The partial names of a field and its parents, joined (ISO 32000-2 12.7.4.2). */
export function fullName(document: PdfDocument, dict: PdfDict): string {
  const names: string[] = []
  let at: PdfDict | undefined = dict
  for (let depth = 0; at && depth < 32; depth += 1) {
    const name = textOf(document.resolve(at.map.get('T')))
    if (name !== undefined) names.unshift(name)
    at = dictOf(document.resolve(at.map.get('Parent')))
  }
  return names.join('.')
}
