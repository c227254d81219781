import type { DigestName } from '../issue/algorithm.ts'
import type { Appearance } from './appearance.ts'
import { addObject, editCatalogue, editPart, referenceTo, startDraft, type Draft } from './draft.ts'
import { appendRevision } from './pdf-revision.ts'
import { openToAdd, requirePermission, requireUnsigned } from './permissions.ts'
import { requireSeedValues } from './seed-values.ts'
import { RANGE_ROOM, signatureDictionary, type DictionaryOrder } from './signature-dictionary.ts'
import { choosePlace, findLock, placeSignature } from './signature-field.ts'
import { SigningError } from './signing-error.ts'

export interface PrepareOrder extends DictionaryOrder {
  /**
   * Full name of a field: one prepared and unsigned is filled in, a new name makes a new field. Left out, the
   * first free of `Signature1`, `Signature2`…
   */
  readonly field?: string | undefined
  /** Left out, the signature is invisible. */
  readonly appearance?: Appearance | undefined
  /** What will be digested with, for fields that demand a certain digest. */
  readonly digest?: DigestName | undefined
}

export interface PreparedSignature {
  /** The whole file with zeros where the CMS will stand. */
  readonly bytes: Buffer
  readonly byteRange: readonly [number, number, number, number]
  readonly field: string
}

/**
 * Adds a signature with room for its CMS as one new revision. Nothing an earlier signature covers is rewritten:
 * the changed objects are the catalogue or form (one field more) and one page (one widget more), or the field
 * that somebody prepared. Refuses what earlier signatures forbid.
 */
export function prepareSignature(input: Uint8Array, order: PrepareOrder): PreparedSignature {
  const file = openToAdd(input)
  const stamp = order.subFilter === 'ETSI.RFC3161'
  const place = choosePlace(file, order.field, stamp ? 'TimeStamp' : 'Signature')
  if (!stamp) requirePermission(file, place.name)
  if (order.certify) requireUnsigned(file)
  if (place.kind === 'prepared') requireSeedValues(file.document, place.field.dict, order)

  const draft = startDraft(file)
  const lock = order.lock ?? findLock(file, place)
  const signature = addObject(draft, signatureDictionary({ ...order, lock }, file.trailer.get('Root')!))
  placeSignature(draft, place, { ...order, signature })
  if (order.certify) certify(draft, signature)
  return seal(draft, signature, place.name)
}

/** The catalogue says which signature certified the document (ISO 32000-2 12.8.6). */
const certify = (draft: Draft, signature: number): void =>
  editCatalogue(draft, (root) =>
    editPart(draft, root, 'Perms', (permissions) => {
      permissions.set('DocMDP', referenceTo(draft, signature))
      return true
    }),
  )

/** Writes the revision and the true byte range: everything but /Contents with its angle brackets. */
function seal(draft: Draft, signature: number, field: string): PreparedSignature {
  const { bytes, bodyStarts } = appendRevision(draft.file, draft.changes)
  const body = bodyStarts.get(signature) ?? 0
  const rangeAt = bytes.indexOf('/ByteRange', body)
  const start = bytes.indexOf('/Contents <', body) + '/Contents '.length
  const end = bytes.indexOf('>', start) + 1
  const byteRange = [0, start, end, bytes.length - end] as const
  bytes.write(`/ByteRange [${byteRange.join(' ')}]`.padEnd(RANGE_ROOM.length), rangeAt, 'latin1')
  return { bytes, byteRange, field }
}

/** The octets the signature covers, in order. */
export function listCovered({ bytes, byteRange }: PreparedSignature): Buffer[] {
  const [first, firstLength, second, secondLength] = byteRange
  return [bytes.subarray(first, first + firstLength), bytes.subarray(second, second + secondLength)]
}

/** The file with the CMS in its place; the rest of the room stays zero. */
export function embedSignature({ bytes, byteRange }: PreparedSignature, cms: Uint8Array): Buffer {
  const start = byteRange[1] + 1
  const room = (byteRange[2] - 1 - start) / 2
  if (cms.length > room) {
    throw new SigningError('sign.placeholder_too_small', `${cms.length} octets do not fit into ${room}`)
  }
  const signed = Buffer.from(bytes)
  signed.write(Buffer.from(cms).toString('hex'), start, 'latin1')
  return signed
}
