export { access as signaturesAccess } from './access.ts'
export {
  GENERAL_SCOPE,
  listAnchors,
  loadAnchors,
  withdrawAnchor,
  type Anchor,
  type LoadedAnchors,
} from './anchors.ts'
export { listAwaiting } from './awaits-trust.ts'
export { judgeAgain } from './judge-again.ts'
export { judgeFile } from './judge-file.ts'
export type { Judgement, ReportId, StoredReport } from './judgement.ts'
export { findLaw } from './law.ts'
export { getReport, getReportOf, listReports, storeReport } from './report.queries.ts'
export { checkRoutes as signatureCheckRoutes } from './check/routes.public.ts'
export { trustRoutes } from './routes.trust.ts'
export { signaturesRoutes } from './routes.officer.ts'
export { ReportView, showReport } from './show-report.ts'
export type { Report, SignatureReport } from '@khoso/pades'
export { keepForDecades } from './archive/keep-for-decades.ts'
export { archiveTasks } from './archive/tasks.ts'
export { judgeToday } from './archive/judge-today.ts'
export { measureArchive } from './archive/metrics.ts'
export { openArchivalCopy } from './archive/open-copy.ts'
export { ArchiveView, showArchive } from './archive/show-archive.ts'
