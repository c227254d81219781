export { access as catalogAccess } from './access.ts'
export { catalogRoutes } from './routes.ts'
export type { Agency, AgencyId, AgencyLevel, CertificateSubject } from './agency.ts'
export {
  agencyOfSigner,
  findAgency,
  findAgencyByCode,
  findAgencyByKey,
  listAgencies,
  listAgenciesInScope,
} from './agency.queries.ts'
export { findCompetence, type Competence, type CompetenceBasis } from './find-competence.ts'
export { findResponsibleAgency, type ResponsibilityQuestion } from './find-responsible-agency.ts'
export type { ResponsibleAgency } from './succession.ts'
export { decideSuccession, type NewSuccessionDecision } from './decide-succession.ts'
export { bareProcedureCode, type Component, type Procedure, type ProcedureContent } from './procedure.ts'
export { findProcedure } from './procedure.queries.ts'
export {
  lastDayInForce,
  type MetadataSchema,
  type ReissuePolicy,
  type ResultType,
  type Retention,
  type Sensitivity,
  type ValidityRule,
} from './result-type.ts'
export { findExtension, findResultType, isQrEnabled } from './result-type.queries.ts'
export { draftResultType, publishResultType } from './publish-result-type.ts'
export {
  recordCompetence,
  recordQrRollout,
  recordSigningSubject,
  type NewCompetence,
  type NewQrRollout,
  type NewSigningSubject,
} from './record-dated.ts'
export { refuse as refuseInCatalog } from './errors.ts'
export { loadSeed, type SeedReport } from './load-seed.ts'
