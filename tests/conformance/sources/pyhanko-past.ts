import { sha256Hex } from '../../../packages/pades/src/digest.ts'
import { judgeChain } from '../../../packages/pades/src/ades/chain.ts'
import { slideTime } from '../../../packages/pades/src/ades/slide-time.ts'
import { makePool } from '../../../packages/pades/src/path/build.ts'
import type { RevocationContext } from '../../../packages/pades/src/revocation/context.ts'
import { parseCertificate } from '../../../packages/pades/src/x509/certificate.ts'
import { parseCrl } from '../../../packages/pades/src/x509/crl.ts'
import { parseOcspResponse } from '../../../packages/pades/src/x509/ocsp.ts'
import { DEFAULT_POLICY } from '@khoso/pades'
import { compare, readShared, type Case, type Source } from '../source.ts'

/**
 * A scene of pyHanko's tests of past validation: who answered what, when it is judged, and at which moment
 * the signature is proven to have existed. `proven` is when an answer is proven to have been there.
 */
type Scene = {
  readonly id: string
  readonly folder: 'time-slide' | 'freshness'
  readonly evidence: readonly string[]
  readonly authority?: 'interm-revoked.crt'
  readonly now: string
  readonly at?: string
  readonly proven?: Readonly<Record<string, string>>
  /** How old answers may be, or how long after the signature they must be, in hours (EN 319 102-1 5.2.5). */
  readonly maxAge?: number
  readonly cooldown?: number
  readonly expected: string
  /** The last moment all was known to be good, where pyHanko's test is about the sliding itself. */
  readonly control?: string
}

/**
 * What pyHanko's tests of these files assert. It slides the moment back to the day before the revocation
 * (1 December 2020); we are asked for a moment, so each of its findings gives two scenes: good before, revoked
 * at and after.
 */
const SCENES: readonly Scene[] = [
  {
    id: 'nothing revoked, judged now',
    folder: 'time-slide',
    evidence: ['alice-2020-11-29.ors', 'root-2020-11-29.crl'],
    now: '2020-11-29T00:05:00Z',
    control: '2020-11-29T00:05',
    expected: 'passed',
  },
  {
    id: 'signer revoked by OCSP, judged now',
    folder: 'time-slide',
    evidence: ['alice-2020-12-10.ors', 'root-2020-12-10.crl'],
    now: '2020-12-10T00:05:00Z',
    control: '2020-12-01T00:00',
    expected: 'REVOKED_NO_POE',
  },
  {
    id: 'signer revoked by OCSP, proven the day before',
    folder: 'time-slide',
    evidence: ['alice-2020-12-10.ors', 'root-2020-12-10.crl'],
    now: '2020-12-10T00:05:00Z',
    at: '2020-11-30T23:59:59Z',
    expected: 'passed',
  },
  {
    id: 'signer revoked by CRL, judged now',
    folder: 'time-slide',
    evidence: ['interm-2020-12-10.crl', 'root-2020-12-10.crl'],
    now: '2020-12-10T00:05:00Z',
    control: '2020-12-01T00:00',
    expected: 'REVOKED_NO_POE',
  },
  {
    id: 'signer revoked by CRL, proven the day before',
    folder: 'time-slide',
    evidence: ['interm-2020-12-10.crl', 'root-2020-12-10.crl'],
    now: '2020-12-10T00:05:00Z',
    at: '2020-11-30T23:59:59Z',
    expected: 'passed',
  },
  {
    id: 'intermediate revoked, its list proven before that',
    folder: 'time-slide',
    authority: 'interm-revoked.crt',
    evidence: ['interm-2020-11-29.crl', 'root-2020-12-10.crl'],
    now: '2020-12-10T00:05:00Z',
    at: '2020-11-30T00:00:00Z',
    proven: { 'interm-2020-11-29.crl': '2020-11-30T00:00:00Z', 'alice.crt': '2020-11-30T00:00:00Z' },
    control: '2020-12-01T00:00',
    expected: 'passed',
  },
  {
    id: 'intermediate revoked, its list proven before that and the certificate not',
    folder: 'time-slide',
    authority: 'interm-revoked.crt',
    evidence: ['interm-2020-11-29.crl', 'root-2020-12-10.crl'],
    now: '2020-12-10T00:05:00Z',
    at: '2020-11-30T00:00:00Z',
    proven: { 'interm-2020-11-29.crl': '2020-11-30T00:00:00Z' },
    expected: 'REVOKED_CA_NO_POE',
  },
  {
    id: 'intermediate revoked, its list not proven before that',
    folder: 'time-slide',
    authority: 'interm-revoked.crt',
    evidence: ['interm-2020-11-29.crl', 'root-2020-12-10.crl'],
    now: '2020-12-10T00:05:00Z',
    at: '2020-11-30T00:00:00Z',
    proven: { 'alice.crt': '2020-11-30T00:00:00Z' },
    expected: 'REVOKED_CA_NO_POE',
  },
  {
    id: 'intermediate revoked, judged now',
    folder: 'time-slide',
    authority: 'interm-revoked.crt',
    evidence: ['interm-2020-11-29.crl', 'root-2020-12-10.crl'],
    now: '2020-12-10T00:05:00Z',
    proven: { 'interm-2020-11-29.crl': '2020-11-30T00:00:00Z' },
    control: 'no proof',
    expected: 'REVOKED_CA_NO_POE',
  },
  {
    id: 'intermediate revoked, no list below it',
    folder: 'time-slide',
    authority: 'interm-revoked.crt',
    evidence: ['root-2020-12-10.crl'],
    now: '2020-12-10T00:05:00Z',
    control: 'no proof',
    expected: 'REVOKED_CA_NO_POE',
  },
  {
    id: 'the newest answer counts, however lenient the freshness',
    folder: 'freshness',
    evidence: ['alice-2020-11-29.ors', 'alice-2020-12-10.ors', 'root-2020-12-10.crl'],
    now: '2020-12-10T00:00:00Z',
    expected: 'REVOKED_NO_POE',
  },
  {
    id: 'an answer from after the moment of judging is not heard',
    folder: 'freshness',
    evidence: ['alice-2020-11-29.ors', 'alice-2020-12-10.ors', 'root-2020-11-29.crl'],
    now: '2020-11-29T00:00:00Z',
    expected: 'passed',
  },
  {
    id: 'an old answer counts under a freshness of twenty days',
    folder: 'freshness',
    evidence: ['alice-2020-11-29.ors', 'root-2020-12-10.crl'],
    now: '2020-12-10T00:00:00Z',
    maxAge: 20 * 24,
    expected: 'passed',
  },
  {
    id: 'nine days old at most',
    folder: 'freshness',
    evidence: ['alice-2020-10-01.ors', 'root-2020-10-01.crl'],
    now: '2020-10-01T00:00:00Z',
    maxAge: 9 * 24,
    expected: 'passed',
  },
  {
    id: 'an hour old at most',
    folder: 'freshness',
    evidence: ['alice-2020-10-01.ors', 'root-2020-10-01.crl'],
    now: '2020-10-01T00:00:00Z',
    maxAge: 1,
    expected: 'TRY_LATER',
  },
  {
    id: 'three days after the signature at least, and it is thirteen',
    folder: 'freshness',
    evidence: ['alice-2020-10-01.ors', 'root-2020-10-01.crl'],
    now: '2020-10-01T00:00:00Z',
    at: '2020-09-18T00:00:00Z',
    cooldown: 3 * 24,
    expected: 'passed',
  },
  {
    id: 'three days after the signature at least, and it is one',
    folder: 'freshness',
    evidence: ['alice-2020-10-01.ors', 'root-2020-10-01.crl'],
    now: '2020-10-01T00:00:00Z',
    at: '2020-09-30T00:00:00Z',
    cooldown: 3 * 24,
    expected: 'TRY_LATER',
  },
  {
    id: 'answers of the day of judging, signed two weeks before',
    folder: 'freshness',
    evidence: ['alice-2020-10-01.ors', 'root-2020-10-01.crl'],
    now: '2020-10-01T00:00:00Z',
    expected: 'passed',
  },
]

