import { listSignatures } from '../pdf/signature-fields.ts'
import { dictOf, isString } from '../pdf/values.ts'
import { listLater } from './compare.ts'
import type { Explaining, Found } from './explain.ts'

/**
 * Signatures that were added after the signed revision and that no field holds any more: whoever takes one out
 * leaves the file looking as if that person or agency had never signed.
 */
export function findRemovedSignatures({ signed, file }: Explaining): readonly Found[] {
  const held = new Set(listSignatures(file).map(({ dict }) => dict))
  const seen = new Set<number>()
  return (listLater(signed, file) ?? []).flatMap(({ entries }) =>
    [...entries].flatMap(([num, entry]): Found[] => {
      if (entry.kind !== 'offset' || entry.offset < signed.bytes.length || seen.has(entry.offset)) return []
      seen.add(entry.offset)
      const dict = dictOf(file.locateAt(entry.offset)?.value)
      const isValue = dict !== undefined && dict.map.has('ByteRange') && isString(dict.map.get('Contents'))
      return isValue && !held.has(dict) ? [{ code: 'change.signature_removed', object: num }] : []
    }),
  )
}
