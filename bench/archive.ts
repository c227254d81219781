/**
 * `npm run bench -- archive [COUNT]`: the files of so many results (10,000 when not said) are judged, kept as B-LTA
 * copies, and, with every clock moved to a year before the time-stamps' certificate ends, renewed by the job the
 * server runs. The demonstration authority answers and stamps in the same process, so its work is in the figures.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_POLICY } from '@khoso/pades'
import { toPem } from '@khoso/pades/issue'
import { minimalPdf, signPdf } from '@khoso/pades/sign'
import { pino } from 'pino'
import { issueAgency, renewStamper, serveAuthority, timeStamperAt } from '../demo/authority/index.ts'
import { loadAnchors } from '../server/modules/signatures/anchors.ts'
import { keepForDecades } from '../server/modules/signatures/archive/keep-for-decades.ts'
import { runArchive, type RunCount } from '../server/modules/signatures/archive/run-archive.ts'
import { judgeFile } from '../server/modules/signatures/judge-file.ts'
import { storeReport } from '../server/modules/signatures/report.queries.ts'
import { readConfig } from '../server/platform/config.ts'
import { connectDatabase } from '../server/platform/database/connect.ts'
import { ensureDatabase } from '../server/platform/embedded/roles.ts'
import { newMasterKeyLine, parseMasterKeys } from '../server/platform/files/envelope.ts'
import { createFileStore } from '../server/platform/files/file-store.ts'
import { localFolder } from '../server/platform/files/local-folder.ts'
import type { Services } from '../server/platform/services.ts'
import { startTestCluster, TEMPLATE } from '../tests/cluster.ts'

const YEAR_MS = 365.25 * 86_400_000
const RECEIVED = new Date('2026-11-22T03:00:00Z')
const THREADS = 2
const AT_ONCE = 4

interface Phase {
  readonly name: string
  readonly files: number
  readonly seconds: number
  readonly cpuSeconds: number
  /** Octets of the file store after it. */
  readonly stored: number
  readonly objects: number
  readonly databaseSize: number
  readonly ends: RunCount
}

/** Receives, keeps and renews, and prints what each of the three took. */
export async function measureArchive(): Promise<void> {
  const count = Number(process.argv[3] ?? 10_000)
  const world = await openWorld()
  try {
    const phases = [await measure(world, 'receive and judge', count, () => receiveAll(world, count))]
    phases.push(await measure(world, 'first copy, B-LTA', count, () => run(world)))
    world.setClock(new Date(RECEIVED.getTime() + 4.2 * YEAR_MS))
    world.renewStamper()
    phases.push(await measure(world, 'renewal', count, () => run(world)))
    phases.push(await measure(world, 'renewal again: none due', 0, () => run(world)))
    print(phases)
    console.log(await world.levels())
  } finally {
    await world.close()
  }
}

type World = Awaited<ReturnType<typeof openWorld>>

