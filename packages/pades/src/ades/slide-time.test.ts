import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { corpus, skipWithout } from '../corpus.ts'
import { sha256Hex } from '../digest.ts'
import { makePool } from '../path/build.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { parseCrl } from '../x509/crl.ts'
import { parseOcspResponse } from '../x509/ocsp.ts'
import { DEFAULT_POLICY } from './policy.ts'
import { slideTime } from './slide-time.ts'

const folder = corpus('pyhanko/time-slide')
const skip = skipWithout(folder)

type Scene = {
  readonly what: string
  readonly now: string
  readonly evidence: readonly string[]
  readonly authority?: string
  /** What is proven to have existed on 30 November 2020, the day before the revocations. */
  readonly proven?: readonly string[]
  readonly expected: string
}

const REVOKED = {
  now: '2020-12-10T00:05:00.000Z',
  authority: 'interm-revoked.crt',
  evidence: ['root-2020-12-10.crl', 'interm-2020-11-29.crl'],
}

/** What pyHanko's own tests of the sliding assert, one by one. */
const SCENES: readonly Scene[] = [
  {
    what: 'nothing is revoked and all is fresh',
    now: '2020-11-29T00:05:00.000Z',
    evidence: ['alice-2020-11-29.ors', 'root-2020-11-29.crl'],
    expected: '2020-11-29T00:05:00.000Z',
  },
  {
    what: 'an OCSP answer says revoked',
    now: '2020-12-10T00:05:00.000Z',
    evidence: ['alice-2020-12-10.ors', 'root-2020-12-10.crl'],
    expected: '2020-12-01T00:00:00.000Z',
  },
  {
    what: 'a list says revoked',
    now: '2020-12-10T00:05:00.000Z',
    evidence: ['root-2020-12-10.crl', 'interm-2020-12-10.crl'],
    expected: '2020-12-01T00:00:00.000Z',
  },
  {
    what: 'the authority is revoked, certificate and list below it are proven older',
    ...REVOKED,
    proven: ['alice.crt', 'interm-2020-11-29.crl'],
    expected: '2020-12-01T00:00:00.000Z',
  },
  {
    what: 'the authority is revoked, the certificate below it is not proven older',
    ...REVOKED,
    proven: ['interm-2020-11-29.crl'],
    expected: 'no proof for CN=Alice',
  },
  {
    what: 'the authority is revoked, the list below it is not proven older',
    ...REVOKED,
    proven: ['alice.crt'],
    expected: 'no proof for CN=Alice',
  },
  {
    what: 'the authority is revoked and there is no list below it',
    ...REVOKED,
    evidence: ['root-2020-12-10.crl'],
    expected: 'no proof for CN=Alice',
  },
]

const read = (name: string) => readFileSync(join(folder, name.endsWith('.crt') ? 'certs' : '', name))

function slide({ now, evidence, authority = 'interm.crt', proven = [] }: Scene): string {
  const [root, middle, target, responder] = ['root.crt', authority, 'alice.crt', 'interm-ocsp.crt'].map(
    (name) => parseCertificate(read(name)),
  )
  const ids = new Set(proven.map((name) => sha256Hex(read(name))))
  const at = Date.parse(now)
  const revocation = {
    pool: makePool([root!], [middle!, responder!]),
    crls: evidence.filter((name) => name.endsWith('.crl')).map((name) => parseCrl(read(name))),
    ocsps: evidence
      .filter((name) => name.endsWith('.ors'))
      .flatMap((name) => parseOcspResponse(read(name)) ?? []),
    now: at,
    provenAt: (id: string) => (ids.has(id) ? Date.UTC(2020, 10, 30) : at),
    skew: 0,
  }
  const slid = slideTime([root!, middle!, target!], {
    policy: DEFAULT_POLICY,
    revocation,
    role: 'signer',
    start: at,
  })
  if (slid.ok) return new Date(slid.control).toISOString()
  return slid.certificate.id === target!.id ? 'no proof for CN=Alice' : `no proof for ${slid.certificate.id}`
}

for (const scene of SCENES)
  test(`time slides as in pyHanko where ${scene.what}`, { skip }, () =>
    assert.equal(slide(scene), scene.expected),
  )