function judgeScene(scene: Scene): Case[] {
  const read = (...parts: string[]) => readShared('corpus/pyhanko', scene.folder, ...parts)
  const certificate = (name: string) => parseCertificate(read('certs', name))
  const authority = scene.authority ?? 'interm.crt'
  const alice = certificate('alice.crt')
  const pool = makePool([certificate('root.crt')], [certificate(authority), certificate('interm-ocsp.crt')])
  const items = scene.evidence.map((name) => ({ name, der: read(name) }))
  const crls = items.filter(({ name }) => name.endsWith('.crl')).map(({ der }) => parseCrl(der))
  const ocsps = items
    .filter(({ name }) => name.endsWith('.ors'))
    .flatMap(({ der }) => parseOcspResponse(der) ?? [])
  const now = Date.parse(scene.now)
  const at = Date.parse(scene.at ?? scene.now)
  const known = [...items, { name: 'alice.crt', der: alice.der }]
  const provenAt = (id: string) => {
    const item = known.find(({ der }) => sha256Hex(der) === id)
    const proven = item && scene.proven?.[item.name]
    return proven ? Date.parse(proven) : now
  }
  const hour = 3_600_000
  const { maxAge, cooldown } = scene
  const freshness = () => ({
    maxAge: maxAge === undefined ? null : maxAge * hour,
    cooldown: (cooldown ?? 0) * hour,
  })
  const context: RevocationContext = { pool, crls, ocsps, now, provenAt, skew: 0, freshness }
  const slid = slideTime([certificate('root.crt'), certificate(authority), alice], {
    policy: DEFAULT_POLICY,
    revocation: context,
    role: 'signer',
    start: now,
  })
  const control = slid.ok ? new Date(slid.control).toISOString().slice(0, 16) : 'no proof'
  const question = { at, proven: scene.at !== undefined, role: 'signer' } as const
  const { outcome } = judgeChain(alice, question, {
    policy: DEFAULT_POLICY,
    revocation: context,
  })
  const found = outcome.indication === 'TOTAL-PASSED' ? 'passed' : outcome.subIndication
  const id = `${scene.folder}: ${scene.id}`
  return [
    compare(id, scene.expected, found, true),
    ...(scene.control ? [compare(`${id}, control time`, scene.control, control, true)] : []),
  ]
}

export const pyhankoPast: Source = {
  name: 'pyHanko past validation',
  folders: ['corpus/pyhanko/time-slide', 'corpus/pyhanko/freshness'],
  judge: () => ({ cases: SCENES.flatMap(judgeScene), silent: [] }),
}
