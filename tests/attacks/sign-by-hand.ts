/** Signs a file with a signature dictionary of one's own making, which the signing half would not write. */
import {
  embedSignature,
  findObject,
  makeDetachedSignature,
  nextObjectNumber,
  openPdf,
} from '@khoso/pades/sign'
import type { Holder } from '../../demo/authority/index.ts'
import { sharedWorld, SIGNED_AT } from '../signed/world.ts'
import { edited, OBJECT, put, stream } from './edit.ts'

export interface HandOrder {
  readonly holder?: Holder
  readonly field?: string
  /** Certified with this level of DocMDP. */
  readonly level?: 1 | 2 | 3
  /** More signature references beside the certification. */
  readonly references?: string
  /** More for the signature dictionary, and for its field. */
  readonly value?: string
  readonly widget?: string
  readonly rect?: readonly [number, number, number, number]
  /** What its picture draws. */
  readonly draws?: string
}

const ROOM = 4_096
const RANGE = '/ByteRange [0 0000000000 0000000000 0000000000]'

/** Value, picture and field get the next three numbers, in this order. */
export async function signByHand(pdf: Buffer, order: HandOrder = {}): Promise<Buffer> {
  const { holder = sharedWorld().agency, field = 'Signature1', level, rect = [300, 120, 390, 210] } = order
  const opened = openPdf(pdf)
  const [value, picture, widget] = [0, 1, 2].map((i) => nextObjectNumber(opened) + i)
  const certified = level
    ? `/Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</Type /TransformParams /P ${level} /V /1.2>>>> ${order.references ?? ''}]`
    : ''
  const catalog = findObject(opened, OBJECT.catalog)!.toString('latin1')
  const page = findObject(opened, OBJECT.page)!.toString('latin1')
  const add = (list: string) => (was: string) =>
    was.includes(`/${list} [`)
      ? was.replace(new RegExp(`(/${list} \\[[^\\]]*)\\]`), `$1 ${widget} 0 R]`)
      : put(`/${list} [${widget} 0 R]`)(was)
  const withForm = catalog.includes('/AcroForm')
    ? add('Fields')(catalog)
    : put(`/AcroForm <</Fields [${widget} 0 R] /SigFlags 3>>`)(catalog)
  const width = rect[2] - rect[0]
  const height = rect[3] - rect[1]
  const bytes = edited(
    pdf,
    [
      value!,
      `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${RANGE} /Contents <${'0'.repeat(ROOM * 2)}> ${certified} ${order.value ?? ''}>>`,
    ],
    [
      picture!,
      stream(
        order.draws ?? '1 0 0 RG 2 2 80 80 re S',
        `/Type /XObject /Subtype /Form /BBox [0 0 ${width} ${height}] /Resources <</Font <</F1 ${OBJECT.font} 0 R>>>> `,
      ),
    ],
    [
      widget!,
      `<</Type /Annot /Subtype /Widget /FT /Sig /T (${field}) /V ${value} 0 R /P ${OBJECT.page} 0 R /F 132 /Rect [${rect.join(' ')}] /AP <</N ${picture} 0 R>> ${order.widget ?? ''}>>`,
    ],
    [OBJECT.catalog, level ? put(`/Perms <</DocMDP ${value} 0 R>>`)(withForm) : withForm],
    [OBJECT.page, add('Annots')(page)],
  )
  return fill(bytes, pdf.length, holder, field)
}

async function fill(bytes: Buffer, from: number, { signer }: Holder, field: string): Promise<Buffer> {
  const rangeAt = bytes.indexOf(RANGE, from)
  const start = bytes.indexOf('/Contents <', rangeAt) + '/Contents '.length
  const end = bytes.indexOf('>', start) + 1
  const byteRange = [0, start, end, bytes.length - end] as const
  bytes.write(`/ByteRange [${byteRange.join(' ')}]`.padEnd(RANGE.length), rangeAt, 'latin1')
  const prepared = { bytes, byteRange, field }
  return embedSignature(prepared, await makeDetachedSignature(prepared, { signer, claimedTime: SIGNED_AT }))
}
