import { AUTHORITY_HOSTS, DEFAULT_POLICY, type Revoked } from '@khoso/pades'
import type { Services } from '../../../platform/services.ts'
import { listTrust } from '../anchors.ts'
import { forThread, openTrust } from '../basis.ts'
import { listCertificatesByFingerprint } from '../report.queries.ts'
import { archiveThreads } from './run-archive.ts'
import { getRenewalRule } from './renewal-rule.queries.ts'
import { findLapse } from './renewal-rule.ts'
import { listSourcesInUse, markChecked, type StampSource } from './stamp-source.queries.ts'

/**
 * Asks of every authority that time-stamps in use rest on whether it is revoked, and sets by today's rule and policy
 * from when what hangs on it is renewed. A handful of rows however many files there are.
 */
export async function checkSources(services: Services): Promise<void> {
  const sources = await listSourcesInUse(services.database.read())
  for (const source of sources) {
    const { revoked, code } = await askAbout(services, source)
    await services.database.transaction(async (tx) => {
      const rule = await getRenewalRule(tx)
      const lapse = findLapse(
        { certificateEnds: source.certificateEnds.getTime(), madeWith: source.madeWith },
        { rule, policy: DEFAULT_POLICY, revoked },
      )
      await markChecked(tx, source.id, { lapse, revoked, code })
    })
    if (revoked) services.log.error({ source: source.id, authority: source.authority }, 'archive.tsa_revoked')
  }
}

interface Asked {
  readonly revoked: Revoked | undefined
  readonly code: string | null
}

/** A revocation once known stays known, whatever is answered, or not answered, later. */
async function askAbout({ database, config }: Services, source: StampSource): Promise<Asked> {
  const read = database.read()
  const [authority] = await listCertificatesByFingerprint(read, [source.authority])
  if (!authority || source.revoked) return { revoked: source.revoked, code: source.checkCode }
  const chain = await listCertificatesByFingerprint(read, source.chain)
  const basis = openTrust(await listTrust(read, read.now), DEFAULT_POLICY)
  const outcome = await archiveThreads(1).run({
    work: 'authority',
    bytes: Uint8Array.from(authority.der),
    at: read.now.getTime(),
    ...forThread({ ...basis, helpers: [...basis.helpers, ...chain.map(({ der }) => der)] }),
    evidence: [],
    hosts: [...AUTHORITY_HOSTS, ...config.evidenceHosts],
    tsaUrl: null,
  })
  if (!outcome.ok) return { revoked: undefined, code: `archive.thread_${outcome.failure}` }
  const { answer } = outcome
  return answer.ok ? { revoked: answer.revoked, code: null } : { revoked: undefined, code: answer.code }
}
