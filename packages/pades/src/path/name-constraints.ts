import type { Certificate } from '../x509/certificate.ts'
import type { Subtree } from '../x509/extensions.ts'
import type { GeneralName } from '../x509/general-name.ts'
import { listAttributes } from '../x509/name.ts'

/** The name space still open below some point of a path: every group must be satisfied, nothing excluded hit. */
export type NameSpace = {
  readonly permitted: readonly (readonly Subtree[])[]
  readonly excluded: readonly Subtree[]
}

export const EVERY_NAME: NameSpace = { permitted: [], excluded: [] }

/** The name space after one more certificate's constraints (RFC 5280 6.1.4 g): permitted sets intersect. */
export function narrow(space: NameSpace, { extensions }: Certificate): NameSpace {
  const constraints = extensions.nameConstraints
  if (!constraints) return space
  const { permitted, excluded } = constraints
  return {
    permitted: permitted.length > 0 ? [...space.permitted, permitted] : space.permitted,
    excluded: [...space.excluded, ...excluded],
  }
}

/** True when every name of the certificate lies inside the name space (RFC 5280 6.1.3 b, c). */
export function allowsNames(space: NameSpace, certificate: Certificate): boolean {
  if (space.permitted.length === 0 && space.excluded.length === 0) return true
  const names = listNames(certificate)
  return (
    names.every((name) => space.permitted.every((group) => isPermitted(group, name))) &&
    !names.some((name) => space.excluded.some((subtree) => isWithin(subtree, name) !== 'outside'))
  )
}

function listNames(certificate: Certificate): GeneralName[] {
  const names: GeneralName[] = [...(certificate.extensions.subjectAltNames ?? [])]
  if (certificate.subject.rdns.length > 0) names.push({ kind: 'directory', name: certificate.subject })
  return [...names, ...listSubjectEmails(certificate)]
}

/** E-mail addresses in the subject are constrained too when no alternative name has one (RFC 5280 4.2.1.10). */
function listSubjectEmails({ subject, extensions }: Certificate): GeneralName[] {
  if (extensions.subjectAltNames?.some(({ kind }) => kind === 'email')) return []
  return listAttributes(subject, 'email').map((value) => ({ kind: 'email', value }))
}

/** A name of a kind the group does not speak of is free; one it speaks of must lie inside one subtree. */
function isPermitted(group: readonly Subtree[], name: GeneralName): boolean {
  const relevant = group.filter(({ base }) => base.kind === name.kind)
  return relevant.length === 0 || relevant.some((subtree) => isWithin(subtree, name) === 'inside')
}

type Placed = 'inside' | 'outside' | 'unknown'

/** `unknown` counts against the name on both sides: constraints on kinds we cannot compare must fail. */
function isWithin({ base, minimum, maximum }: Subtree, name: GeneralName): Placed {
  if (base.kind !== name.kind) return 'outside'
  if (minimum !== 0 || maximum !== undefined) return 'unknown'
  const inside = compare(base, name)
  return inside === undefined ? 'unknown' : inside ? 'inside' : 'outside'
}

function compare(base: GeneralName, name: GeneralName): boolean | undefined {
  if (base.kind === 'directory' && name.kind === 'directory') {
    return base.name.rdns.every((rdn, i) => name.name.rdns[i] === rdn)
  }
  if (base.kind === 'dns' && name.kind === 'dns') return isDnsWithin(base.value, name.value)
  if (base.kind === 'email' && name.kind === 'email') return isEmailWithin(base.value, name.value)
  if (base.kind === 'uri' && name.kind === 'uri') return isUriWithin(base.value, name.value)
  if (base.kind === 'ip' && name.kind === 'ip') return isAddressWithin(base.octets, name.octets)
  return undefined
}

function isDnsWithin(base: string, name: string): boolean {
  const [want, is] = [base.toLowerCase().replace(/^\./, ''), name.toLowerCase()]
  return want === '' || is === want || is.endsWith(`.${want}`)
}

/** A mailbox, a host, or with a leading dot a domain (RFC 5280 4.2.1.10). */
function isEmailWithin(base: string, name: string): boolean {
  const [want, at] = [base.toLowerCase(), name.lastIndexOf('@')]
  if (at < 0) return false
  if (base.includes('@')) {
    const split = base.lastIndexOf('@')
    return base.slice(0, split) === name.slice(0, at) && want.slice(split) === name.slice(at).toLowerCase()
  }
  const host = name.slice(at + 1).toLowerCase()
  return want.startsWith('.') ? host.endsWith(want) : host === want
}

function isUriWithin(base: string, name: string): boolean | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(name)?.[1]?.toLowerCase()
  // RFC 5280: a URI without a host name in it must be rejected where URIs are constrained.
  if (!host || host.startsWith('[') || /^[\d.]+$/.test(host)) return undefined
  const want = base.toLowerCase()
  return want.startsWith('.') ? host.endsWith(want) : host === want
}

function isAddressWithin(base: Uint8Array, address: Uint8Array): boolean | undefined {
  if (base.length !== address.length * 2) return base.length === 8 || base.length === 32 ? false : undefined
  return address.every((octet, i) => {
    const mask = base[address.length + i]!
    return (octet & mask) === (base[i]! & mask)
  })
}
