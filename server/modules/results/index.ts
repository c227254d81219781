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
export type { Asked, Extension, ResultStatus, StandingDecision } from './status/status.ts'
export { listStatuses, statusOn } from './status/status.queries.ts'
export type { DecidedBy, Decision, UndoingDecision } from './decision/decision.ts'
export type { Moved } from './decision/move-result.ts'
export { resumeResult, suspendResult, type Suspension } from './decision/suspend-result.ts'
export { reinstateResult, revokeResult, type RevocationDecision } from './decision/revoke-result.ts'
export {
  relateResults,
  replaceResult,
  restoreResult,
  withdrawRelation,
  type RelationDecision,
} from './decision/replace-result.ts'
export { correctResult, type CorrectionBy } from './decision/correct-result.ts'
export { RELATIONS, type RelationType } from './decision/relation.ts'
export { issueResult, registerResult } from './register/register-result.ts'
export type { FileRole, NewFile, NewHolder, NewResult, Origin, Readiness } from './register/new-result.ts'
export type { ResultFault, ResultFaultCode } from './register/judge-new-result.ts'
export { numberKey, parseResultCode, resultCode, type ResultCodes } from './codes.ts'
export type { Holder, HolderId, Result, ResultFile } from './result-record.ts'
export { findResultById, getResult, listResults } from './result.queries.ts'
export {
  searchOwnResults,
  searchResults,
  withStatus,
  type Found,
  type FoundResult,
  type ResultQuery,
} from './search/search.ts'
export { partiesOf, refuseExtractOnly, requireHeldBy, requireWithin } from './reach.ts'
export { listRelations, type StatedRelation } from './decision/relation.queries.ts'
export { confirmHolder, onMergeUndone, withdrawHolder } from './holder/holder-links.ts'
export { access as resultsAccess } from './access.ts'
export { tasks as resultsTasks } from './tasks.ts'
export { resultsRoutes } from './routes.ts'
export { listHistory } from './decision/list-history.ts'
