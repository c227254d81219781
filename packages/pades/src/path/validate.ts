import { findKey, isSignedBy, type Certificate } from '../x509/certificate.ts'
import { KEY_USAGE } from '../x509/extensions.ts'
import type { PublicKey } from '../x509/public-key.ts'
import { allowsNames, EVERY_NAME, narrow, type NameSpace } from './name-constraints.ts'
import { ANY_POLICY, growTree, INITIAL_TREE, intersectTree, mapTree, type PolicyTree } from './policy-tree.ts'

export type PathFault =
  | 'path.signature'
  | 'path.not_yet_valid'
  | 'path.expired'
  | 'path.name_chain'
  | 'path.not_ca'
  | 'path.length'
  | 'path.key_usage'
  | 'path.names'
  | 'path.policy'
  | 'path.policy_mapping'
  | 'path.critical_extension'
  | 'path.key'

/** Anchor first, target last; a path of one is a target that is itself an anchor. */
export type Path = readonly Certificate[]

export type PathInputs = {
  /** The moment the path is judged at, milliseconds since 1970. */
  readonly at: number
  readonly acceptedPolicies?: readonly string[]
  readonly explicitPolicy?: boolean
  readonly inhibitMapping?: boolean
  readonly inhibitAnyPolicy?: boolean
}

export type PathVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly fault: PathFault; readonly certificate: Certificate }

type State = {
  tree: PolicyTree
  space: NameSpace
  explicit: number
  inhibitAny: number
  inhibitMapping: number
  maxLength: number
  key: PublicKey | undefined
  issuer: Certificate
}

/**
 * Validates one path (RFC 5280 6.1) at one moment; revocation is judged elsewhere. The anchor's own
 * validity and signature are not looked at (6.1.1 d): the operator trusts it or does not. Its name
 * constraints and path length do bind, as RFC 5937 allows.
 */
export function validatePath(path: Path, inputs: PathInputs): PathVerdict {
  const [anchor, ...rest] = path
  const state = startState(anchor!, rest.length, inputs)
  for (const [i, certificate] of rest.entries()) {
    const last = i === rest.length - 1
    const fault =
      checkBasics(certificate, state, { at: inputs.at, last }) ??
      growPolicies(certificate, state, last) ??
      (last ? finish(certificate, state, inputs) : prepareNext(certificate, state))
    if (fault) return { ok: false, fault, certificate }
  }
  return { ok: true }
}

function startState(anchor: Certificate, length: number, inputs: PathInputs): State {
  const from = (flag: boolean | undefined) => (flag ? 0 : length + 1)
  return {
    tree: INITIAL_TREE,
    space: narrow(EVERY_NAME, anchor),
    explicit: from(inputs.explicitPolicy),
    inhibitAny: from(inputs.inhibitAnyPolicy),
    inhibitMapping: from(inputs.inhibitMapping),
    maxLength: Math.min(length, anchor.extensions.basicConstraints?.pathLength ?? length),
    key: findKey(anchor),
    issuer: anchor,
  }
}

/** Step a to c of 6.1.3. */
function checkBasics(
  certificate: Certificate,
  state: State,
  { at, last }: { readonly at: number; readonly last: boolean },
): PathFault | undefined {
  if (certificate.issuer.key !== state.issuer.subject.key) return 'path.name_chain'
  // RFC 5280 4.1.2.4: an issuer without a name is nobody, and all of them would be the same one.
  if (certificate.issuer.rdns.length === 0) return 'path.name_chain'
  if (!state.key) return 'path.key'
  if (!isSignedBy(certificate, state.issuer, state.key)) return 'path.signature'
  if (at < certificate.notBefore) return 'path.not_yet_valid'
  if (at > certificate.notAfter) return 'path.expired'
  const exempt = certificate.selfIssued && !last
  if (!exempt && !allowsNames(state.space, certificate)) return 'path.names'
  return undefined
}

/** Steps d to f of 6.1.3. */
function growPolicies(certificate: Certificate, state: State, last: boolean): PathFault | undefined {
  const anyAllowed = state.inhibitAny > 0 || (!last && certificate.selfIssued)
  state.tree = growTree(state.tree, certificate, anyAllowed)
  return state.explicit > 0 || state.tree ? undefined : 'path.policy'
}

/** 6.1.4: what a certificate in the middle of the path must be, and what it changes for those below. */
function prepareNext(certificate: Certificate, state: State): PathFault | undefined {
  const { extensions, selfIssued } = certificate
  const mappings = extensions.policyMappings ?? []
  if (mappings.some(({ issuer, subject }) => issuer === ANY_POLICY || subject === ANY_POLICY)) {
    return 'path.policy_mapping'
  }
  state.tree = mapTree(state.tree, mappings, state.inhibitMapping > 0)
  state.space = narrow(state.space, certificate)
  lowerCounters(certificate, state)
  if (certificate.version < 3 || !extensions.basicConstraints?.ca) return 'path.not_ca'
  if (!selfIssued && state.maxLength <= 0) return 'path.length'
  if (!selfIssued) state.maxLength -= 1
  state.maxLength = Math.min(state.maxLength, extensions.basicConstraints.pathLength ?? state.maxLength)
  if (extensions.keyUsage !== undefined && !(extensions.keyUsage & KEY_USAGE.keyCertSign))
    return 'path.key_usage'
  if (extensions.unknownCritical) return 'path.critical_extension'
  state.key = findKey(certificate, state.key)
  state.issuer = certificate
  return undefined
}

/** Steps h to j of 6.1.4: self-issued certificates do not count down. */
function lowerCounters({ extensions, selfIssued }: Certificate, state: State): void {
  const step = selfIssued ? 0 : 1
  const lower = (counter: number, limit: number | undefined) =>
    Math.min(Math.max(counter - step, 0), limit ?? Number.MAX_SAFE_INTEGER)
  state.explicit = lower(state.explicit, extensions.policyConstraints?.requireExplicit)
  state.inhibitMapping = lower(state.inhibitMapping, extensions.policyConstraints?.inhibitMapping)
  state.inhibitAny = lower(state.inhibitAny, extensions.inhibitAnyPolicy)
}

/** 6.1.5: the wrap-up on the target. */
function finish(certificate: Certificate, state: State, inputs: PathInputs): PathFault | undefined {
  const { extensions } = certificate
  if (extensions.unknownCritical) return 'path.critical_extension'
  let explicit = Math.max(state.explicit - 1, 0)
  if (extensions.policyConstraints?.requireExplicit === 0) explicit = 0
  const tree = intersectTree(state.tree, inputs.acceptedPolicies ?? [ANY_POLICY])
  return explicit > 0 || tree ? undefined : 'path.policy'
}
