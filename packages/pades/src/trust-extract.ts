import { ATTRIBUTE, isNamedBy, parseSignedData, type SignedData } from './cms/signed-data.ts'
import { raw } from './der/read.ts'
import { looksLikePdf, openPdf } from './pdf/document.ts'
import { readDss } from './pdf/dss.ts'
import { listSignatures } from './pdf/signature-fields.ts'
import { isSignedBy, tryParseCertificate, type Certificate } from './x509/certificate.ts'

/** Where in a file a certificate lay: a signature's CMS, a time-stamp, or the validation data (DSS). */
export type FoundIn = 'cms' | 'time-stamp' | 'dss'

export type CarriedCertificate = {
  readonly certificate: Certificate
  readonly foundIn: readonly FoundIn[]
}

/** A chain as a file carries it, the end of it first named by nobody but itself. */
export type CarriedChain = {
  readonly role: 'signer' | 'timeStamp'
  /** The signature field it was found in. */
  readonly field: string
  /** Signer or time-stamp unit first, then as far up as the file's certificates reach. */
  readonly certificates: readonly CarriedCertificate[]
  /** The issuer nobody in the file shows, when the chain does not end in a self-signed certificate. */
  readonly missing: Certificate['issuer'] | undefined
}

export type CarriedTrust = {
  readonly chains: readonly CarriedChain[]
  /** Every certificate in the file, in chains or not. */
  readonly certificates: readonly CarriedCertificate[]
}

type Bag = Map<string, { readonly certificate: Certificate; readonly foundIn: Set<FoundIn> }>
type Leaf = { readonly role: CarriedChain['role']; readonly field: string; readonly certificate: Certificate }

/**
 * The certificates and chains a signed PDF carries, for a person to compare with what authorities publish. It
 * judges nothing and trusts nothing: whoever made the file chose them. Undefined when the file is no PDF that can
 * be read.
 */
export function extractTrust(bytes: Uint8Array): CarriedTrust | undefined {
  if (!looksLikePdf(bytes)) return undefined
  try {
    const bag: Bag = new Map()
    const document = openPdf(bytes)
    if (document.encrypted) return undefined
    const leaves = listSignatures(document).flatMap((value) =>
      value.contents ? readContents(value.contents.bytes, value.field.name, bag) : [],
    )
    for (const der of readDss(document).certificates) add(bag, tryParseCertificate(der), 'dss')
    return {
      chains: leaves.map((leaf) => climb(leaf, bag)),
      certificates: [...bag.values()].map((one) => show(one)),
    }
  } catch {
    return undefined
  }
}

function add(bag: Bag, certificate: Certificate | undefined, foundIn: FoundIn): void {
  if (!certificate) return
  const known = bag.get(certificate.id)
  if (known) known.foundIn.add(foundIn)
  else bag.set(certificate.id, { certificate, foundIn: new Set([foundIn]) })
}

function readContents(contents: Uint8Array, field: string, bag: Bag): Leaf[] {
  const data = tryParse(contents)
  if (!data) return []
  const isToken = data.contentType === '1.2.840.113549.1.9.16.1.4'
  const own = readSigners(data, { field, role: isToken ? 'timeStamp' : 'signer' }, bag)
  const types = [ATTRIBUTE.signatureTimeStamp, ATTRIBUTE.contentTimeStamp]
  const tokens = data.signers.flatMap(({ signed, unsigned }) => {
    for (const node of unsigned.get(ATTRIBUTE.certificateValues) ?? [])
      add(bag, tryParseCertificate(raw(node)), 'cms')
    return types.flatMap((type) => [...(signed.get(type) ?? []), ...(unsigned.get(type) ?? [])])
  })
  const stamps = tokens.flatMap((node) => {
    const token = tryParse(raw(node))
    return token ? readSigners(token, { field, role: 'timeStamp' }, bag) : []
  })
  return [...own, ...stamps]
}

function tryParse(bytes: Uint8Array): SignedData | undefined {
  try {
    return parseSignedData(bytes)
  } catch {
    return undefined
  }
}

function readSigners(data: SignedData, told: Pick<Leaf, 'field' | 'role'>, bag: Bag): Leaf[] {
  for (const one of data.certificates) add(bag, one, told.role === 'timeStamp' ? 'time-stamp' : 'cms')
  return data.signers.flatMap(({ id }) => {
    const certificate =
      data.certificates.find((one) => isNamedBy(id, one)) ??
      [...bag.values()].find((one) => isNamedBy(id, one.certificate))?.certificate
    return certificate ? [{ ...told, certificate }] : []
  })
}

const MOST_LINKS = 12

function climb({ role, field, certificate }: Leaf, bag: Bag): CarriedChain {
  const path = [certificate]
  for (let top = certificate; !top.selfIssued && path.length < MOST_LINKS;) {
    const issuer = [...bag.values()].find(
      (one) =>
        one.certificate.subject.key === top.issuer.key &&
        !path.includes(one.certificate) &&
        isSignedBy(top, one.certificate),
    )?.certificate
    if (!issuer) break
    path.push(issuer)
    top = issuer
  }
  const top = path.at(-1)!
  return {
    role,
    field,
    certificates: path.map((one) => show(bag.get(one.id)!)),
    missing: top.selfIssued ? undefined : top.issuer,
  }
}

const show = ({ certificate, foundIn }: { certificate: Certificate; foundIn: Set<FoundIn> }) => ({
  certificate,
  foundIn: [...foundIn],
})
