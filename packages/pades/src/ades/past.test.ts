import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ATTRIBUTE, parseSignedData } from '../cms/signed-data.ts'
import { raw } from '../der/read.ts'
import { openPdf } from '../pdf/document.ts'
import { listSignatures } from '../pdf/signature-fields.ts'
import type { Report } from '../report.ts'
import { embedSignature, prepareSignature } from '../sign/prepare-signature.ts'
import { readTrust } from '../trust.ts'
import { verifyPdf, type VerifyOptions } from '../verify-pdf.ts'
import { DEFAULT_POLICY, type Policy } from './policy.ts'
import {
  answerAbout,
  archiveIn,
  day,
  keepIn,
  listsOf,
  openTimeWorld,
  signIn,
  smallPage,
  supply,
  type TimeWorld,
} from './time-world.ts'

const STAMPED = { by: 'tsa', at: day('2020-03-01') } as const
const COMPROMISE = { at: day('2020-06-01'), reason: 'keyCompromise' } as const
const CEASED = { at: day('2020-06-01'), reason: 'cessationOfOperation' } as const

const judge = (world: TimeWorld, file: Uint8Array, at: string, more: Partial<VerifyOptions> = {}): Report =>
  verifyPdf(file, {
    ...readTrust(AUTHORITIES.map((id) => world.get(id).certificate)),
    at: day(at).getTime(),
    ...more,
  })

/** The root is trusted, the others help to reach it. */
const AUTHORITIES = ['root', 'ca', 'ca2', 'old-ca']

/** The lists as they stand on the day of judging. */
const fresh = (world: TimeWorld, at: string) => ({ evidence: supply(listsOf(world, day(at))) })

const withPolicy = (changed: Partial<Policy>) => ({ policy: { ...DEFAULT_POLICY, ...changed } })

/** Decision, code, sub-indication, process, and what has lapsed since when. */
function said({ decision, code, signatures, lapses }: Report): string {
  const [first] = signatures
  const lapsed = lapses.map(({ what, why, since }) => `${what} ${why} ${since.slice(0, 10)}`)
  return [decision, code, first?.indication, first?.subIndication, first?.process, ...lapsed]
    .filter(Boolean)
    .join(', ')
}

type Row = readonly [name: string, found: () => Promise<Report> | Report, expected: string]

