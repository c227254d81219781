import type { App } from '../../platform/http/app.ts'
import type { Services } from '../../platform/services.ts'
import { publicRoutes } from './routes.public.ts'
import { staffRoutes } from './routes.staff.ts'

/** Every route of the catalogue. */
export async function catalogRoutes(app: App, services: Services): Promise<void> {
  await publicRoutes(app, services)
  staffRoutes(app, services)
}
