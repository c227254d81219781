import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import { archiveRoutes } from './routes.archive.ts'
import { citizenRoutes } from './routes.citizen.ts'
import { officerRoutes } from './routes.officer.ts'
import { reportRoutes } from './routes.reports.ts'

/** Every route of the repository. */
export function resultsRoutes(app: App, services: Services): void {
  officerRoutes(app, services)
  citizenRoutes(app, services)
  reportRoutes(app, services)
  archiveRoutes(app, services)
}
