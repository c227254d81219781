import { createHash } from 'node:crypto'
import { certificateParts, makeCertificateId, makeOcspRequest, serialOf } from '@khoso/pades/issue'
import {
  addValidationData,
  appendRevision,
  findObject,
  getPage,
  minimalPdf,
  nextObjectNumber,
  openPdf,
  signPdf,
} from '@khoso/pades/sign'
import { answerOcsp, makeList, timeStamperAt } from '../../demo/authority/index.ts'
import { drawResult } from '../../demo/documents/index.ts'
import { SIGNED_AT, type BenchWorld } from './authority.ts'
import type { Profile } from './profiles.ts'

export interface MadeEvidence {
  readonly kind: 'ocsp' | 'crl'
  readonly der: Uint8Array
}

export interface MadeFile {
  readonly bytes: Uint8Array
  /** What a repository would be given beside the file; empty where the file carries it. */
  readonly evidence: readonly MadeEvidence[]
}

/** File number `n` of a profile: its own words, its own signature, time-stamp and revocation answers. */
export async function makeFile(profile: Profile, n: number, world: BenchWorld): Promise<MadeFile> {
  const at = new Date(SIGNED_AT.getTime() + n * 1_000)
  const holder = world.agencies[n % world.agencies.length]!
  const page = profile.page === 'text' ? textPage(n) : await scannedResult(n)
  const signed = await signPdf(page, {
    signer: holder.signer,
    claimedTime: at,
    timeStamp: timeStamperAt(world.authority, at),
    appearance: { kind: 'seal', box: { x: 300, y: 120, width: 90, height: 90 } },
  })
  const evidence = askFor([holder.certificate, world.authority.tsa.certificate], at, world)
  if (profile.level === 'B-T') return { bytes: signed, evidence }
  const of = (kind: MadeEvidence['kind']) => evidence.flatMap((one) => (one.kind === kind ? [one.der] : []))
  const certificates = [holder.certificate, ...holder.held.chain]
  return {
    bytes: addValidationData(signed, { certificates, ocsps: of('ocsp'), crls: of('crl') }),
    evidence: [],
  }
}

/** An OCSP answer for each certificate under the issuing authority, and the root's list for that authority. */
function askFor(certificates: readonly Uint8Array[], at: Date, { authority }: BenchWorld): MadeEvidence[] {
  const { issuing } = authority
  const issuer = { name: certificateParts(issuing.certificate).subject, key: issuing.key }
  const answers = certificates.map((certificate) => {
    const request = makeOcspRequest(makeCertificateId(issuer, serialOf(certificate)))
    return { kind: 'ocsp' as const, der: answerOcsp(authority, request, at) }
  })
  return [...answers, { kind: 'crl', der: makeList(authority, 'root', at) }]
}

const numberOf = (n: number): string => `${n + 1}/2026/GP-DN`

/** A permit in ASCII text: few objects, one font that nobody embeds. */
function textPage(n: number): Buffer {
  const clause = (line: number) => createHash('sha256').update(`${n}.${line}`).digest('hex')
  const lines = Array.from({ length: 136 }, (_, line) => `Dieu ${line + 1}. ${numberOf(n)} ${clause(line)}`)
  return minimalPdf({ lines })
}

/** A result as the city draws them, with a scanned page behind it. */
async function scannedResult(n: number): Promise<Buffer> {
  const { bytes } = await drawResult({
    agencyName: 'Sở Y tế',
    parentName: 'Ủy ban nhân dân thành phố Đà Nẵng',
    number: numberOf(n),
    title: 'Giấy chứng nhận',
    subtitle: 'Cơ sở đủ điều kiện an toàn thực phẩm',
    place: 'Đà Nẵng',
    date: '2026-11-02',
    fields: [['Chủ cơ sở', `Nguyễn Thị Ngọc Hường (${n})`]],
    signerTitle: 'Giám đốc',
    signerName: 'Trần Thị Ánh',
  })
  return addScan(bytes, n)
}

const [WIDTH, HEIGHT] = [384, 643]

/** One page more, of grey dots that no two files share. */
function addScan(pdf: Buffer, n: number): Buffer {
  const file = openPdf(pdf)
  const parent = Number(/\d+/.exec(getPage(file, 0).dictionary.get('Parent')!.toString('latin1'))![0])
  const [image, content, page] = [0, 1, 2].map((i) => nextObjectNumber(file) + i)
  const tree = findObject(file, parent)!.toString('latin1')
  const head = `/Type/XObject/Subtype/Image/Width ${WIDTH}/Height ${HEIGHT}/ColorSpace/DeviceGray/BitsPerComponent 8`
  const resources = `/Resources<</XObject<</Im0 ${image} 0 R>>>>`
  const changes: [number, Buffer][] = [
    [image!, stream(head, dots(n))],
    [content!, stream('', Buffer.from('q 595 0 0 842 0 0 cm /Im0 Do Q'))],
    [
      page!,
      Buffer.from(
        `<</Type/Page/Parent ${parent} 0 R/MediaBox[0 0 595 842]${resources}/Contents ${content} 0 R>>`,
      ),
    ],
    [
      parent,
      Buffer.from(
        tree.replace(/(\/Kids\s*\[[^\]]*)\]/, `$1 ${page} 0 R]`).replace(/\/Count\s+1/, '/Count 2'),
      ),
    ],
  ]
  return appendRevision(file, new Map(changes)).bytes
}

/** Noise compresses no better than a scan that is compressed already. */
function dots(n: number): Buffer {
  const parts = Array.from({ length: Math.ceil((WIDTH * HEIGHT) / 64) }, (_, i) =>
    createHash('sha512').update(`${n} ${i}`).digest(),
  )
  return Buffer.concat(parts).subarray(0, WIDTH * HEIGHT)
}

const stream = (entries: string, body: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(`<<${entries}/Length ${body.length}>>\nstream\n`),
    body,
    Buffer.from('\nendstream'),
  ])