const ROWS: readonly Row[] = [
  [
    'unstamped, all in force',
    () => {
      const world = openTimeWorld()
      return judge(world, signIn(world), '2020-04-01', fresh(world, '2020-04-01'))
    },
    'accept, accepted, TOTAL-PASSED, basic',
  ],
  [
    'unstamped, revoked since',
    () => {
      const world = openTimeWorld({ signer: CEASED })
      return judge(world, signIn(world), '2020-07-01', fresh(world, '2020-07-01'))
    },
    'refuse, signature.revoked, INDETERMINATE, REVOKED_NO_POE, basic, signature certificate-revoked 2020-06-01',
  ],
  [
    'stamped before the revocation',
    () => {
      const world = openTimeWorld({ signer: COMPROMISE })
      return judge(world, signIn(world, { stamp: STAMPED }), '2020-07-01', fresh(world, '2020-07-01'))
    },
    'accept, accepted, TOTAL-PASSED, time',
  ],
  [
    'stamped after the revocation',
    () => {
      const world = openTimeWorld({ signer: CEASED })
      const stamp = { by: 'tsa', at: day('2020-06-02') }
      return judge(world, signIn(world, { stamp }), '2020-07-01', fresh(world, '2020-07-01'))
    },
    'refuse, signature.revoked, INDETERMINATE, REVOKED_NO_POE, time',
  ],
  [
    'a stamp over the content shows that it was signed after the revocation',
    () => {
      const world = openTimeWorld({ signer: CEASED })
      const contentStamp = { by: 'tsa', at: day('2020-06-02') }
      return judge(world, signIn(world, { contentStamp }), '2020-07-01', fresh(world, '2020-07-01'))
    },
    'refuse, signature.revoked, TOTAL-FAILED, REVOKED, basic, signature certificate-revoked 2020-06-01',
  ],
  [
    'a stamp over the content shows that it was signed after the certificate ended',
    () => {
      const world = openTimeWorld()
      const contentStamp = { by: 'tsa', at: day('2022-02-01') }
      return judge(world, signIn(world, { contentStamp }), '2022-03-01', fresh(world, '2022-03-01'))
    },
    'refuse, signature.expired_unproven, TOTAL-FAILED, EXPIRED, basic, signature certificate-expired 2022-01-01',
  ],
  [
    'a stamp over the content younger than the one over the signature',
    () => {
      const world = openTimeWorld()
      const contentStamp = { by: 'tsa', at: day('2020-03-02') }
      const file = signIn(world, { contentStamp, stamp: STAMPED })
      return judge(world, file, '2020-04-01', fresh(world, '2020-04-01'))
    },
    'refuse, signature.time_order, INDETERMINATE, TIMESTAMP_ORDER_FAILURE, time',
  ],
  [
    'proven older than the certificate',
    () => {
      const world = openTimeWorld()
      const file = signIn(world, { by: 'late-signer', stamp: STAMPED })
      return judge(world, file, '2021-07-01', fresh(world, '2021-07-01'))
    },
    'refuse, signature.not_yet_valid, TOTAL-FAILED, NOT_YET_VALID, time',
  ],
  [
    'the signer has expired, its answers lie in the file, the authorities live',
    () => {
      const world = openTimeWorld()
      const file = keepIn(world, signIn(world, { stamp: STAMPED }), day('2020-03-02'))
      return judge(world, file, '2022-06-01', fresh(world, '2022-06-01'))
    },
    'accept, accepted, TOTAL-PASSED, time',
  ],
  [
    'the signer has expired and nothing proves anything',
    () => {
      const world = openTimeWorld()
      return judge(world, keepIn(world, signIn(world), day('2020-03-02')), '2022-06-01')
    },
    'refuse, signature.expired_unproven, INDETERMINATE, OUT_OF_BOUNDS_NO_POE, basic, signature certificate-expired 2022-01-01',
  ],
  [
    'the authority of the only stamp has expired: nobody renewed',
    () => {
      const world = openTimeWorld()
      const file = keepIn(world, signIn(world, { stamp: STAMPED }), day('2020-03-02'))
      return judge(world, file, '2025-01-01', fresh(world, '2025-01-01'))
    },
    'wait, signature.proof_lapsed, INDETERMINATE, OUT_OF_BOUNDS_NO_POE, time, time-stamp certificate-expired 2024-01-01',
  ],
  [
    'the same, under a policy that believes lapsed time-stamps',
    () => {
      const world = openTimeWorld()
      const file = keepIn(world, signIn(world, { stamp: STAMPED }), day('2020-03-02'))
      return judge(world, file, '2025-01-01', withPolicy({ lapsedTimeStamps: 'believed' }))
    },
    'accept, accepted, TOTAL-PASSED, time, time-stamp certificate-expired 2024-01-01',
  ],
  [
    'the same, under a policy that refuses them',
    () => {
      const world = openTimeWorld()
      const file = keepIn(world, signIn(world, { stamp: STAMPED }), day('2020-03-02'))
      return judge(world, file, '2025-01-01', withPolicy({ lapsedTimeStamps: 'refused' }))
    },
    'refuse, signature.expired_unproven, INDETERMINATE, OUT_OF_BOUNDS_NO_POE, basic, signature certificate-expired 2022-01-01',
  ],
  [
    'archived once, not renewed',
    async () => {
      const world = openTimeWorld()
      const file = await archiveIn(world, signIn(world, { stamp: STAMPED }), {
        by: 'tsa',
        at: day('2020-03-02'),
      })
      return judge(world, file, '2025-01-01', fresh(world, '2025-01-01'))
    },
    'wait, signature.proof_lapsed, INDETERMINATE, OUT_OF_BOUNDS_NO_POE, time, time-stamp certificate-expired 2024-01-01, time-stamp certificate-expired 2024-01-01',
  ],
  [
    'renewed twice in time, judged when all but the last authority are no more',
    async () => {
      const world = openTimeWorld()
      return judge(world, await renewedTwice(world), '2040-01-01', fresh(world, '2040-01-01'))
    },
    'accept, accepted, TOTAL-PASSED, archival',
  ],
  [
    'archived once under a stamp that still holds, the signer’s authority being no more',
    async () => {
      const world = openTimeWorld()
      return judge(world, await archivedOnce(world), '2031-01-01', fresh(world, '2031-01-01'))
    },
    'accept, accepted, TOTAL-PASSED, archival',
  ],
  [
    // EN 319 102-1 5.6.2.2 c says the day of issuance: the root's list is older than the archive that holds it.
    'the same with the clause to the letter',
    async () => {
      const world = openTimeWorld()
      const more = { ...fresh(world, '2031-01-01'), ...withPolicy({ sliding: 'issuance' }) }
      return judge(world, await archivedOnce(world), '2031-01-01', more)
    },
    'wait, signature.evidence_unproven, INDETERMINATE, OUT_OF_BOUNDS_NO_POE, archival',
  ],
  [
    'archived, and nobody says whether the last stamp’s authority was revoked: the doubt is not settled by itself',
    async () => {
      const world = openTimeWorld()
      return judge(world, await archivedOnce(world), '2031-01-01')
    },
    'wait, signature.evidence_unproven, INDETERMINATE, REVOCATION_OUT_OF_BOUNDS_NO_POE, time',
  ],
  [
    'a stamp of a lapsed authority, brought in afterwards under an honest stamp’s octets, is proven by nothing',
    async () => {
      const world = openTimeWorld()
      const evidence = ['2020-03-02', '2023-06-01', '2025-01-01'].flatMap((on) =>
        supply(listsOf(world, day(on)), day(on)),
      )
      return judge(world, await smuggledUnder(world), '2025-01-01', { evidence })
    },
    'wait, signature.proof_lapsed, INDETERMINATE, OUT_OF_BOUNDS_NO_POE, time, time-stamp certificate-expired 2024-01-01',
  ],
  [
    'archived and judged a month later without asking anybody',
    async () => {
      const world = openTimeWorld()
      const file = await archiveIn(world, signIn(world, { stamp: STAMPED }), {
        by: 'tsa',
        at: day('2020-03-02'),
      })
      return judge(world, file, '2020-04-02')
    },
    'wait, signature.evidence_missing, INDETERMINATE, TRY_LATER, time',
  ],
  [
    'renewed only after the first stamp had lapsed',
    async () => {
      const world = openTimeWorld()
      const first = await archiveIn(world, signIn(world, { stamp: STAMPED }), {
        by: 'tsa',
        at: day('2020-03-02'),
      })
      const file = await archiveIn(world, first, { by: 'tsa2', at: day('2025-01-01') })
      return judge(world, file, '2026-01-01', fresh(world, '2026-01-01'))
    },
    'wait, signature.proof_lapsed, INDETERMINATE, OUT_OF_BOUNDS_NO_POE, time, time-stamp certificate-expired 2024-01-01, time-stamp certificate-expired 2024-01-01',
  ],
  [
    'the authority of the signer was revoked; its word is proven to be older',
    async () => {
      const world = openTimeWorld({ ca: COMPROMISE })
      const file = await archiveIn(world, signIn(world, { stamp: STAMPED }), {
        by: 'tsa',
        at: day('2020-03-02'),
      })
      return judge(world, file, '2020-07-01', fresh(world, '2020-07-01'))
    },
    'accept, accepted, TOTAL-PASSED, archival',
  ],
  [
    'the authority of the signer was revoked; its word may be anybody’s',
    () => {
      const world = openTimeWorld({ ca: COMPROMISE })
      const file = keepIn(world, signIn(world, { stamp: STAMPED }), day('2020-03-02'))
      return judge(world, file, '2020-07-01', fresh(world, '2020-07-01'))
    },
    'wait, signature.evidence_unproven, INDETERMINATE, REVOKED_CA_NO_POE, time',
  ],
  [
    'the authority of the signer was revoked before it signed',
    () => {
      const world = openTimeWorld({ ca: { ...COMPROMISE, at: day('2020-02-01') } })
      return judge(world, signIn(world, { stamp: STAMPED }), '2020-07-01', fresh(world, '2020-07-01'))
    },
    'refuse, signature.authority_revoked, INDETERMINATE, REVOKED_CA_NO_POE, time',
  ],
  [
    'the time-stamp authority ceased later, its key in honest hands',
    () => {
      const world = openTimeWorld({ tsa: CEASED, signer: { ...COMPROMISE, at: day('2020-06-15') } })
      return judge(world, signIn(world, { stamp: STAMPED }), '2020-07-01', fresh(world, '2020-07-01'))
    },
    'accept, accepted, TOTAL-PASSED, time',
  ],
  [
    'the time-stamp authority lost its key: its stamps prove nothing',
    () => {
      const world = openTimeWorld({ tsa: COMPROMISE, signer: { ...CEASED, at: day('2020-06-15') } })
      return judge(world, signIn(world, { stamp: STAMPED }), '2020-07-01', fresh(world, '2020-07-01'))
    },
    'refuse, signature.revoked, INDETERMINATE, REVOKED_NO_POE, basic, signature certificate-revoked 2020-06-15',
  ],
  [
    'the time-stamp authority lost its key after another had covered its stamp',
    async () => {
      const world = openTimeWorld({
        tsa: { ...COMPROMISE, at: day('2022-06-01') },
        signer: { ...CEASED, at: day('2020-06-15') },
      })
      const file = await archiveIn(world, signIn(world, { stamp: STAMPED }), {
        by: 'tsa2',
        at: day('2022-03-01'),
      })
      return judge(world, file, '2022-07-01', fresh(world, '2022-07-01'))
    },
    'accept, accepted, TOTAL-PASSED, time',
  ],
  [
    'a weak digest in the inner stamp, covered in time by a strong one',
    async () => {
      const world = openTimeWorld()
      const file = signIn(world, { stamp: { ...STAMPED, digest: 'sha1' } })
      const kept = await archiveIn(world, file, { by: 'tsa', at: day('2020-11-01') })
      return judge(world, kept, '2022-06-01', fresh(world, '2022-06-01'))
    },
    'accept, accepted, TOTAL-PASSED, time',
  ],
  [
    'a weak digest in the stamp, and nobody covered it',
    () => {
      const world = openTimeWorld()
      const file = keepIn(world, signIn(world, { stamp: { ...STAMPED, digest: 'sha1' } }), day('2020-03-02'))
      return judge(world, file, '2022-06-01', fresh(world, '2022-06-01'))
    },
    'wait, signature.proof_lapsed, INDETERMINATE, OUT_OF_BOUNDS_NO_POE, time, time-stamp algorithm-aged 2020-12-31',
  ],
  [
    'a weak digest in the signature, proven while it was relied on',
    () => {
      const world = openTimeWorld()
      const file = signIn(world, { stamp: STAMPED, digest: 'sha1' })
      return judge(world, file, '2021-06-01', fresh(world, '2021-06-01'))
    },
    'accept, accepted, TOTAL-PASSED, time',
  ],
  [
    'a weak digest in the signature, proven by nothing',
    () => {
      const world = openTimeWorld()
      return judge(world, signIn(world, { digest: 'sha1' }), '2021-06-01', fresh(world, '2021-06-01'))
    },
    'refuse, signature.weak_algorithm, INDETERMINATE, CRYPTO_CONSTRAINTS_FAILURE_NO_POE, basic',
  ],
  [
    'certificates of a weak digest, everything archived while it was relied on',
    async () => {
      const world = openTimeWorld()
      const file = signIn(world, { by: 'old-signer', stamp: STAMPED })
      const kept = await archiveIn(world, file, { by: 'tsa', at: day('2020-03-02') })
      return judge(world, kept, '2021-06-01', fresh(world, '2021-06-01'))
    },
    'accept, accepted, TOTAL-PASSED, archival',
  ],
  [
    'certificates of a weak digest, which nothing proves to be older',
    () => {
      const world = openTimeWorld()
      const file = signIn(world, { by: 'old-signer', stamp: STAMPED })
      return judge(world, file, '2021-06-01', fresh(world, '2021-06-01'))
    },
    'wait, signature.evidence_unproven, INDETERMINATE, CRYPTO_CONSTRAINTS_FAILURE_NO_POE, archival',
  ],
  [
    'answers signed with a weak digest after it was given up',
    () => {
      const world = openTimeWorld()
      const lists = listsOf(world, day('2021-06-01'), 7, 'sha1')
      return judge(world, signIn(world), '2021-06-01', { evidence: supply(lists) })
    },
    'wait, signature.evidence_missing, INDETERMINATE, TRY_LATER, basic',
  ],
  [
    'answers no longer fresh when it was signed',
    () => {
      const world = openTimeWorld()
      const lists = supply(listsOf(world, day('2020-02-01')), day('2020-02-01'))
      return judge(world, signIn(world, { stamp: STAMPED }), '2020-04-01', { evidence: lists })
    },
    'wait, signature.evidence_missing, INDETERMINATE, TRY_LATER, time',
  ],
  [
    'a policy that lets answers be older than they say',
    () => {
      const world = openTimeWorld()
      const old = { maxAge: 40 * 86_400_000, cooldown: 0 }
      const policy = withPolicy({ freshness: { signer: old, authority: old, timeStamp: old } })
      const evidence = supply(listsOf(world, day('2020-02-01')))
      return judge(world, signIn(world), '2020-03-05', { evidence, ...policy })
    },
    'accept, accepted, TOTAL-PASSED, basic',
  ],
  [
    'a policy that wants answers of three days after the signature, and has those of one',
    () => {
      const world = openTimeWorld()
      const late = { maxAge: null, cooldown: 3 * 86_400_000 }
      const policy = withPolicy({ freshness: { ...DEFAULT_POLICY.freshness, signer: late } })
      const file = signIn(world, { stamp: STAMPED })
      return judge(world, file, '2020-03-02', { ...fresh(world, '2020-03-02'), ...policy })
    },
    'wait, signature.evidence_missing, INDETERMINATE, TRY_LATER, time',
  ],
  [
    'an answer by a responder that has expired since, obtained before',
    () => {
      const world = openTimeWorld()
      return judge(world, signIn(world, { stamp: STAMPED }), '2021-06-01', expired(world, '2020-03-02'))
    },
    'accept, accepted, TOTAL-PASSED, time',
  ],
  [
    'an answer by a responder that has expired since, and nothing proves that it is older',
    () => {
      const world = openTimeWorld()
      return judge(world, signIn(world, { stamp: STAMPED }), '2021-06-01', expired(world))
    },
    'wait, signature.evidence_unproven, INDETERMINATE, REVOCATION_OUT_OF_BOUNDS_NO_POE, time',
  ],
  [
    'whoever asks has had the whole file since before the certificate ended',
    () => {
      const world = openTimeWorld()
      const file = keepIn(world, signIn(world), day('2020-03-02'))
      const { sha256 } = judge(world, file, '2020-03-02')
      const proofs = [{ sha256, at: day('2020-03-03').getTime() }]
      return judge(world, file, '2032-06-01', { proofs })
    },
    'accept, accepted, TOTAL-PASSED, archival',
  ],
]

