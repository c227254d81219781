import { decode } from 'cborg'
import { readStatus, unpackStatusList } from '../../../packages/qr-proof/src/status-list.ts'
import { compare, listFiles, readText, type Case, type Source } from '../source.ts'

const FOLDER = 'corpus/ietf-token-status-list'
const SIZE = 2 ** 20

type Section = {
  readonly bits: number
  readonly file: string
  readonly set: ReadonlyMap<number, number>
  /** The section breaks off before it names its list: only the entries it got to can be asked about. */
  readonly partial: boolean
}

/** The vector section names, list by list, which entries are set to what, and the file with the list. */
function readSections(): Section[] {
  const parts = readText(FOLDER, 'test-vectors-section.md').split(/^## /m).slice(1)
  return parts.flatMap((part) => {
    const bits = Number(/^(\d)-bit/.exec(part)?.[1])
    const files = [...part.matchAll(/include (examples\/\S+\.md)/g)].map(([, name]) => name!)
    const set = [...part.matchAll(/status\[(\d+)\]\s*=\s*0b([01]+)/g)]
    const map = new Map(set.map(([, index, value]): [number, number] => [Number(index), parseInt(value!, 2)]))
    const partial = files.length === 0
    const named = partial
      ? ['json', 'cbor'].map((form) => `examples/status_list_encoding${bits}_${form}.md`)
      : files
    return bits ? named.map((file) => ({ bits, file, set: map, partial })) : []
  })
}

type Example = { readonly bits: number; readonly lst: string; readonly octets: string | undefined }

/** An example as JSON or as the hexadecimal of CBOR, folded to the width of an RFC; the short ones name their octets. */
function readExample(file: string): Example {
  const text = readText(FOLDER, file)
  const octets = /byte_array = \[([^\]]*)\]/.exec(text)?.[1]?.replaceAll(/0x|[\s,]/g, '')
  const body = text.replace(/^byte_array[\s\S]*?encoded:/, '').replaceAll(/\s/g, '')
  if (body.startsWith('{')) return { ...(JSON.parse(body) as { bits: number; lst: string }), octets }
  const map = decode(Buffer.from(body, 'hex')) as { bits: number; lst: Uint8Array }
  return { bits: map.bits, lst: Buffer.from(map.lst).toString('base64url'), octets }
}

async function judgeSection({ bits, file, set, partial }: Section): Promise<Case> {
  const { bits: told, bytes } = await unpackStatusList(readExample(file))
  const list = { url: '', bits: told, bytes, issuedAt: 0, expiresAt: 0, ttl: 0 }
  let wrong = told === bits && (bytes.length * 8) / bits === SIZE ? 0 : 1
  const asked = partial ? set.keys() : Array(SIZE).keys()
  for (const index of asked) if (readStatus(list, index) !== (set.get(index) ?? 0)) wrong += 1
  return {
    id: `${file}, ${partial ? set.size : SIZE} entries`,
    expected: `${set.size} set`,
    found: wrong === 0 ? `${set.size} set` : `${wrong} entries differ`,
    agrees: wrong === 0 && set.size > 0,
  }
}

async function judgeShort(file: string): Promise<Case> {
  const example = readExample(file)
  const { bytes } = await unpackStatusList(example)
  return compare(file, String(example.octets), Buffer.from(bytes).toString('hex'))
}

/** Diagnostics and tokens show what the lists show; the token is signed by a key that is not in the folder. */
async function judge() {
  const sections = readSections()
  const used = new Set(sections.map(({ file }) => file))
  const others = listFiles(FOLDER, '.md').filter((file) => file.startsWith('examples/') && !used.has(file))
  const short = others.filter((file) => readText(FOLDER, file).startsWith('byte_array'))
  const cases = await Promise.all([...sections.map(judgeSection), ...short.map(judgeShort)])
  return { cases, silent: others.filter((file) => !short.includes(file)) }
}

export const statusLists: Source = { name: 'Token Status List', folders: [FOLDER], judge }
