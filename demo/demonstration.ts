import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toPem } from '@khoso/pades/issue'
import type { Config } from '../server/platform/config.ts'
import { startServer } from '../server/server.ts'
import { serveAuthority, type ServedAuthority } from './authority/index.ts'
import { welcomeAccess, welcomeRoutes } from './welcome/welcome.ts'

export interface Demonstration {
  readonly results: number
  readonly stop: () => Promise<void>
}

/** Starts the demonstration and, at its first start, fills its city; `say` tells the person what is going on. */
export async function startDemonstration(
  config: Config,
  say: (line: string) => void,
): Promise<Demonstration> {
  say('Khởi động cơ quan chứng thực trình diễn… (demonstration authority)')
  const authority = await serveAuthority({ folder: join(config.folder, 'authority') })
  trustAuthority(config, authority)
  say('Khởi động cơ sở dữ liệu và máy chủ… (database and server)')
  const server = await startServer(withAuthority(config, authority), {
    access: welcomeAccess,
    routes: welcomeRoutes,
  })
  const stop = async () => {
    await server.stop()
    await authority.close()
  }
  return { results: 0, stop }
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
