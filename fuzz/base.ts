import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCertificate, type SuppliedEvidence, type VerifyOptions } from '@khoso/pades'
import { findObject, openPdf, type PdfFile } from '@khoso/pades/sign'

export const BASES = join(import.meta.dirname, 'bases')

/** What `bases.json` keeps of a good file: all that is needed to judge it as accepted, for ever. */
export interface KeptBase {
  readonly name: string
  readonly helpers: readonly string[]
  readonly evidence: readonly { readonly kind: 'ocsp' | 'crl'; readonly der: string }[]
}

export interface KeptBases {
  readonly at: number
  readonly anchor: string
  readonly bases: readonly KeptBase[]
}

/** What one signature of a good file covers: all up to `end` but for its gap. */
export interface Covered {
  /** The name of its field. */
  readonly field: string
  readonly gapStart: number
  readonly gapEnd: number
  readonly end: number
}

/** A good file, taken apart by means that are not the judge's where what must not change is concerned. */
export interface Base {
  readonly name: string
  readonly bytes: Buffer
  readonly options: VerifyOptions
  /** In the order of their ends. */
  readonly covered: readonly Covered[]
  /** The newest state of each object, as written between `obj` and `endobj`. */
  readonly objects: ReadonlyMap<number, Buffer>
  readonly root: number
  readonly size: number
  readonly startXref: number
  readonly style: 'table' | 'stream'
}

const RANGE = /\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g

/** Who is signed for by the value in that gap: the field that refers to the object the gap stands in. */
function findField(objects: ReadonlyMap<number, Buffer>, gapStart: string): string {
  const bodies = [...objects].map(([num, body]) => [num, body.toString('latin1')] as const)
  const [value] = bodies.find(([, body]) => body.includes(`/ByteRange [0 ${gapStart} `))!
  const [, field] = bodies.find(([, body]) => new RegExp(`/V ${value} 0 R`).test(body))!
  const octets = Buffer.from(/\/T\s*<([0-9A-Fa-f]+)>/.exec(field)![1]!, 'hex')
  return octets[0] === 0xfe
    ? Buffer.from(octets.subarray(2)).swap16().toString('utf16le')
    : octets.toString('latin1')
}

function findCovered(bytes: Buffer, objects: ReadonlyMap<number, Buffer>): Covered[] {
  return [...bytes.toString('latin1').matchAll(RANGE)]
    .map(([, start, second, length]) => ({
      field: findField(objects, start!),
      gapStart: Number(start),
      gapEnd: Number(second),
      end: Number(second) + Number(length),
    }))
    .toSorted((a, b) => a.end - b.end)
}

/** An object as written, a stream with what is in it. */
export function bodyOf(file: PdfFile, number: number): Buffer | undefined {
  const head = findObject(file, number)
  const value = file.document.get(number)
  if (!head || value === null || typeof value !== 'object' || !('kind' in value) || value.kind !== 'stream')
    return head && Buffer.from(head)
  const content = value.source.subarray(value.start, value.end)
  return Buffer.concat([head, Buffer.from('\nstream\n'), content, Buffer.from('\nendstream')])
}

function takeApart(bytes: Buffer): Omit<Base, 'name' | 'options' | 'bytes' | 'covered'> {
  const file = openPdf(bytes)
  const size = Number(file.trailer.get('Size')?.toString('latin1'))
  const objects = new Map<number, Buffer>()
  for (let number = 1; number < size; number += 1) {
    const body = bodyOf(file, number)
    if (body) objects.set(number, body)
  }
  const root = Number(/^\d+/.exec(file.trailer.get('Root')!.toString('latin1'))![0])
  return { objects, root, size, startXref: file.startXref, style: file.style }
}

/** The good files, in their order. */
export function loadBases(): Base[] {
  const { at, anchor, bases } = JSON.parse(readFileSync(join(BASES, 'bases.json'), 'utf8')) as KeptBases
  const anchors = [parseCertificate(Buffer.from(anchor, 'base64'))]
  return bases.map(({ name, helpers, evidence }) => {
    const bytes = readFileSync(join(BASES, `${name}.pdf`))
    const given = evidence.map(({ kind, der }): SuppliedEvidence => ({
      kind,
      der: Buffer.from(der, 'base64'),
      obtainedAt: at,
    }))
    const intermediates = helpers.map((der) => parseCertificate(Buffer.from(der, 'base64')))
    const options: VerifyOptions = { at, anchors, intermediates, evidence: given }
    const parts = takeApart(bytes)
    return { name, bytes, options, covered: findCovered(bytes, parts.objects), ...parts }
  })
}
