import type { Judgement } from './judgement.ts'

/** What a check of a signature must look at: integrity, chain to the root, validity and revocation at signing, key usage. */
const CHECK = 'Điều 5 Thông tư 22/2020/TT-BTTTT'
/** A state body's e-document has the value of the original when its authorised person and the agency signed it. */
const ORIGINAL = 'Điều 5 Nghị định 30/2020/NĐ-CP'
const ALGORITHMS = 'Thông tư 06/2015/TT-BTTTT; Thông tư 16/2019/TT-BTTTT'

const LAW: Partial<Record<Judgement['code'], string>> = {
  accepted: CHECK,
  'signature.missing': ORIGINAL,
  'signature.unsupported': ALGORITHMS,
  'signature.coverage': CHECK,
  'signature.altered': CHECK,
  'signature.forged': CHECK,
  'signature.changed_after': CHECK,
  'signature.locked_changed': CHECK,
  'signature.removed': CHECK,
  'signature.range_missing': CHECK,
  'signature.contents_missing': CHECK,
  'signature.padding': CHECK,
  'signature.replaced': CHECK,
  'signature.filled_after': CHECK,
  'signature.covered_after': CHECK,
  'signature.dynamic_content': CHECK,
  'signature.resaved': CHECK,
  'signature.shared': CHECK,
  'signature.chain_unknown': CHECK,
  'signature.trust_ended': CHECK,
  'signature.chain_invalid': CHECK,
  'signature.certificate_use': CHECK,
  'signature.revoked': CHECK,
  'signature.authority_revoked': CHECK,
  'signature.on_hold': CHECK,
  'signature.evidence_missing': CHECK,
  'signature.evidence_unproven': CHECK,
  'signature.proof_lapsed': CHECK,
  'signature.expired_unproven': CHECK,
  'signature.not_yet_valid': CHECK,
  'signature.weak_algorithm': ALGORITHMS,
}

/** The article a finding rests on, as cited in Vietnamese; undefined for what no article says, such as a broken file. */
export const findLaw = (code: Judgement['code']): string | undefined => LAW[code]
