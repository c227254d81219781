import { makePool } from '../path/build.ts'
import type { RevocationContext } from '../revocation/context.ts'
import type { Trust } from '../trust.ts'
import { provenAt, type EvidenceBag } from './evidence.ts'
import { isReliable, type Policy } from './policy.ts'
import type { JudgeContext } from './time-stamp.ts'

type Given = { readonly trust: Trust; readonly now: number; readonly policy: Policy }

/** What everything in one file is judged with; views of the evidence are made again only when it has grown. */
export function makeJudgeContext(bag: EvidenceBag, { trust, now, policy }: Given): JudgeContext {
  const views = new Map<boolean, { readonly size: number; readonly view: RevocationContext }>()
  const revocation = (wanted: boolean): RevocationContext => {
    const withLapsed = wanted && bag.lapsed.size > 0
    const size = bag.certificates.size + bag.sources.size
    const known = views.get(withLapsed)
    if (known?.size === size) return known.view
    const view = makeView(bag, { trust, now, policy }, withLapsed)
    views.set(withLapsed, { size, view })
    return view
  }
  return { policy, now, bag, revocation }
}

const makeView = (
  bag: EvidenceBag,
  { trust, now, policy }: Given,
  withLapsed: boolean,
): RevocationContext => ({
  pool: makePool(trust.anchors, bag.certificates.values(), trust.terms),
  crls: [...bag.crls.values()],
  ocsps: [...bag.ocsps.values()],
  now,
  provenAt: (id) => provenAt(bag, id, withLapsed) ?? now,
  skew: policy.skew,
  isReliable: (made, at) => isReliable(policy, made, at),
  freshness: (role) => policy.freshness[role],
})
