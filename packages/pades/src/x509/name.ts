import { asBuffer, children, copyOf, hex, raw, readDer, type Der, TAG, content } from '../der/read.ts'
import { oid, text } from '../der/values.ts'
import { bounded } from '../lru.ts'

/** A distinguished name: its own octets, and keys for comparing by RFC 5280 7.1. */
export type Name = {
  readonly der: Uint8Array
  /** Equal for names that match under case and white-space folding. */
  readonly key: string
  /** One key per RDN, for subtree comparison. */
  readonly rdns: readonly string[]
  readonly attributes: readonly { readonly oid: string; readonly value: string }[]
}

const TEXTS: ReadonlySet<number> = new Set([
  TAG.utf8String,
  TAG.printableString,
  TAG.teletexString,
  TAG.ia5String,
  TAG.bmpString,
  TAG.universalString,
  TAG.visibleString,
  0x12,
])

type Rdn = { readonly key: string; readonly attributes: Name['attributes'] }

/** Reads one RelativeDistinguishedName, whatever the tag around its pairs. */
export function readRdn(node: Der): Rdn {
  const attributes: { oid: string; value: string }[] = []
  const keys = children(node).map((pair) => {
    const [type, value] = children(pair)
    const id = oid(type!)
    const isText = TEXTS.has(value!.tag)
    const shown = isText ? text(value!) : hex(content(value!))
    attributes.push({ oid: id, value: shown })
    return `${id}=${isText ? fold(shown) : `#${hex(raw(value!))}`}`
  })
  return { key: keys.toSorted().join('+'), attributes }
}

// Names are long to fold and come again in every file: those of authorities, of signers and in what names them.
const known = bounded<Name>(4096, 2 ** 20, ({ der }) => der.length)

/** Reads a Name; throws DerError when it is malformed. The same octets give the same object. */
export function readName(node: Der): Name {
  const octets = raw(node)
  const written = asBuffer(octets).toString('latin1')
  return known.get(written) ?? known.set(written, decodeName(readDer(copyOf(octets))))
}

function decodeName(node: Der): Name {
  const rdns = children(node).map(readRdn)
  const keys = rdns.map(({ key }) => key)
  // \u0000 cannot stand in a folded value, so no two different names share a key.
  return {
    der: raw(node),
    key: keys.join('\u0000'),
    rdns: keys,
    attributes: rdns.flatMap(({ attributes }) => attributes),
  }
}

/** Case, compatibility forms and runs of white space are insignificant (RFC 5280 7.1, RFC 4518). */
export const fold = (value: string): string =>
  value.normalize('NFKC').toLowerCase().replaceAll('\u0000', ' ').replaceAll(/\s+/gu, ' ').trim()

const ATTRIBUTES = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  country: '2.5.4.6',
  locality: '2.5.4.7',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  title: '2.5.4.12',
  givenName: '2.5.4.42',
  organizationIdentifier: '2.5.4.97',
  userId: '0.9.2342.19200300.100.1.1',
  email: '1.2.840.113549.1.9.1',
} as const

export type NameAttribute = keyof typeof ATTRIBUTES

/** The last (most specific) value of an attribute, or undefined. */
export const findAttribute = (name: Name, attribute: NameAttribute): string | undefined =>
  name.attributes.findLast(({ oid: id }) => id === ATTRIBUTES[attribute])?.value

export const listAttributes = (name: Name, attribute: NameAttribute): readonly string[] =>
  name.attributes.filter(({ oid: id }) => id === ATTRIBUTES[attribute]).map(({ value }) => value)

/** The name on one line for a report, most specific part first. */
export const showName = (name: Name): string =>
  name.attributes
    .toReversed()
    .map(({ oid: id, value }) => `${SHORT[id] ?? id}=${value}`)
    .join(', ')

const SHORT: Readonly<Record<string, string>> = {
  [ATTRIBUTES.commonName]: 'CN',
  [ATTRIBUTES.country]: 'C',
  [ATTRIBUTES.locality]: 'L',
  [ATTRIBUTES.organization]: 'O',
  [ATTRIBUTES.organizationalUnit]: 'OU',
  [ATTRIBUTES.userId]: 'UID',
  [ATTRIBUTES.email]: 'E',
}