async function openWorld() {
  let now = RECEIVED
  const clock = () => now
  const served = await serveAuthority({ port: 0, clock, keys: 'rsa' })
  const { authority, url } = served
  const stamper = () =>
    renewStamper(authority, {
      notBefore: new Date(now.getTime() - YEAR_MS / 12),
      notAfter: new Date(now.getTime() + 5 * YEAR_MS),
    })
  stamper()
  const cluster = await startTestCluster()
  const { appUrl } = await ensureDatabase(cluster.adminUrl, 'bench_archive', TEMPLATE)
  const folder = mkdtempSync(join(tmpdir(), 'khoso-bench-'))
  const config = readConfig({
    KHOSO_FOLDER: folder,
    KHOSO_EVIDENCE_HOSTS: new URL(url).host,
    KHOSO_TSA_URL: `${url}/tsa`,
  })
  const database = connectDatabase({ url: appUrl, clock })
  const services: Services = {
    config,
    clock,
    database,
    files: createFileStore(localFolder(config.filesFolder), parseMasterKeys(newMasterKeyLine())),
    log: pino({ level: 'silent' }),
  }
  mkdirSync(config.anchorsFolder, { recursive: true })
  writeFileSync(join(config.anchorsFolder, 'root.pem'), toPem(authority.root.certificate))
  await database.transaction((tx) => loadAnchors(tx, config.anchorsFolder))
  const years = {
    notBefore: new Date('2025-07-01T00:00:00+07:00'),
    notAfter: new Date('2030-07-01T00:00:00+07:00'),
  }
  const agency = issueAgency(authority, { name: 'Sở Y tế thành phố Đà Nẵng', code: 'H17.05', ...years })
  return {
    services,
    authority,
    agency,
    setClock: (to: Date) => void (now = to),
    renewStamper: stamper,
    levels: async () => {
      const { rows } = await database.pool.query(
        `select kind, level, ordinal, count(*)::int as files, round(avg(part_size))::int as "octets appended",
           round(avg(copy_size))::int as "octets of the copy" from signatures.archive_step
         group by 1, 2, 3 order by 3, 1`,
      )
      return rows
    },
    close: async () => {
      await database.close()
      await cluster.stop()
      await served.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function receiveAll(world: World, count: number): Promise<RunCount> {
  let next = 0
  const lane = async () => {
    while (next < count) await receive(world, (next += 1))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return { copy: count }
}

/** A file of its own, signed with a time-stamp, judged and taken in as intake does. */
async function receive({ services, authority, agency }: World, n: number): Promise<void> {
  const bytes = await signPdf(minimalPdf({ lines: [`So: ${n}/2026/GCN-SYT`] }), {
    signer: agency.signer,
    claimedTime: RECEIVED,
    timeStamp: timeStamperAt(authority, RECEIVED),
  })
  const judgement = await judgeFile(services, bytes)
  if (judgement.decision !== 'accept') throw new Error(judgement.code)
  await services.database.transaction(async (tx) => {
    const digest = await services.files.put(tx, bytes, { mediaType: 'application/pdf', sensitivity: 2 })
    await keepForDecades(tx, { fileDigest: digest, reportId: await storeReport(tx, digest, judgement) })
  })
}

const run = ({ services }: World): Promise<RunCount> =>
  runArchive(services, { pace: Infinity, threads: THREADS, forMs: Infinity })

async function measure(
  { services }: World,
  name: string,
  files: number,
  work: () => Promise<RunCount>,
): Promise<Phase> {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const ends = await work()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - began) / 1_000
  const { rows } = await services.database.pool.query<{ size: number }>(
    'select pg_database_size(current_database())::float8 as size',
  )
  console.error(`${name}: ${seconds.toFixed(0)} s`)
  return {
    name,
    files,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    ...weigh(services.config.filesFolder),
    databaseSize: rows[0]!.size,
    ends,
  }
}

function weigh(folder: string): { stored: number; objects: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  const stored = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
  return { stored, objects: files.length }
}

function print(phases: readonly Phase[]): void {
  const mb = (octets: number) => (octets / 2 ** 20).toFixed(1)
  console.log(`policy ${DEFAULT_POLICY.id}, ${THREADS} threads, RSA-2048, PostgreSQL without fsync\n`)
  console.log(
    '| step | files | seconds | files/s | CPU ms/file | store MB | objects | database MB | ended as |\n|---|--:|--:|--:|--:|--:|--:|--:|---|',
  )
  for (const { name, files, seconds, cpuSeconds, stored, objects, databaseSize, ends } of phases) {
    const each =
      files > 0 ? [(files / seconds).toFixed(1), ((cpuSeconds / files) * 1_000).toFixed(1)] : ['–', '–']
    const row = [name, files, seconds.toFixed(0), ...each, mb(stored), objects, mb(databaseSize)]
    console.log(`| ${row.join(' | ')} | ${JSON.stringify(ends)} |`)
  }
}
