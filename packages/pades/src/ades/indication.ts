/** Main indications of ETSI EN 319 102-1 table 5. */
export type Indication = 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE'

/** Sub-indications of ETSI EN 319 102-1 table 6. */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'POLICY_PROCESSING_ERROR'
  | 'SIGNATURE_POLICY_NOT_AVAILABLE'
  | 'SIGNED_DATA_NOT_FOUND'
  | 'GENERIC'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'OUT_OF_BOUNDS_NOT_REVOKED'
  | 'REVOCATION_OUT_OF_BOUNDS_NO_POE'
  | 'NO_POE'
  | 'TRY_LATER'

/** What the standard says of a signature. */
export type Outcome =
  | { readonly indication: 'TOTAL-PASSED' }
  | {
      readonly indication: 'TOTAL-FAILED' | 'INDETERMINATE'
      readonly subIndication: SubIndication
      readonly finding: Finding
    }

/** The reason in our own words: a stable code, the same wherever it is shown. */
export type Finding =
  | 'signature.unreadable'
  | 'signature.unsupported'
  | 'signature.coverage'
  | 'signature.range_missing'
  | 'signature.contents_missing'
  | 'signature.padding'
  | 'signature.replaced'
  | 'signature.resaved'
  | 'signature.shared'
  | 'signature.altered'
  | 'signature.forged'
  | 'signature.changed_after'
  | 'signature.annotated_after'
  | 'signature.filled_after'
  | 'signature.covered_after'
  | 'signature.dynamic_content'
  | 'signature.locked_changed'
  | 'signature.signer_unknown'
  | 'signature.certificate_mismatch'
  | 'signature.chain_unknown'
  | 'signature.trust_ended'
  | 'signature.chain_invalid'
  | 'signature.certificate_use'
  | 'signature.revoked'
  | 'signature.authority_revoked'
  | 'signature.on_hold'
  | 'signature.expired_unproven'
  | 'signature.not_yet_valid'
  | 'signature.evidence_missing'
  | 'signature.weak_algorithm'
  | 'signature.time_order'
  | 'signature.attributes'
  | 'signature.policy_unknown'
  | 'signature.policy_mismatch'
  | 'signature.evidence_unproven'
  | 'signature.proof_lapsed'

const INDICATIONS: Readonly<Record<SubIndication, 'TOTAL-FAILED' | 'INDETERMINATE'>> = {
  FORMAT_FAILURE: 'TOTAL-FAILED',
  HASH_FAILURE: 'TOTAL-FAILED',
  SIG_CRYPTO_FAILURE: 'TOTAL-FAILED',
  REVOKED: 'TOTAL-FAILED',
  EXPIRED: 'TOTAL-FAILED',
  NOT_YET_VALID: 'TOTAL-FAILED',
  SIG_CONSTRAINTS_FAILURE: 'INDETERMINATE',
  CERTIFICATE_CHAIN_GENERAL_FAILURE: 'INDETERMINATE',
  POLICY_PROCESSING_ERROR: 'INDETERMINATE',
  SIGNATURE_POLICY_NOT_AVAILABLE: 'INDETERMINATE',
  SIGNED_DATA_NOT_FOUND: 'INDETERMINATE',
  GENERIC: 'INDETERMINATE',
  CHAIN_CONSTRAINTS_FAILURE: 'INDETERMINATE',
  CRYPTO_CONSTRAINTS_FAILURE: 'INDETERMINATE',
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: 'INDETERMINATE',
  TIMESTAMP_ORDER_FAILURE: 'INDETERMINATE',
  NO_SIGNING_CERTIFICATE_FOUND: 'INDETERMINATE',
  NO_CERTIFICATE_CHAIN_FOUND: 'INDETERMINATE',
  NO_CERTIFICATE_CHAIN_FOUND_NO_POE: 'INDETERMINATE',
  REVOKED_NO_POE: 'INDETERMINATE',
  REVOKED_CA_NO_POE: 'INDETERMINATE',
  OUT_OF_BOUNDS_NO_POE: 'INDETERMINATE',
  OUT_OF_BOUNDS_NOT_REVOKED: 'INDETERMINATE',
  REVOCATION_OUT_OF_BOUNDS_NO_POE: 'INDETERMINATE',
  NO_POE: 'INDETERMINATE',
  TRY_LATER: 'INDETERMINATE',
}

export const PASSED: Outcome = { indication: 'TOTAL-PASSED' }

/** An outcome that is not a pass, with the indication the standard gives its sub-indication. */
export const fails = (subIndication: SubIndication, finding: Finding): Outcome => ({
  indication: INDICATIONS[subIndication],
  subIndication,
  finding,
})

/** The building blocks of EN 319 102-1 (5.2.2 to 5.2.8), what changed after signing, time (5.5), the past (5.6.2). */
export type BlockName =
  | 'format'
  | 'identification'
  | 'context'
  | 'crypto'
  | 'changes'
  | 'x509'
  | 'acceptance'
  | 'time'
  | 'past'

/** What one building block came to. */
export type Block = { readonly block: BlockName; readonly outcome: Outcome }
