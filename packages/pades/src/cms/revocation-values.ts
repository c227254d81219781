import { children, inner, raw, type Der } from '../der/read.ts'
import { ATTRIBUTE, type SignedData, type SignerInfo } from './signed-data.ts'

export type RawEvidence = { readonly crls: readonly Uint8Array[]; readonly ocsps: readonly Uint8Array[] }

/** Revocation data the signature itself covers: whatever proves the signature proves that this existed. */
export function listSignedRevocation({ signed }: SignerInfo): RawEvidence {
  const found = { crls: [] as Uint8Array[], ocsps: [] as Uint8Array[] }
  for (const node of signed.get(ATTRIBUTE.revocationInfoArchival) ?? []) collect(node, found)
  return found
}

/**
 * Revocation data inside a CMS: Adobe's signed revocationInfoArchival, the revocation-values of CAdES,
 * and the field of SignedData itself.
 */
export function listEmbeddedRevocation(data: SignedData, signer: SignerInfo): RawEvidence {
  const found = { crls: [...data.crls], ocsps: [...data.ocsps] }
  const archival = signer.signed.get(ATTRIBUTE.revocationInfoArchival) ?? []
  const values = signer.unsigned.get(ATTRIBUTE.revocationValues) ?? []
  for (const node of [...archival, ...values]) collect(node, found)
  return found
}

/** Both structures are a SEQUENCE of [0] CRLs and [1] OCSP responses; other kinds are passed over. */
function collect(node: Der, into: { crls: Uint8Array[]; ocsps: Uint8Array[] }): void {
  try {
    for (const part of children(node)) {
      if (part.tag === 0xa0) into.crls.push(...children(inner(part)).map(raw))
      if (part.tag === 0xa1) into.ocsps.push(...children(inner(part)).map(raw))
    }
  } catch {
    // Evidence that cannot be read is no evidence; the signature is judged without it.
  }
}
