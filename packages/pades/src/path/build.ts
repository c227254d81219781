import type { Certificate } from '../x509/certificate.ts'
import { speaksFor, type TrustTerms } from '../trust-terms.ts'
import { validatePath, type Path, type PathFault, type PathInputs } from './validate.ts'

/** Certificates to build paths from: anchors end a path, helpers only help to reach one. */
export type Pool = {
  readonly anchorIds: ReadonlySet<string>
  readonly bySubject: ReadonlyMap<string, readonly Certificate[]>
  readonly anchors: readonly Certificate[]
  /** What the anchors are trusted for, where that is not everything. */
  readonly terms?: TrustTerms
}

/** Gathers a pool; a helper that is also an anchor counts as the anchor. */
export function makePool(
  anchors: Iterable<Certificate>,
  helpers: Iterable<Certificate>,
  terms?: TrustTerms,
): Pool {
  const ends = [...anchors]
  const anchorIds = new Set<string>()
  const seen = new Set<string>()
  const bySubject = new Map<string, Certificate[]>()
  const add = (certificate: Certificate) => {
    if (seen.has(certificate.id)) return
    seen.add(certificate.id)
    const same = bySubject.get(certificate.subject.key)
    if (same) same.push(certificate)
    else bySubject.set(certificate.subject.key, [certificate])
  }
  for (const anchor of ends) {
    anchorIds.add(anchor.id)
    add(anchor)
  }
  for (const helper of helpers) add(helper)
  return { anchorIds, bySubject, anchors: ends, ...(terms && { terms }) }
}

/** The certificates that our own trust lets speak at `at` of the status of what `issuer` issued. */
export function listAppointed({ terms, anchors }: Pool, issuer: Certificate, at: number): Certificate[] {
  if (!terms) return []
  return anchors.filter(
    ({ id, notBefore, notAfter }) =>
      at >= notBefore && at <= notAfter && terms[id]?.some((one) => speaksFor(one, issuer, at)),
  )
}

const MAX_LENGTH = 12
/** Cross-certified meshes grow exponentially; after so many paths the answer is no. */
const MAX_PATHS = 64
/** Certificates looked at on the way; a mesh that leads nowhere must end too. */
const MAX_STEPS = 4096
/** For all the certificates of one file together: an honest chain takes a handful. */
const MAX_STEPS_IN_ALL = 200_000

/** A way up that is being tried: where it stands, who may have issued that, and whose turn it is. */
type Ascent = { readonly below: Path; readonly issuers: readonly Certificate[]; next: number }

/** Every path from an anchor down to `target`, likeliest first; nothing about it is checked yet. */
export function* listPaths(target: Certificate, pool: Pool): Generator<Path> {
  const climbing = climbingIn(pool)
  const ascents: Ascent[] = []
  let [found, steps] = [0, 0]
  for (let below: Path | undefined = [target]; ;) {
    if (below) {
      const top = below[0]!
      const ends = pool.anchorIds.has(top.id)
      if (ends) {
        found += 1
        yield below
      }
      // One that is not trusted for everything may stand below another that is.
      const goesOn = (!ends || pool.terms?.[top.id]) && below.length < MAX_LENGTH
      if (goesOn) ascents.push({ below, issuers: listIssuers(top, pool), next: 0 })
    }
    const ascent = ascents.at(-1)
    if (!ascent) return
    const issuer = ascent.issuers[ascent.next]
    below = undefined
    if (!issuer) {
      ascents.pop()
      continue
    }
    if (found >= MAX_PATHS || steps >= MAX_STEPS || climbing.steps >= MAX_STEPS_IN_ALL) return
    ascent.next += 1
    steps += 1
    climbing.steps += 1
    const loops = ascent.below.some((certificate) => isSameHolder(certificate, issuer))
    if (!loops) below = [issuer, ...ascent.below]
  }
}

/** The same name with the same key twice in a path is a loop (RFC 4158 2.4.2). */
const isSameHolder = (a: Certificate, b: Certificate): boolean =>
  a.id === b.id || (a.subject.key === b.subject.key && Buffer.compare(keyOf(a), keyOf(b)) === 0)

const keyOf = ({ spki }: Certificate): Uint8Array => spki.bytes.subarray(spki.start, spki.end)

/** What climbing has cost and found out in a pool, over all its questions. */
type Climbing = { steps: number; readonly issuers: Map<string, readonly Certificate[]> }

const climbs = new WeakMap<Pool, Climbing>()

function climbingIn(pool: Pool): Climbing {
  const known = climbs.get(pool) ?? { steps: 0, issuers: new Map<string, readonly Certificate[]>() }
  climbs.set(pool, known)
  return known
}

/** Those of the name, likeliest first; asked again for every certificate they may have issued. */
function listIssuers(certificate: Certificate, pool: Pool): readonly Certificate[] {
  const wanted = certificate.extensions.authorityKeyId?.keyId
  const { issuers } = climbingIn(pool)
  const key = `${wanted ?? ''} ${certificate.issuer.key}`
  const known = issuers.get(key) ?? sortIssuers(certificate, wanted, pool)
  issuers.set(key, known)
  return known
}

function sortIssuers(certificate: Certificate, wanted: string | undefined, pool: Pool): Certificate[] {
  const named = pool.bySubject.get(certificate.issuer.key) ?? []
  const rank = (issuer: Certificate) =>
    (pool.anchorIds.has(issuer.id) ? 0 : 1) +
    (wanted && issuer.extensions.subjectKeyId && issuer.extensions.subjectKeyId !== wanted ? 2 : 0)
  return named.toSorted((a, b) => rank(a) - rank(b))
}

export type FoundPath =
  | { readonly ok: true; readonly path: Path }
  | {
      readonly ok: false
      readonly fault: PathFault | 'path.unknown_issuer'
      readonly path?: Path
      readonly certificate: Certificate
    }

/** Faults that say most about what is wrong, best first: a dated fault means the chain itself is sound. */
const TELLING: readonly (PathFault | 'path.unknown_issuer')[] = [
  'path.expired',
  'path.not_yet_valid',
  'path.policy',
  'path.policy_mapping',
  'path.critical_extension',
  'path.names',
  'path.length',
  'path.key_usage',
  'path.not_ca',
  'path.key',
  'path.name_chain',
  'path.signature',
]

/** The first path that validates; otherwise the most telling fault among those tried. */
export function findValidPath(target: Certificate, pool: Pool, inputs: PathInputs): FoundPath {
  let best: FoundPath = { ok: false, fault: 'path.unknown_issuer', certificate: target }
  for (const path of listPaths(target, pool)) {
    const verdict = validatePath(path, inputs)
    if (verdict.ok) return { ok: true, path }
    if (
      best.fault === 'path.unknown_issuer' ||
      TELLING.indexOf(verdict.fault) < TELLING.indexOf(best.fault)
    ) {
      best = { ...verdict, path }
    }
  }
  return best
}
