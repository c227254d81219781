import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { launchFor, type Launch } from './as-postgres-user.ts'
import { findPostgresBinaries, type PostgresBinaries } from './binaries.ts'

/**
 * The embedded PostgreSQL: a real server from npm's binaries, on 127.0.0.1, with scram passwords.
 *
 * Its life is tied to ours by a pipe: a small shell waits for that pipe to close, however this process ends, and
 * then asks PostgreSQL for a fast shutdown. So a killed Khoso leaves no server behind, and a server that is
 * still going down when Khoso starts again is waited for.
 */
export interface EmbeddedPostgres {
  /** Superuser, for creating databases and roles only. */
  readonly adminUrl: string
  readonly port: number
  readonly stop: () => Promise<void>
}

export interface EmbeddedOptions {
  readonly folder: string
  /** Extra `-c name=value` settings. Tests switch `fsync` off; nothing else should. */
  readonly settings?: Readonly<Record<string, string>>
  /** Which PostgreSQL; by default the one `findPostgresBinaries` finds. */
  readonly binaries?: PostgresBinaries
}

const START_LIMIT_MS = 60_000

/** Starts PostgreSQL on the data in `folder`, making it at first. Throws one plain sentence when it cannot. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder)
  const binaries = options.binaries ?? findPostgresBinaries()
  if (!binaries) {
    throw new Error(
      `No PostgreSQL for ${process.platform}-${process.arch}: install PostgreSQL 15 or newer, or set DATABASE_URL and DATABASE_OWNER_URL.`,
    )
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const password = readPassword(folder)
  const launch = launchFor(binaries, folder)
  initialise(folder, launch, binaries.major)
  clearStaleLock(folder)
  return start(folder, launch, password, options.settings ?? {})
}

function readPassword(folder: string): string {
  const file = join(folder, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

/** `initdb` into a side folder, renamed when whole: a start killed half-way leaves nothing that looks finished. */
function initialise(folder: string, launch: Launch, major: number): void {
  const data = join(folder, 'pgdata')
  if (existsSync(join(data, 'PG_VERSION'))) return requireSameMajor(data, major)
  const draft = join(folder, 'pgdata.new')
  rmSync(draft, { recursive: true, force: true })
  const locale = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  const [command, ...args] = [
    ...launch.prefix,
    join(launch.bin, 'initdb'),
    `--pgdata=${draft}`,
    '--username=postgres',
    `--pwfile=${join(folder, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    ...locale,
    '--data-checksums',
    '--no-sync',
  ]
  const run = spawnSync(command!, args, { encoding: 'utf8', cwd: folder })
  if (run.status !== 0)
    throw new Error(`PostgreSQL could not be initialised: ${run.stderr || run.error?.message}`)
  renameSync(draft, data)
}

function requireSameMajor(data: string, major: number): void {
  const made = Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'))
  if (made === major) return
  throw new Error(
    `The data in ${data} belong to PostgreSQL ${made}; this Khoso carries ${major}. See docs/operations.md.`,
  )
}

/** Removes a lock whose process number now belongs to something that is not PostgreSQL. */
function clearStaleLock(folder: string): void {
  const lock = join(folder, 'pgdata', 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0])
  const program = `/proc/${pid}/comm`
  if (process.platform !== 'linux') return
  if (!existsSync(program) || !readFileSync(program, 'utf8').startsWith('postgres'))
    rmSync(lock, { force: true })
}

async function start(
  folder: string,
  launch: Launch,
  password: string,
  settings: Readonly<Record<string, string>>,
): Promise<EmbeddedPostgres> {
  const deadline = Date.now() + START_LIMIT_MS
  for (;;) {
    const port = await freePort()
    const server = spawnServer(folder, launch, port, settings)
    const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
    const outcome = await waitUntilReady(server, adminUrl, deadline)
    if (outcome === 'ready') return { adminUrl, port, stop: () => stopServer(server) }
    // An earlier server of ours is still shutting down: its pipe is closed, its lock goes in a moment.
    if (!/lock file .* already exists/.test(server.said()) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start: ${server.said().trim().split('\n').slice(-3).join(' ')}`)
    }
    await pause(300)
  }
}

interface ServerProcess {
  readonly child: ChildProcess
  readonly said: () => string
}

/** Waits for the pipe on descriptor 3 to close beside PostgreSQL, and goes when PostgreSQL goes. */
const GUARD =
  '"$@" 3<&- & p=$!; (read -r x; kill -INT $p) <&3 2>/dev/null & r=$!; wait $p; s=$?; kill $r 2>/dev/null; exit $s'

function spawnServer(
  folder: string,
  launch: Launch,
  port: number,
  settings: Readonly<Record<string, string>>,
): ServerProcess {
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    log_min_messages: 'warning',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '100',
    ...settings,
  }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [...launch.prefix, join(launch.bin, 'postgres'), '-D', join(folder, 'pgdata'), ...flags]
  // Own process group: a Ctrl-C in the terminal is for Khoso, which then stops the database in order.
  const child = spawn('/bin/sh', ['-c', GUARD, 'khoso-postgres', ...command], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  child.once('exit', () => (child.stdio[3] as Socket).destroy())
  let tail = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (tail = (tail + text).slice(-4_000)))
  return { child, said: () => tail }
}

async function waitUntilReady(
  server: ServerProcess,
  url: string,
  deadline: number,
): Promise<'ready' | 'failed'> {
  while (Date.now() < deadline) {
    if (server.child.exitCode !== null) return 'failed'
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    try {
      await client.connect()
      await client.end()
      return 'ready'
    } catch {
      await pause(40)
    }
  }
  return 'failed'
}

async function stopServer({ child }: ServerProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  ;(child.stdio[3] as Socket).end()
  await ended
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
