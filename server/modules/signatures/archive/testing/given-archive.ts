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
import { storeReport } from '../../report.queries.ts'
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
    receive: (what: SignedCase) => receive(over, signedWorld, what),
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

/** A file judged and taken in, as intake does. */
async function receive(services: TestServices, world: SignedWorld, what: SignedCase): Promise<Received> {
  const bytes = await makeSigned(what, { world })
  const judgement = await judgeFile(services, bytes)
  return services.database.transaction(async (tx) => {
    const digest = await services.files.put(tx, bytes, { mediaType: 'application/pdf', sensitivity: 2 })
    const reportId = await storeReport(tx, digest, judgement)
    await keepForDecades(tx, { fileDigest: digest, reportId })
    return { digest, reportId, bytes }
  })
}
