import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { toPem } from '../issue/pem.ts'
import { readTrust } from '../trust.ts'
import { verifyPdf } from '../verify-pdf.ts'
import { verifyTimeStamp } from '../verify-time-stamp.ts'
import { DEFAULT_POLICY } from './policy.ts'
import { day, listsOf, openTimeWorld, signIn, stampBy, supply, type TimeWorld } from './time-world.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-openssl-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const skip = spawnSync('openssl', ['version']).error ? 'no openssl here to give a second opinion' : false

const REVOKED = { at: day('2020-06-01'), reason: 'keyCompromise' } as const
const HELPERS = ['ca', 'ca2', 'old-ca']

/** What openssl is asked in: the day, the lists at hand, and who is in question. */
type Scene = {
  readonly what: string
  readonly world: TimeWorld
  readonly by: string
  readonly at: string
  readonly lists: string
}

const SCENES: readonly Scene[] = [
  { what: 'in force', world: openTimeWorld(), by: 'signer', at: '2020-07-01', lists: '2020-07-01' },
  {
    what: 'revoked',
    world: openTimeWorld({ signer: REVOKED }),
    by: 'signer',
    at: '2020-07-01',
    lists: '2020-07-01',
  },
  {
    what: 'authority revoked',
    world: openTimeWorld({ ca: REVOKED }),
    by: 'signer',
    at: '2020-07-01',
    lists: '2020-07-01',
  },
  {
    what: 'another revoked',
    world: openTimeWorld({ tsa: REVOKED }),
    by: 'signer',
    at: '2020-07-01',
    lists: '2020-07-01',
  },
  {
    what: 'not revoked yet',
    world: openTimeWorld({ signer: REVOKED }),
    by: 'signer',
    at: '2020-05-01',
    lists: '2020-05-01',
  },
  { what: 'lists out of date', world: openTimeWorld(), by: 'signer', at: '2020-07-20', lists: '2020-07-01' },
  {
    what: 'lists of days to come',
    world: openTimeWorld(),
    by: 'signer',
    at: '2020-07-01',
    lists: '2020-07-20',
  },
  { what: 'expired', world: openTimeWorld(), by: 'signer', at: '2022-07-01', lists: '2022-07-01' },
  { what: 'not begun', world: openTimeWorld(), by: 'late-signer', at: '2021-01-01', lists: '2021-01-01' },
  {
    what: 'authority expired',
    world: openTimeWorld(),
    by: 'late-signer',
    at: '2031-01-01',
    lists: '2031-01-01',
  },
]

function put(name: string, ders: readonly Buffer[], label?: string): string {
  const path = join(folder, name)
  writeFileSync(path, ders.map((der) => toPem(der, label)).join(''))
  return path
}

const trustOf = (world: TimeWorld) => readTrust(['root', ...HELPERS].map((id) => world.get(id).certificate))

function openssl({ world, by, at, lists }: Scene): boolean {
  const { status } = spawnSync('openssl', [
    'verify',
    '-attime',
    String(day(at).getTime() / 1000),
    '-crl_check_all',
    '-x509_strict',
    '-CAfile',
    put('root.pem', [world.get('root').certificate]),

    '-untrusted',
    put(
      'helpers.pem',
      HELPERS.map((id) => world.get(id).certificate),
    ),
    '-CRLfile',
    put('lists.pem', listsOf(world, day(lists)), 'X509 CRL'),
    put('target.pem', [world.get(by).certificate]),
  ])
  return status === 0
}

/** The same question to us: an unstamped signature, judged on that day by the lists alone. */
function ours({ world, by, at, lists }: Scene): boolean {
  const options = { ...trustOf(world), at: day(at).getTime(), evidence: supply(listsOf(world, day(lists))) }
  return (
    verifyPdf(signIn(world, { by }), { ...options, policy: { ...DEFAULT_POLICY, skew: 0 } }).code ===
    'accepted'
  )
}

test('openssl says the same of every chain as of a day', { skip }, () => {
  const found = SCENES.map((scene) => [scene.what, ours(scene)])
  assert.deepEqual(
    found,
    SCENES.map((scene) => [scene.what, openssl(scene)]),
  )
  assert.deepEqual(
    found.filter(([, good]) => good).map(([what]) => what),
    ['in force', 'another revoked', 'not revoked yet'],
  )
})

const STAMPED = Buffer.from('So: 12/2020')

test('openssl says the same of every time-stamp', { skip }, () => {
  const world = openTimeWorld()
  const token = stampBy(world, { by: 'tsa', at: day('2020-03-01') }, STAMPED)
  const broken = Buffer.from(token)
  broken[broken.length - 5]! ^= 1
  for (const [what, given, over, at] of [
    ['sound', token, STAMPED, '2020-04-01'],
    ['over other octets', token, Buffer.from('So: 13/2020'), '2020-04-01'],
    ['a changed signature', broken, STAMPED, '2020-04-01'],
    [
      'by a certificate that is not for it',
      stampBy(world, { by: 'signer', at: day('2020-03-01') }, STAMPED),
      STAMPED,
      '2020-04-01',
    ],
    ['after its certificate ended', token, STAMPED, '2025-01-01'],
  ] as const) {
    const [file, data] = [join(folder, 'token.der'), join(folder, 'data')]
    writeFileSync(file, given)
    writeFileSync(data, over)
    const { status } = spawnSync('openssl', [
      'ts',
      '-verify',
      '-in',
      file,
      '-token_in',
      '-data',
      data,
      '-attime',
      String(day(at).getTime() / 1000),
      '-CAfile',
      put('root.pem', [world.get('root').certificate]),

      '-untrusted',
      put(
        'helpers.pem',
        [...HELPERS, 'tsa'].map((id) => world.get(id).certificate),
      ),
    ])
    // openssl asks for no answer on revocation here, and believes no time-stamp that has lapsed.
    const policy = { ...DEFAULT_POLICY, lapsedTimeStamps: 'refused' } as const
    const { fault } = verifyTimeStamp(given, over, { ...trustOf(world), at: day(at).getTime(), policy })
    assert.equal(fault === undefined, status === 0, `${what}: ${fault}`)
    assert.equal(status === 0, what === 'sound', what)
  }
})
