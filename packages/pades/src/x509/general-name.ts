import { children, content, hex, inner, raw, type Der } from '../der/read.ts'
import { oidContent } from '../der/values.ts'
import { asBuffer } from '../der/read.ts'
import { readName, type Name } from './name.ts'

/** A GeneralName (RFC 5280 4.2.1.6); kinds we do not compare are kept by their octets. */
export type GeneralName =
  | { readonly kind: 'email' | 'dns' | 'uri' | 'registeredId'; readonly value: string }
  | { readonly kind: 'directory'; readonly name: Name }
  | { readonly kind: 'ip'; readonly octets: Uint8Array }
  | { readonly kind: 'other'; readonly value: string }

const ascii = (node: Der): string => asBuffer(content(node)).toString('latin1')

const READERS: Readonly<Record<number, (node: Der) => GeneralName>> = {
  1: (node) => ({ kind: 'email', value: ascii(node) }),
  2: (node) => ({ kind: 'dns', value: ascii(node) }),
  4: (node) => ({ kind: 'directory', name: readName(inner(node)) }),
  6: (node) => ({ kind: 'uri', value: ascii(node) }),
  7: (node) => ({ kind: 'ip', octets: content(node) }),
  8: (node) => ({ kind: 'registeredId', value: oidContent(node) }),
}

export const readGeneralName = (node: Der): GeneralName =>
  (READERS[node.tag & 0x1f] ?? ((other: Der): GeneralName => ({ kind: 'other', value: hex(raw(other)) })))(
    node,
  )

/** Reads GeneralNames, whatever the (implicit) tag around them. */
export const readGeneralNames = (node: Der): GeneralName[] => children(node).map(readGeneralName)

/** The web addresses among names, for fetching revocation data and issuers. */
export const listUris = (names: readonly GeneralName[]): string[] =>
  names.flatMap((name) => (name.kind === 'uri' ? [name.value] : []))
