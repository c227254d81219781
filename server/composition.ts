import { catalogAccess, catalogRoutes } from './modules/catalog/index.ts'
import {
  access as intakeAccess,
  caseSystemRoutes,
  officerRoutes,
  tasks as intakeTasks,
} from './modules/intake/index.ts'
import { partiesAccess, partiesRoutes } from './modules/parties/index.ts'
import { resultsAccess, resultsRoutes, resultsTasks } from './modules/results/index.ts'
import { signaturesAccess, signaturesRoutes } from './modules/signatures/index.ts'
import { verificationAccess, verificationRoutes, verificationTasks } from './modules/verification/index.ts'
import { identityAccess } from './platform/identity/routes.ts'
import { journalAccess, journalRoutes } from './platform/journal/routes.ts'
import { observeAccess, observeRoutes } from './platform/observe/routes.ts'
import type { AccessTable } from './platform/access.ts'
import type { App } from './platform/http/app.ts'
import type { Tasks } from './platform/jobs.ts'
import type { Services } from './platform/services.ts'

/** What every module brings, put together here and nowhere else: rights, routes and work. */
export const ACCESS: AccessTable = {
  ...catalogAccess,
  ...identityAccess,
  ...intakeAccess,
  ...journalAccess,
  ...observeAccess,
  ...partiesAccess,
  ...resultsAccess,
  ...signaturesAccess,
  ...verificationAccess,
}

export const ROUTES: readonly ((app: App, services: Services) => void | Promise<void>)[] = [
  observeRoutes,
  journalRoutes,
  catalogRoutes,
  caseSystemRoutes,
  officerRoutes,
  partiesRoutes,
  resultsRoutes,
  signaturesRoutes,
  verificationRoutes,
]

export const TASKS: Tasks = { ...intakeTasks, ...resultsTasks, ...verificationTasks }
