import { ATTRIBUTE, findSingle, type SignerInfo } from '../cms/signed-data.ts'
import { children, content, hex, TAG, type Der } from '../der/read.ts'
import { oid } from '../der/values.ts'
import { digestName } from '../x509/algorithms.ts'
import { fails, PASSED, type Outcome } from './indication.ts'
import type { Policy } from './policy.ts'

/** The signature policy a signature names (EN 319 122-1 5.2.9): its identifier and the digest of its document. */
type NamedPolicy = { readonly oid: string; readonly digest?: string; readonly value?: string }

/** Undefined where none is named; `malformed` where the attribute cannot be read. */
export function readSignaturePolicy({ signed }: SignerInfo): NamedPolicy | 'malformed' | undefined {
  const values = signed.get(ATTRIBUTE.signaturePolicy)
  if (!values) return undefined
  const single = findSingle(signed, ATTRIBUTE.signaturePolicy)
  if (!single) return 'malformed'
  if (single.tag === TAG.null) return undefined
  try {
    return readNamed(single)
  } catch {
    return 'malformed'
  }
}

function readNamed(node: Der): NamedPolicy {
  const [name, hash] = children(node)
  const named = { oid: oid(name!) }
  if (!hash) return named
  const [algorithm, value] = children(hash)
  const digest = digestName(algorithm!)
  return { ...named, ...(digest && { digest }), value: hex(content(value!)) }
}

/**
 * Validation context (EN 319 102-1 5.2.4): whether the policy a signature names is one that ours knows, with
 * the same document where both give its digest.
 */
export function judgeSignaturePolicy(signer: SignerInfo, { signaturePolicies }: Policy): Outcome {
  if (signaturePolicies === 'ignored') return PASSED
  const named = readSignaturePolicy(signer)
  if (!named) return PASSED
  if (named === 'malformed') return fails('POLICY_PROCESSING_ERROR', 'signature.policy_mismatch')
  if (!Object.hasOwn(signaturePolicies, named.oid))
    return fails('SIGNATURE_POLICY_NOT_AVAILABLE', 'signature.policy_unknown')
  const wanted = signaturePolicies[named.oid]
  const agrees = !wanted || (named.digest === 'sha256' && named.value === wanted)
  return agrees ? PASSED : fails('POLICY_PROCESSING_ERROR', 'signature.policy_mismatch')
}
