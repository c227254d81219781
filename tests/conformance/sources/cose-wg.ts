import { decode } from 'cborg'
import { findValidPath, makePool } from '../../../packages/pades/src/path/build.ts'
import { parseCertificateFile } from '../../../packages/pades/src/x509/certificate.ts'
import { asSigned, isForeignIntact, isSignerIntact, keyOf, openForeign } from '../cose.ts'
import { compare, listFiles, readJson, readShared, type Case, type Source } from '../source.ts'

const FOLDER = 'corpus/cose-wg'

type Key = Readonly<Record<string, string | undefined>>
type Signer = { readonly key: Key; readonly external?: string }
type Vector = {
  readonly fail?: boolean
  readonly input: {
    readonly sign0?: Signer
    readonly sign?: { readonly signers: readonly Signer[]; readonly external?: string }
  }
  readonly output: { readonly cbor: string }
}

const KEY_TYPES: Readonly<Record<string, string>> = { EC: 'EC', EC2: 'EC', OKP: 'OKP', RSA: 'RSA' }

/** The vectors write a member in base64url, or under `_hex` in hexadecimal. */
function jwkOf(key: Key): JsonWebKey {
  const member = (name: string) =>
    key[name] ?? (key[`${name}_hex`] && Buffer.from(key[`${name}_hex`]!, 'hex').toString('base64url'))
  const names = key['kty'] === 'RSA' ? ['n', 'e'] : key['kty'] === 'OKP' ? ['x'] : ['x', 'y']
  const members = names.map((name) => [name, member(name)])
  return {
    kty: KEY_TYPES[key['kty']!]!,
    ...(key['crv'] && { crv: key['crv'] }),
    ...Object.fromEntries(members),
  }
}

const bytes = (hex = ''): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, 'hex'))

function acceptsSign1({ key, external }: Signer, cbor: Uint8Array): boolean {
  const sign1 = openForeign(cbor)
  return sign1 !== undefined && isForeignIntact(sign1, keyOf(jwkOf(key)), bytes(external))
}

const TAG_SIGN = [0xd8, 0x62]

/** A COSE_Sign with several signers; ours has one, so only the primitives and the structure are ours here. */
function acceptsSign({ signers, external }: NonNullable<Vector['input']['sign']>, cbor: Uint8Array): boolean {
  const tagged = TAG_SIGN.every((byte, i) => cbor[i] === byte)
  if (!tagged && cbor[0]! >> 5 === 6) return false
  const parts: unknown = decode(tagged ? cbor.subarray(2) : cbor, { useMaps: true })
  if (!Array.isArray(parts) || parts.length !== 4) return false
  const [protectedBytes, , payload, list] = parts as [Uint8Array, unknown, Uint8Array, unknown[][]]
  const body = { protectedBytes: asSigned(protectedBytes), payload: Uint8Array.from(payload) }
  return list.every((one, i) => {
    const [header, unprotected, signature] = one as [Uint8Array, Map<unknown, unknown>, Uint8Array]
    const signer = {
      protectedBytes: asSigned(header),
      unprotected,
      payload: body.payload,
      signature: Uint8Array.from(signature),
    }
    const own = signers[i]!
    return isSignerIntact(signer, body, keyOf(jwkOf(own.key)), bytes(own.external ?? external))
  })
}

function accepts({ input, output }: Vector): boolean {
  const cbor = bytes(output.cbor)
  try {
    return input.sign0 ? acceptsSign1(input.sign0, cbor) : acceptsSign(input.sign!, cbor)
  } catch {
    return false
  }
}

const word = (accepted: boolean): string => (accepted ? 'accept' : 'reject')

/** The certificate of the examples leads to its root. */
function judgeChain(): Case {
  const [alice, root] = ['alice.der', 'ca.der'].map(
    (name) => parseCertificateFile(readShared(FOLDER, 'x509-examples', name))[0]!,
  )
  const found = findValidPath(alice!, makePool([root!], []), { at: alice!.notBefore + 86_400_000 })
  return compare('x509-examples/alice.der', 'accept', word(found.ok), true)
}

/** Vectors of encryption and authentication codes have nothing signed in them. */
function judge() {
  const [cases, silent]: [Case[], string[]] = [[judgeChain()], []]
  for (const file of listFiles(FOLDER, '.json')) {
    const vector = readJson<Vector>(FOLDER, file)
    if (!vector.input.sign0 && !vector.input.sign) silent.push(file)
    else cases.push(compare(file, word(!vector.fail), word(accepts(vector))))
  }
  return { cases, silent }
}

export const coseWg: Source = { name: 'COSE working group', folders: [FOLDER], judge }
