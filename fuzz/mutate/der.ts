/** DER taken apart, spoilt and put together again: lengths come out right unless they are what is spoilt. */
import type { Random } from '../random.ts'

type Node = { readonly head: Buffer; readonly inner: Node[] | Buffer }

/** The element at an offset, read without any check but that it lies inside; undefined when it does not. */
function readNode(der: Buffer, at: number, depth: number): { node: Node; end: number } | undefined {
  const [tag, first] = [der[at], der[at + 1]]
  if (tag === undefined || first === undefined || first === 0x80 || first > 0x84) return undefined
  const many = first > 0x80 ? first - 0x80 : 0
  if (at + 2 + many > der.length) return undefined
  const length = many > 0 ? der.readUIntBE(at + 2, many) : first
  const start = at + 2 + many
  const end = start + length
  if (end > der.length) return undefined
  const content = der.subarray(start, end)
  const inner = (tag & 0x20) !== 0 && depth < 40 ? readNodes(content, depth + 1) : undefined
  return { node: { head: Buffer.from([tag]), inner: inner ?? Buffer.from(content) }, end }
}

function readNodes(der: Buffer, depth: number): Node[] | undefined {
  const nodes: Node[] = []
  let at = 0
  while (at < der.length) {
    const read = readNode(der, at, depth)
    if (!read) return undefined
    nodes.push(read.node)
    at = read.end
  }
  return nodes
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const hex = length.toString(16)
  const octets = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return Buffer.concat([Buffer.from([0x80 + octets.length]), octets])
}

function write({ head, inner }: Node): Buffer {
  const content = Array.isArray(inner) ? Buffer.concat(inner.map(write)) : inner
  // A head of more than the tag has its own, untrue, length with it.
  return head.length > 1
    ? Buffer.concat([head, content])
    : Buffer.concat([head, lengthOf(content.length), content])
}

type Place = { readonly list: Node[]; readonly index: number }

function listPlaces(nodes: Node[]): Place[] {
  return nodes.flatMap((node, index) => [
    { list: nodes, index },
    ...(Array.isArray(node.inner) ? listPlaces(node.inner) : []),
  ])
}

const contentOf = ({ inner }: Node): Buffer =>
  Array.isArray(inner) ? Buffer.concat(inner.map(write)) : Buffer.from(inner)

/** A copy that holds no part of the tree: an element may end up inside itself. */
const copyOf = (place: Place): Node => ({ head: at(place).head, inner: contentOf(at(place)) })

type Spoil = (place: Place, places: readonly Place[], random: Random) => void

const put = ({ list, index }: Place, ...nodes: Node[]) => void list.splice(index, 1, ...nodes)
const at = ({ list, index }: Place): Node => list[index]!

const LENGTHS = [
  '80',
  '8100',
  '820000',
  '84ffffffff',
  '847fffffff',
  '88ffffffffffffffff',
  '85ff00000000',
  'ff',
  '00',
  '7f',
]

const SPOILS: readonly Spoil[] = [
  (place, _, random) => {
    const content = contentOf(at(place))
    if (content.length > 0) content[random.below(content.length)]! ^= 1 << random.below(8)
    put(place, { head: at(place).head, inner: content })
  },
  (place, _, random) => put(place, { head: Buffer.from([random.below(256)]), inner: at(place).inner }),
  (place, _, random) =>
    put(place, {
      head: Buffer.concat([at(place).head, Buffer.from(random.pick(LENGTHS), 'hex')]),
      inner: at(place).inner,
    }),
  (place) => put(place),
  (place) => put(place, copyOf(place), copyOf(place)),
  (place, places, random) => put(place, copyOf(random.pick(places))),
  (place, places, random) => put(place, at(place), copyOf(random.pick(places))),
  (place, _, random) => put(place, { head: at(place).head, inner: random.octets(random.below(40)) }),
  (place) => put(place, { head: at(place).head, inner: Buffer.alloc(0) }),
  (place, _, random) =>
    put(place, { head: at(place).head, inner: Buffer.alloc(1 + random.below(3_000), random.below(256)) }),
  (place, _, random) => {
    let node = at(place)
    for (let left = random.below(60); left > 0; left -= 1) node = { head: Buffer.from([0x30]), inner: [node] }
    put(place, node)
  },
  (place, _, random) => put(place, ...Array<Node>(2 + random.below(30)).fill(copyOf(place))),
  // Indefinite, with and without its end.
  (place, _, random) =>
    put(place, {
      head: Buffer.concat([at(place).head, Buffer.from([0x80])]),
      inner: Buffer.concat([contentOf(at(place)), Buffer.alloc(random.below(3))]),
    }),
]

/** Some elements of the DER spoilt; what is no DER has octets changed. */
export function spoilDer(der: Buffer, random: Random): Buffer {
  const nodes = readNodes(der, 0)
  if (!nodes || random.once(20)) {
    const spoilt = Buffer.from(der)
    for (let left = 1 + random.below(4); left > 0; left -= 1)
      spoilt[random.below(spoilt.length)] = random.below(256)
    return random.once(8) ? spoilt.subarray(0, random.below(spoilt.length)) : spoilt
  }
  for (let left = 1 + random.below(random.once(2) ? 4 : 1); left > 0; left -= 1) {
    const places = listPlaces(nodes)
    if (places.length > 0) random.pick(SPOILS)(random.pick(places), places, random)
  }
  return Buffer.concat(nodes.map(write)).subarray(0, 200_000)
}
