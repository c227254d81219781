import type { Certificate } from '../x509/certificate.ts'

export const ANY_POLICY = '2.5.29.32.0'

/** A node of the valid policy tree (RFC 5280 6.1.2); depth is its place in `PolicyTree`. */
type Node = { readonly policy: string; readonly expected: readonly string[]; readonly parent?: Node }

/** The tree by depth; `undefined` is the tree pruned away to nothing. */
export type PolicyTree = readonly (readonly Node[])[] | undefined

export const INITIAL_TREE: PolicyTree = [[{ policy: ANY_POLICY, expected: [ANY_POLICY] }]]

/** More nodes than any honest path has; a tree that grows past it (CVE-2023-0464) counts as empty. */
const MAX_NODES = 1000

/** Steps d and e of 6.1.3: grows the tree by one certificate's policies. */
export function growTree(tree: PolicyTree, { extensions }: Certificate, anyAllowed: boolean): PolicyTree {
  const asserted = extensions.policies?.ids
  if (!tree || !asserted) return undefined
  const last = tree.at(-1)!
  const grown: Node[] = []
  for (const policy of asserted) if (policy !== ANY_POLICY) grown.push(...matchPolicy(last, policy))
  if (asserted.includes(ANY_POLICY) && anyAllowed) grown.push(...expandAny(last, grown))
  if (grown.length > MAX_NODES) return undefined
  return prune([...tree, grown])
}

function matchPolicy(parents: readonly Node[], policy: string): Node[] {
  const expecting = parents.filter(({ expected }) => expected.includes(policy))
  const under = expecting.length > 0 ? expecting : parents.filter((parent) => parent.policy === ANY_POLICY)
  return under.map((parent) => ({ policy, expected: [policy], parent }))
}

function expandAny(parents: readonly Node[], grown: readonly Node[]): Node[] {
  return parents.flatMap((parent) =>
    parent.expected
      .filter((policy) => !grown.some((node) => node.parent === parent && node.policy === policy))
      .map((policy) => ({ policy, expected: [policy], parent })),
  )
}

function prune(tree: NonNullable<PolicyTree>): PolicyTree {
  const levels = [...tree]
  for (let depth = levels.length - 2; depth >= 0; depth -= 1) {
    const parents = new Set(levels[depth + 1]!.map(({ parent }) => parent))
    levels[depth] = levels[depth]!.filter((node) => parents.has(node))
  }
  return levels[0]!.length === 0 || levels.at(-1)!.length === 0 ? undefined : levels
}

type Mapping = { readonly issuer: string; readonly subject: string }

/** Step b of 6.1.4: applies policy mappings to the deepest level, or drops what may not be mapped. */
export function mapTree(tree: PolicyTree, mappings: readonly Mapping[], allowed: boolean): PolicyTree {
  if (!tree || mappings.length === 0) return tree
  const targets = new Map<string, string[]>()
  for (const { issuer, subject } of mappings) targets.set(issuer, [...(targets.get(issuer) ?? []), subject])
  const last = tree.at(-1)!
  if (!allowed) return prune([...tree.slice(0, -1), last.filter(({ policy }) => !targets.has(policy))])

  const mapped = last.map((node) => ({ ...node, expected: targets.get(node.policy) ?? node.expected }))
  const any = last.find(({ policy }) => policy === ANY_POLICY)
  const missing = [...targets].filter(([policy]) => !last.some((node) => node.policy === policy))
  const added = any
    ? missing.map(([policy, expected]) => ({ policy, expected, ...(any.parent && { parent: any.parent }) }))
    : []
  return [...tree.slice(0, -1), [...mapped, ...added]]
}

/** Step g of 6.1.5: what is left when only the policies the user accepts may stay. */
export function intersectTree(tree: PolicyTree, accepted: readonly string[]): PolicyTree {
  if (!tree || accepted.includes(ANY_POLICY)) return tree
  // The policies of the authority's domain: nodes whose parent is anyPolicy.
  const domain = tree.flat().filter(({ parent }) => parent?.policy === ANY_POLICY)
  const dropped = new Set(domain.filter(({ policy }) => policy !== ANY_POLICY && !accepted.includes(policy)))
  const last = tree.at(-1)!
  const kept = last.filter((node) => !hasAncestor(node, dropped))
  const any = kept.find(({ policy }) => policy === ANY_POLICY)
  const added = any ? accepted.filter((policy) => !domain.some((node) => node.policy === policy)) : []
  const nodes = added.map((policy) => ({
    policy,
    expected: [policy],
    ...(any?.parent && { parent: any.parent }),
  }))
  return prune([...tree.slice(0, -1), [...kept.filter((node) => node !== any), ...nodes]])
}

function hasAncestor(node: Node | undefined, dropped: ReadonlySet<Node>): boolean {
  for (let at = node; at; at = at.parent) if (dropped.has(at)) return true
  return false
}
