import { element, ia5String, oid, printableString, sequence, utf8String } from '../der/write.ts'

const ATTRIBUTES = {
  country: ['2.5.4.6', printableString],
  locality: ['2.5.4.7', utf8String],
  organization: ['2.5.4.10', utf8String],
  organizationalUnit: ['2.5.4.11', utf8String],
  title: ['2.5.4.12', utf8String],
  commonName: ['2.5.4.3', utf8String],
  serialNumber: ['2.5.4.5', printableString],
  /** UID: where Vietnamese authorities put `MST:`, `MNS:` and `CCCD:` numbers. */
  userId: ['0.9.2342.19200300.100.1.1', utf8String],
  email: ['1.2.840.113549.1.9.1', ia5String],
} as const

/** A distinguished name, most general attribute first; an attribute may come twice (UID does). */
export type Name = readonly (readonly [attribute: keyof typeof ATTRIBUTES, value: string])[]

/** RDNSequence with one attribute in each RDN; text is composed (NFC) so that equal names are equal bytes. */
export function encodeName(name: Name): Buffer {
  return sequence(
    ...name.map(([attribute, value]) => {
      const [type, string] = ATTRIBUTES[attribute]
      return element(0x31, sequence(oid(type), string(value.normalize('NFC'))))
    }),
  )
}
