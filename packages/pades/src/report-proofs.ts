import { findAged, type Aged } from './ades/chain.ts'
import type { EvidenceBag } from './ades/evidence.ts'
import type { JudgedSignature } from './ades/judge-signature.ts'
import type { Policy } from './ades/policy.ts'
import type { JudgedTimeStamp } from './ades/time-stamp.ts'
import { instant } from './report-parts.ts'
import type { LapseReport, ProofReport } from './report.ts'

type Judged = { readonly signatures: readonly JudgedSignature[]; readonly tokens: readonly JudgedTimeStamp[] }

/** The proofs of what the judgement leans on: signature values, time-stamps, chains and the answers about them. */
export function listProofs({ signatures, tokens }: Judged, bag: EvidenceBag): ProofReport[] {
  if (bag.proven.size === 0 && bag.lapsed.size === 0) return []
  const objects = new Map<string, ProofReport['object']>()
  for (const { valueId } of signatures) if (valueId) objects.set(valueId, 'signature')
  for (const { id } of tokens) if (id) objects.set(id, 'time-stamp')
  for (const { chain } of [...signatures, ...tokens]) {
    for (const { id } of chain?.path ?? []) objects.set(id, 'certificate')
    for (const status of chain?.statuses ?? [])
      for (const { id, kind } of 'used' in status ? status.used : []) objects.set(id, kind)
  }
  return [...objects].flatMap(([sha256, object]) => reportProof(sha256, object, bag))
}

function reportProof(sha256: string, object: ProofReport['object'], bag: EvidenceBag): ProofReport[] {
  return (['proven', 'lapsed'] as const).flatMap((table) => {
    const proof = bag[table].get(sha256)
    return proof ? [{ sha256, object, at: instant(proof.at)!, by: proof.by, lapsed: table === 'lapsed' }] : []
  })
}

/** What has lapsed: time-stamps that held once, and signatures that nothing proves to be older than their end. */
export function listLapses({ signatures, tokens }: Judged, now: number, policy: Policy): LapseReport[] {
  const stamps = tokens.flatMap(({ aged, id }) => (aged && id ? [reportLapse('time-stamp', id, aged)] : []))
  const bare = signatures.flatMap(({ chain, proof, valueId }) => {
    const aged = chain && !proof && valueId ? findAged(chain, now, policy) : undefined
    return aged ? [reportLapse('signature', valueId!, aged)] : []
  })
  return [...stamps, ...bare]
}

const reportLapse = (what: LapseReport['what'], sha256: string, aged: Aged): LapseReport => ({
  what,
  sha256,
  why: aged.why,
  certificate: aged.certificate?.id ?? null,
  algorithm: aged.algorithm ?? null,
  since: instant(aged.since)!,
})
