import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { serialOf, toPem, type RevocationReason } from '@khoso/pades/issue'
import {
  issueAgency,
  issuePerson,
  renewStamper,
  serveAuthority,
} from '../../../../../demo/authority/index.ts'
import { testServices, type TestServices } from '../../../../../tests/services.ts'
import {
  DIRECTOR,
  HEALTH,
  makeSigned,
  NOW,
  type SignedCase,
  type SignedWorld,
} from '../../../../../tests/signed-files.ts'
import { legalDayOf } from '../../../../platform/legal-day.ts'
import { loadAnchors } from '../../anchors.ts'
import { judgeFile } from '../../judge-file.ts'
import type { ReportId } from '../../judgement.ts'
import { getReport, storeReport } from '../../report.queries.ts'
import type { Tx } from '../../../../platform/database/transaction.ts'
import { digestOf } from '../../../../platform/files/file-store.ts'
import { listHeldEvidence } from '../held-evidence.ts'
import { writeManifest } from '../manifest.ts'
import { insertStep } from '../step.queries.ts'
import { checkSources } from '../check-sources.ts'
import { keepForDecades } from '../keep-for-decades.ts'
import { insertRenewalRule } from '../renewal-rule.queries.ts'
import { runArchive, type RunCount, type RunOrder } from '../run-archive.ts'

export interface Received {
  readonly digest: string
  readonly reportId: ReportId
  readonly bytes: Buffer
}

export type ArchiveWorld = Awaited<ReturnType<typeof givenArchive>>

const YEAR_MS = 365.25 * 86_400_000
export const inYears = (years: number): Date => new Date(NOW.getTime() + years * YEAR_MS)

const TERMS = {
  notBefore: new Date('2025-07-01T00:00:00+07:00'),
  notAfter: new Date('2030-07-01T00:00:00+07:00'),
}
const UNHURRIED: RunOrder = { pace: Infinity, threads: 2, forMs: 60_000 }

/** A server of this test's own whose clock the test sets, and an authority whose time-stamper lives five years. */
export async function givenArchive(t: TestContext) {
  let now = NOW
  const clock = () => now
  const served = await serveAuthority({ port: 0, clock, keys: 'ec' })
  t.after(() => served.close())
  const { authority, url } = served
  const stamper = () => {
    const notBefore = new Date(now.getTime() - YEAR_MS / 12)
    renewStamper(authority, { notBefore, notAfter: new Date(notBefore.getTime() + 5 * YEAR_MS) })
  }
  stamper()
  const first = serialOf(authority.tsa.certificate).toString('hex')
  const signedWorld: SignedWorld = {
    authority,
    anchor: authority.root.certificate,
    fetch: globalThis.fetch,
    agency: issueAgency(authority, { ...HEALTH, ...TERMS }),
    person: issuePerson(authority, { ...DIRECTOR, ...TERMS }),
  }
  const env = { KHOSO_EVIDENCE_HOSTS: new URL(url).host, KHOSO_TSA_URL: `${url}/tsa` }
  const services = await testServices(t, env, clock)
  await trust(services, signedWorld.anchor)
  const on = (over: TestServices) => ({
    services: over,
    anchor: signedWorld.anchor,
    world: signedWorld,
    now: clock,
    setClock: (to: Date) => void (now = to),
    receive: (what: SignedCase, options: ReceiveOptions = {}) => receive(over, signedWorld, what, options),
    /** The next step of this file alone, as if nobody had thought of the others. */
    renew: (reportId: ReportId) => renewOnly(over, reportId),
    run: (order: Partial<RunOrder> = {}): Promise<RunCount> => runArchive(over, { ...UNHURRIED, ...order }),
    checkSources: () => checkSources(over),
    renewStamper: stamper,
    revokeOldStamper: (reason: RevocationReason) => {
      const { entries } = authority.register
      const index = entries.findIndex(({ serial }) => serial === first)
      entries[index] = { ...entries[index]!, revoked: { at: now.toISOString(), reason } }
    },
    setRule: (months: { certificateMonths: number; algorithmMonths: number }) =>
      over.database.transaction((tx) =>
        insertRenewalRule(tx, { ...months, validFrom: legalDayOf(now), source: randomUUID() }),
      ),
  })
  const withTsa = (tsaUrl: string | undefined) => on({ ...services, config: { ...services.config, tsaUrl } })
  return { ...on(services), withTsa, silence: () => served.close() }
}

async function trust({ config, database }: TestServices, certificate: Uint8Array): Promise<void> {
  mkdirSync(config.anchorsFolder, { recursive: true })
  writeFileSync(join(config.anchorsFolder, 'root.pem'), toPem(certificate))
  await database.transaction((tx) => loadAnchors(tx, config.anchorsFolder))
}

interface ReceiveOptions {
  /** As if a copy had been tried and could not be made of it. */
  readonly asManifest?: boolean
}

/** A file judged and taken in, as intake does. */
async function receive(
  services: TestServices,
  world: SignedWorld,
  what: SignedCase,
  { asManifest = false }: ReceiveOptions,
): Promise<Received> {
  const bytes = await makeSigned(what, { world })
  const judgement = await judgeFile(services, bytes)
  const received = await services.database.transaction(async (tx) => {
    const digest = await services.files.put(tx, bytes, { mediaType: 'application/pdf', sensitivity: 2 })
    const reportId = await storeReport(tx, digest, judgement)
    await keepForDecades(tx, { fileDigest: digest, reportId })
    return { digest, reportId, bytes }
  })
  if (asManifest) await services.database.transaction((tx) => beginManifest(tx, services, received))
  return received
}

async function beginManifest(
  tx: Tx,
  { files, database }: TestServices,
  { digest, reportId }: Received,
): Promise<void> {
  const report = await getReport(tx, reportId)
  const reason = 'archive.format' as const
  const bytes = await writeManifest(tx, files, {
    ordinal: 1,
    report,
    evidence: await listHeldEvidence(tx, report, []),
    before: undefined,
    reason,
    algorithm: 'sha256',
  })
  await insertStep(tx, {
    fileDigest: digest,
    ordinal: 1,
    kind: 'manifest',
    level: 'kept',
    reportId,
    partDigest: await files.put(tx, bytes, { mediaType: 'application/json', sensitivity: 2 }),
    partSize: bytes.length,
    tokenDigest: null,
    copyDigest: null,
    copySize: null,
    evidence: [],
    stampedAt: null,
    sourceId: null,
    reason,
  })
  await database.pool.query('update signatures.archive_work set ordinal = 1 where file_digest = $1', [digest])
}

async function renewOnly(services: TestServices, reportId: ReportId): Promise<void> {
  const { rows } = await services.database.pool.query(
    `update signatures.archive_work set next_try_at = next_try_at + interval '100 years'
     where report_id <> $1 returning file_digest`,
    [reportId],
  )
  await runArchive(services, UNHURRIED)
  await services.database.pool.query(
    `update signatures.archive_work set next_try_at = next_try_at - interval '100 years'
     where file_digest = any($1)`,
    [rows.map(({ file_digest: digest }) => digest)],
  )
}

export const fingerprintOf = (certificate: Uint8Array): string => digestOf(certificate)
