import { classifySigner } from './ades/signer-kind.ts'
import type { Path } from './path/validate.ts'
import type { Certificate } from './x509/certificate.ts'
import { fold, listAttributes, type NameAttribute } from './x509/name.ts'

/** What a chain is wanted for, and so what its anchor must be trusted for. */
export type TrustRole = 'signer' | 'timeStamp' | 'revocation'

/** Both ends inclusive, milliseconds since 1970; an end that is not given is open. */
export type TrustWindow = { readonly from?: number; readonly until?: number }

export type SubjectPart = { readonly attribute: NameAttribute; readonly value: string }

/**
 * What one anchor is trusted for; plain data, so that it can be kept beside the report. An anchor may have several
 * terms: any one of them that fits is enough. What is not given does not restrict.
 */
export type AnchorTerms = {
  /** `signer` and `timeStamp` end chains; `revocation` only lets it answer for the issuers in `speaksFor`. */
  readonly roles?: readonly TrustRole[]
  /**
   * Trusted for what is proven to have existed inside one of these (the sunset date of a trust anchor,
   * EN 319 102-1 V1.4.1 5.2.6.4; the periods of a status in TS 119 612 5.5.4, 5.6).
   */
  readonly windows?: readonly TrustWindow[]
  /** From this moment its key may be in other hands: nothing later counts, and no time it says of itself. */
  readonly compromisedSince?: number
  /** The policies acceptable under it, one of which the chain must carry (RFC 5280 6.1.1 c and e). */
  readonly policies?: readonly string[]
  /** Whose certificates: the subject at the end of the chain must hold every part of one of these. */
  readonly subjects?: readonly (readonly SubjectPart[])[]
  /** Signatures of people, seals of agencies; refuses only a certificate that says it is of the other kind. */
  readonly signers?: readonly ('person' | 'agency')[]
  /** SHA-256 of the issuers whose certificates' status it may speak of (RFC 6960 4.2.2.2, local configuration). */
  readonly speaksFor?: readonly string[]
}

export type TrustTerms = Readonly<Record<string, readonly AnchorTerms[]>>

/** Why a sound path does not count: its anchor is not trusted for that, not yet, or no longer. */
export type TrustFault = 'trust.scope' | 'trust.early' | 'trust.ended'

export type TrustQuestion = {
  /** The moment the path is judged at. */
  readonly at: number
  readonly role: TrustRole
  /** `at` is nothing but what the time-stamp in question says of itself. */
  readonly ownWord?: boolean
}

/** An anchor without terms is trusted for everything: the bare anchor of RFC 5280. */
const UNRESTRICTED: AnchorTerms = {}
const ALONE: readonly AnchorTerms[] = [UNRESTRICTED]

/** The terms an anchor may be trusted by, one after the other. */
export const listTerms = (terms: TrustTerms | undefined, { id }: Certificate): readonly AnchorTerms[] =>
  (terms && Object.hasOwn(terms, id) ? terms[id] : undefined) ?? ALONE

/** The inputs of path validation an anchor's terms set (RFC 5280 6.1.1). */
export const pathInputsOf = ({ policies }: AnchorTerms) =>
  policies ? { acceptedPolicies: policies, explicitPolicy: true } : {}

/** What stands against trusting a path's anchor for this, by these terms; scope before time. */
export function findTrustFault(
  path: Path,
  question: TrustQuestion,
  terms: AnchorTerms,
): TrustFault | undefined {
  const target = path.at(-1)!
  if (terms.roles && !terms.roles.includes(question.role)) return 'trust.scope'
  if (path.length > 1 && isLeaf(path[0]!)) return 'trust.scope'
  if (question.role === 'signer' && !fitsSigner(target, terms)) return 'trust.scope'
  if (terms.subjects && !terms.subjects.some((parts) => holdsAll(target, parts))) return 'trust.scope'
  return findTimeFault(question, terms)
}

/** A trusted time-stamp unit or responder may not issue certificates, though a trust list names it. */
const isLeaf = ({ version, extensions }: Certificate): boolean =>
  version >= 3 && extensions.basicConstraints?.ca === false

function fitsSigner(target: Certificate, { signers }: AnchorTerms): boolean {
  if (!signers) return true
  const kind = classifySigner(target)
  return kind === 'unknown' || signers.includes(kind)
}

const holdsAll = ({ subject }: Certificate, parts: readonly SubjectPart[]): boolean =>
  parts.every(({ attribute, value }) =>
    listAttributes(subject, attribute).some((held) => fold(held) === fold(value)),
  )

/** The window, and the day a key may have been lost: after that, a time-stamp's own word proves nothing. */
export function findTimeFault(
  { at, ownWord }: TrustQuestion,
  { windows, compromisedSince }: AnchorTerms,
): TrustFault | undefined {
  if (compromisedSince !== undefined && (ownWord || at >= compromisedSince)) return 'trust.ended'
  if (!windows || windows.some(({ from, until }) => at >= (from ?? at) && at <= (until ?? at)))
    return undefined
  return windows.every(({ from }) => from !== undefined && at < from) ? 'trust.early' : 'trust.ended'
}

/** True when these terms let their holder answer at `at` for the status of what `issuer` issued. */
export const speaksFor = (terms: AnchorTerms, issuer: Certificate, at: number): boolean =>
  (!terms.roles || terms.roles.includes('revocation')) &&
  terms.speaksFor?.includes(issuer.id) === true &&
  findTimeFault({ at, role: 'revocation' }, terms) === undefined
