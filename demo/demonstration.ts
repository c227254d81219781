import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toPem } from '@khoso/pades/issue'
import type { Config } from '../server/platform/config.ts'
import { legalDayOf } from '../server/platform/legal-day.ts'
import { readSigningKey } from '../server/platform/secrets.ts'
import { startServer } from '../server/server.ts'
import type { Services } from '../server/platform/services.ts'
import { serveAuthority, type Authority, type ServedAuthority } from './authority/index.ts'
import { foundCity } from './city/found.ts'
import { loadCity, SEED, type CityOrder } from './city/load.ts'
import { planCity } from './city/plan.ts'
import type { CityCounts } from './city/progress.ts'
import { SYSTEMS } from './city/systems.ts'
import { chooseRoutes } from './sign-in/choose.ts'
import { samplePeople } from './sign-in/people.ts'
import { welcomeAccess, welcomeRoutes } from './welcome/welcome.ts'

export interface Demonstration {
  readonly authority: Authority
  readonly services: Services
  /** What the repository holds of the city. */
  readonly counts: CityCounts
  readonly stop: () => Promise<void>
}

/** The whole city with its results, or its offices and people alone, as journeys like it. */
export type CityWanted = 'whole' | 'founded'

/** Starts the demonstration and, at its first start, fills its city; `say` tells the person what is going on. */
export async function startDemonstration(
  config: Config,
  say: (line: string) => void,
  wanted: CityWanted = 'whole',
): Promise<Demonstration> {
  say('Khởi động cơ quan chứng thực trình diễn… (demonstration authority)')
  const authority = await serveAuthority({ folder: join(config.folder, 'authority') })
  trustAuthority(config, authority)
  say('Khởi động cơ sở dữ liệu và máy chủ… (database and server)')
  const server = await startServer(withAuthority(config, authority), {
    access: welcomeAccess,
    routes: (app, around, provider) => {
      welcomeRoutes(app, around)
      chooseRoutes(app, around, provider)
    },
    people: samplePeople,
  })
  const stop = async () => {
    await server.stop()
    await authority.close()
  }
  const { services } = server
  const order = { services, authority: authority.authority, url: server.url, say }
  try {
    const counts = await CITIES[wanted](order)
    return { authority: authority.authority, services, counts, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const CITIES: Readonly<Record<CityWanted, (order: CityOrder) => Promise<CityCounts>>> = {
  whole: loadCity,
  founded: foundOnly,
}

/** Catalogue, staff, case systems and people, and not one paper. */
async function foundOnly({ services }: CityOrder): Promise<CityCounts> {
  const plan = planCity(SEED, legalDayOf(services.clock()))
  const keys = new Map(
    Object.values(SYSTEMS).map(({ id }) => [
      id,
      readSigningKey(services.config.secretsFolder, `client-${id}`),
    ]),
  )
  await services.database.transaction((tx) => foundCity(tx, plan, keys))
  return { results: 0, quarantined: 0, waiting: 0 }
}

/** The demonstration's root becomes a configured anchor, as an operator would put a real one there. */
function trustAuthority({ anchorsFolder }: Config, { authority }: ServedAuthority): void {
  mkdirSync(anchorsFolder, { recursive: true })
  writeFileSync(join(anchorsFolder, 'demonstration-root.pem'), toPem(authority.root.certificate))
}

const withAuthority = (config: Config, { url }: ServedAuthority): Config => ({
  ...config,
  evidenceHosts: [...config.evidenceHosts, new URL(url).host],
  tsaUrl: config.tsaUrl ?? `${url}/tsa`,
})
