import { findDictionary, numberOf, resolve, type PdfFile } from './pdf-file.ts'
import { findReference, readArray, type Dictionary } from './pdf-syntax.ts'
import { SigningError } from './signing-error.ts'

export interface Page {
  /** Object number. */
  readonly number: number
  readonly dictionary: Dictionary
}

const MAX_PAGES = 100_000

/** The page at `index`, counted from 0, or from the end when negative (-1 is the last). */
export function getPage(file: PdfFile, index: number): Page {
  const root = findDictionary(file, file.trailer.get('Root'))
  const pages: Page[] = []
  collect(file, root?.get('Pages'), pages, new Set())
  const page = pages.at(index)
  if (!page) throw new SigningError('sign.page_missing', `no page ${index} among ${pages.length}`)
  return page
}

function collect(file: PdfFile, node: Buffer | undefined, pages: Page[], seen: Set<number>): void {
  const number = findReference(node)
  const dictionary = findDictionary(file, node)
  if (number === undefined || !dictionary || seen.has(number) || pages.length > MAX_PAGES) {
    throw new SigningError('sign.pdf_unreadable', 'the page tree is broken')
  }
  seen.add(number)
  const kids = resolve(file, dictionary.get('Kids'))
  if (!kids) pages.push({ number, dictionary })
  else for (const kid of readArray(kids)) collect(file, kid, pages, seen)
}

/** What changes to documents an earlier certification allows (DocMDP's P), undefined when nobody certified. */
export function findCertificationLevel(file: PdfFile): number | undefined {
  const root = findDictionary(file, file.trailer.get('Root'))
  const permissions = findDictionary(file, root?.get('Perms'))
  const signature = findDictionary(file, permissions?.get('DocMDP'))
  if (!signature) return undefined
  const references = resolve(file, signature.get('Reference'))
  for (const reference of references ? readArray(references) : []) {
    const entry = findDictionary(file, reference)
    if (entry?.get('TransformMethod')?.toString() !== '/DocMDP') continue
    return numberOf(findDictionary(file, entry.get('TransformParams'))?.get('P')) ?? 2
  }
  return 2
}
