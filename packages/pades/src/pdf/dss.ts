import { isTooMuch } from './budget.ts'
import type { PdfDocument } from './document.ts'
import { dictOf, isArray, PdfError, type PdfDict, type PdfValue } from './values.ts'

/** The validation data a document carries (EN 319 142-1 5.4.2): DER octets, undecoded. */
export type DocumentSecurityStore = {
  readonly present: boolean
  readonly certificates: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
  readonly ocsps: readonly Uint8Array[]
}

const MAX_ITEMS = 2000

/**
 * Reads the DSS of one state of a file. The lists of all VRI entries are put with the general ones: which
 * signature an item was collected for binds nobody, and each must prove itself anyway.
 */
export function readDss(document: PdfDocument): DocumentSecurityStore {
  const dss = dictOf(document.resolve(document.root.map.get('DSS')))
  if (!dss) return { present: false, certificates: [], crls: [], ocsps: [] }
  const vri = dictOf(document.resolve(dss.map.get('VRI')))
  const entries = [...(vri?.map.values() ?? [])].flatMap((entry) => dictOf(document.resolve(entry)) ?? [])
  const gather = (general: string, own: string): Uint8Array[] => {
    const lists = [listOf(document, dss, general), ...entries.map((entry) => listOf(document, entry, own))]
    return distinct(lists.flat()).flatMap((item) => readItem(document, item))
  }
  return {
    present: true,
    certificates: gather('Certs', 'Cert'),
    crls: gather('CRLs', 'CRL'),
    ocsps: gather('OCSPs', 'OCSP'),
  }
}

function listOf(document: PdfDocument, dict: PdfDict, key: string): readonly PdfValue[] {
  const list = document.resolve(dict.map.get(key))
  return isArray(list) ? list.slice(0, MAX_ITEMS) : []
}

function distinct(items: readonly PdfValue[]): PdfValue[] {
  const seen = new Set<number>()
  return items.filter((item) => {
    const num =
      typeof item === 'object' && item !== null && 'kind' in item && item.kind === 'ref'
        ? item.num
        : undefined
    if (num === undefined) return true
    return !seen.has(num) && seen.add(num) !== undefined
  })
}

/** An item that cannot be decoded is left out; a signature that needed it will lack its evidence. */
function readItem(document: PdfDocument, item: PdfValue): Uint8Array[] {
  try {
    return [document.decode(item)]
  } catch (error) {
    if (error instanceof PdfError && !isTooMuch(error)) return []
    throw error
  }
}
