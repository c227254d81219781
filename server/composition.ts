import { catalogAccess, catalogRoutes, findAgency, type AgencyId } from './modules/catalog/index.ts'
import {
  access as intakeAccess,
  caseSystemRoutes,
  officerRoutes,
  reportRoutes,
  tasks as intakeTasks,
} from './modules/intake/index.ts'
import { partiesAccess, partiesRoutes, recogniseHolder } from './modules/parties/index.ts'
import { resultsAccess, resultsRoutes, resultsTasks } from './modules/results/index.ts'
import {
  archiveTasks,
  measureArchive,
  signatureCheckRoutes,
  signaturesAccess,
  signaturesRoutes,
  trustRoutes,
} from './modules/signatures/index.ts'
import { verificationAccess, verificationRoutes, verificationTasks } from './modules/verification/index.ts'
import { adminAccess } from './platform/identity/access.ts'
import { adminRoutes } from './platform/identity/routes.admin.ts'
import { forgetExpiredPayloads } from './platform/identity/payloads.ts'
import { identityAccess } from './platform/identity/routes.ts'
import { restIdleStaff } from './platform/identity/rest-idle-staff.ts'
import { signInRoutes } from './platform/identity/sign-in/routes.ts'
import { forgetEnded } from './platform/identity/sign-in/session.queries.ts'
import { journalAccess, journalRoutes } from './platform/journal/routes.ts'
import { observeAccess, observeRoutes } from './platform/observe/routes.ts'
import type { AccessTable } from './platform/access.ts'
import type { Read } from './platform/database/transaction.ts'
import type { App } from './platform/http/app.ts'
import type { Tasks } from './platform/jobs.ts'
import type { Services } from './platform/services.ts'

/** What every module brings, put together here and nowhere else: rights, routes and work. */
export const ACCESS: AccessTable = {
  ...adminAccess,
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

const knowsAgency = async (on: Read, id: string) => (await findAgency(on, id as AgencyId)) !== undefined

export const ROUTES: readonly ((app: App, services: Services) => void | Promise<void>)[] = [
  (app, services) => observeRoutes(app, services, [measureArchive]),
  journalRoutes,
  (app, services) => adminRoutes(app, services, { knowsAgency }),
  (app, services) => signInRoutes(app, services, { findHolder: recogniseHolder }),
  catalogRoutes,
  caseSystemRoutes,
  officerRoutes,
  reportRoutes,
  partiesRoutes,
  resultsRoutes,
  signaturesRoutes,
  trustRoutes,
  signatureCheckRoutes,
  verificationRoutes,
]

export const TASKS: Tasks = {
  ...intakeTasks,
  ...archiveTasks,
  ...resultsTasks,
  ...verificationTasks,
  'identity:forget-expired': async (_, { database }) => {
    await forgetExpiredPayloads(database)
    await database.transaction(forgetEnded)
  },
  'identity:switch-off-idle': (_, services) => restIdleStaff(services),
}

/** In UTC, so five past midnight and seventeen past two in Việt Nam. A name with a dot is none to the crontab. */
export const CRONTAB = [
  '* * * * * signatures:archive-due ?max=1&queue=archive&jobKey=archive-due',
  '41 18 * * * signatures:check-sources',
  '5 17 * * * verification:issue-late-codes',
  '17 19 * * * identity:forget-expired',
  '27 19 * * * identity:switch-off-idle',
].join('\n')
