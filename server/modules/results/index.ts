export {
  MOVES,
  STATUS_VALUES,
  verdictOf,
  type Move,
  type ResultId,
  type ResultState,
  type Revocation,
  type Verdict,
} from './result.ts'
export type { Asked, Extension, ResultStatus, StandingDecision } from './status.ts'
export { listStatuses, statusOn } from './status.queries.ts'
export type { DecidedBy, Decision, UndoingDecision } from './decision.ts'
export type { Moved } from './move-result.ts'
export { resumeResult, suspendResult, type Suspension } from './suspend-result.ts'
export { reinstateResult, revokeResult, type RevocationDecision } from './revoke-result.ts'
export {
  relateResults,
  replaceResult,
  restoreResult,
  withdrawRelation,
  type RelationDecision,
} from './replace-result.ts'
export { correctResult, type CorrectionBy } from './correct-result.ts'
export { RELATIONS, type RelationType } from './relation.ts'
export { issueResult, registerResult } from './register-result.ts'
export type { FileRole, NewFile, NewHolder, NewResult, Origin, Readiness } from './new-result.ts'
export type { ResultFault, ResultFaultCode } from './judge-new-result.ts'
export { numberKey, parseResultCode, resultCode, type ResultCodes } from './codes.ts'