/**
 * A key that leaked after its certificate had ended stamps an old day, on a file that an honest archive time-stamp
 * once covered; a field added last holds that stamp once more, and claims octets the honest one covers.
 */
async function smuggledUnder(world: TimeWorld): Promise<Buffer> {
  const archived = await archiveIn(world, smallPage(), { by: 'tsa2', at: day('2023-06-01') })
  const signed = signIn(world, { page: archived, stamp: STAMPED })
  const file = openPdf(signed)
  const stamps = listSignatures(file).flatMap(({ contents, subFilter }) =>
    subFilter === 'ETSI.RFC3161' ? [] : parseSignedData(contents!.bytes).signers,
  )
  const [token] = stamps.flatMap(({ unsigned }) => unsigned.get(ATTRIBUTE.signatureTimeStamp) ?? [])
  const prepared = prepareSignature(signed, { subFilter: 'ETSI.RFC3161', room: 8_000 })
  const range = /\/ByteRange \[[^\]]*\]/g
  const last = [...prepared.bytes.toString('latin1').matchAll(range)].at(-1)!
  prepared.bytes.write('/ByteRange [0 1 2 3]'.padEnd(last[0].length), last.index, 'latin1')
  return embedSignature(prepared, raw(token!))
}

/** Sealed in 2020, renewed in 2023 and in 2031, each time with the lists of the day. */
async function renewedTwice(world: TimeWorld): Promise<Buffer> {
  const first = await archiveIn(world, signIn(world, { stamp: STAMPED }), {
    by: 'tsa',
    at: day('2020-03-02'),
  })
  const second = await archiveIn(world, first, { by: 'tsa2', at: day('2023-06-01') })
  return archiveIn(world, second, { by: 'tsa3', at: day('2031-06-01') })
}

const archivedOnce = (world: TimeWorld): Promise<Buffer> => {
  const file = signIn(world, { by: 'late-signer', stamp: { by: 'tsa2', at: day('2023-03-01') } })
  return archiveIn(world, file, { by: 'tsa2', at: day('2023-03-02') })
}

/** The lists of the authorities, and about the signer only the answer of an expired responder. */
function expired(world: TimeWorld, obtainedAt?: string): Partial<VerifyOptions> {
  const [root, , ca2] = listsOf(world, day('2021-06-01'))
  const der = answerAbout(world, 'signer', day('2020-03-02'))
  const answer = { kind: 'ocsp', der, ...(obtainedAt && { obtainedAt: day(obtainedAt).getTime() }) } as const
  return { evidence: [...supply([root!, ca2!]), answer] }
}

for (const [name, found, expected] of ROWS) {
  test(name, async () => assert.equal(said(await found()), expected))
}
