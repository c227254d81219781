import { join, resolve } from 'node:path'

/** Everything an operator may set, read once at start from the environment. */
export interface Config {
  readonly mode: 'demonstration' | 'production'
  readonly host: string
  readonly port: number
  /** What people and phones reach us under, without a slash at its end. Printed into every QR. */
  readonly publicUrl: string
  readonly databaseUrl: string | undefined
  readonly databaseOwnerUrl: string | undefined
  /** Everything this installation keeps: embedded database, files, secrets, journal heads. */
  readonly folder: string
  readonly filesFolder: string
  readonly secretsFolder: string
  /** Journal heads, outside the database; on another machine's disk in production. */
  readonly headsFolder: string
  /** PEM and DER files of trusted roots and helpful intermediates. */
  readonly anchorsFolder: string
  /** Hosts that revocation evidence may be fetched from. */
  readonly evidenceHosts: readonly string[]
  /** Hosts that trusted lists may be fetched from, when somebody asks for one by its address. */
  readonly trustListHosts: readonly string[]
  /** RFC 3161 time-stamp service; none means that heads are not time-stamped, and are reported so. */
  readonly tsaUrl: string | undefined
  /** The JSON file with the city's ways to sign in; without one, the demonstration's own. */
  readonly signInFile: string | undefined
  /** Archival copies made or renewed in a minute at most. */
  readonly archivePace: number
  readonly logLevel: string
  /** Code of the city in the national list of agencies (QĐ 20/2020/QĐ-TTg); the scope of its sealing keys. */
  readonly cityCode: string
  /** The name of this system as it stands on papers printed from it (NĐ 45/2020 Đ18.2). */
  readonly systemName: string
}

type Env = Readonly<Record<string, string | undefined>>

/** Reads the configuration; throws one plain sentence when something set cannot be meant. */
export function readConfig(env: Env = process.env): Config {
  const folder = resolve(env['KHOSO_FOLDER'] ?? 'var')
  const port = parsePort(env['PORT'] ?? '7400')
  const host = env['HOST'] ?? '127.0.0.1'
  const mode = env['NODE_ENV'] === 'production' ? 'production' : 'demonstration'
  const publicUrl = (env['KHOSO_PUBLIC_URL'] ?? `http://localhost:${port}`).replace(/\/+$/, '')
  if (Boolean(env['DATABASE_URL']) !== Boolean(env['DATABASE_OWNER_URL'])) {
    throw new Error('Set DATABASE_URL (runs the app) and DATABASE_OWNER_URL (migrates) together, or neither.')
  }
  return {
    mode,
    host,
    port,
    publicUrl,
    databaseUrl: env['DATABASE_URL'],
    databaseOwnerUrl: env['DATABASE_OWNER_URL'],
    folder,
    filesFolder: env['KHOSO_FILES'] ?? join(folder, 'files'),
    secretsFolder: env['KHOSO_SECRETS'] ?? join(folder, 'secrets'),
    headsFolder: env['KHOSO_HEADS'] ?? join(folder, 'heads'),
    anchorsFolder: env['KHOSO_ANCHORS'] ?? join(folder, 'anchors'),
    evidenceHosts: (env['KHOSO_EVIDENCE_HOSTS'] ?? '').split(',').filter(Boolean),
    trustListHosts: (env['KHOSO_TRUST_LIST_HOSTS'] ?? '').split(',').filter(Boolean),
    tsaUrl: env['KHOSO_TSA_URL'],
    signInFile: env['KHOSO_SIGN_IN'],
    archivePace: parsePace(env['KHOSO_ARCHIVE_PACE'] ?? '300'),
    logLevel: env['LOG_LEVEL'] ?? 'info',
    cityCode: env['KHOSO_CITY_CODE'] ?? 'H17',
    systemName: env['KHOSO_SYSTEM_NAME'] ?? 'Kho kết quả thủ tục hành chính số thành phố Đà Nẵng',
  }
}

function parsePace(text: string): number {
  const pace = Number(text)
  if (Number.isInteger(pace) && pace > 0) return pace
  throw new Error(`KHOSO_ARCHIVE_PACE is ${JSON.stringify(text)}; it must be a number of files a minute.`)
}

function parsePort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Error(`PORT is ${JSON.stringify(text)}; it must be a number from 0 to 65535.`)
}
