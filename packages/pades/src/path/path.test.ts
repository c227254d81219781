/** RFC 5280 section 6, rule by rule and both ways, on certificates made here; openssl is asked as well. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { basicConstraints, encodeName, extension, keyUsage, toPem } from '../../issue.ts'
import { sequence } from '../der/write.ts'
import { parseCertificate, type Certificate } from '../x509/certificate.ts'
import {
  alternativeNames,
  AT,
  authority,
  CA,
  certificateDer,
  day,
  directory,
  dns,
  email,
  inhibitAnyPolicy,
  ip,
  issue,
  nameConstraints,
  nameOf,
  newKey,
  OTHER_ALGORITHM,
  otherName,
  policies,
  policyConstraints,
  policyMappings,
  registeredId,
  unknown,
  uri,
  type Order,
  type Party,
} from '../../tests/given.ts'
import { findValidPath, makePool } from './build.ts'
import type { PathFault, PathInputs } from './validate.ts'

type Chain = {
  readonly anchors: readonly Certificate[]
  readonly helpers: readonly Certificate[]
  readonly target: Certificate
  readonly inputs?: Partial<PathInputs>
}
type Verdict = 'valid' | PathFault | 'path.unknown_issuer'
type Row = readonly [expected: Verdict, make: () => Chain, openssl?: 'otherwise' | readonly string[]]

const ROOT = authority({ subject: 'root' })
const LEAF = [basicConstraints(false), keyUsage('digitalSignature')] as const
const leaf = (by: Party, order: Order = {}): Certificate =>
  issue({ by, ...order, extensions: order.extensions ?? LEAF }).certificate
const certificates = (...parties: readonly Party[]): Certificate[] => parties.map((one) => one.certificate)

/** Root, then one authority below another, each as ordered, then a leaf. */
function chain(orders: readonly Order[], last: Order = {}, root: Party = ROOT): Chain {
  const below: Party[] = []
  for (const order of orders) below.push(authority({ by: below.at(-1) ?? root, ...order }))
  return {
    anchors: certificates(root),
    helpers: certificates(...below),
    target: leaf(below.at(-1) ?? root, last),
  }
}

const extended = (...more: Buffer[]): Order => ({ extensions: [...CA, ...more] })
const limited = (length: number): Order => ({ extensions: [basicConstraints(length), CA[1]] })
const named = (...names: Buffer[]): Order => ({ extensions: [...LEAF, alternativeNames(...names)] })
const permit = (...permitted: Buffer[]): Order => extended(nameConstraints({ permitted }))
const exclude = (...excluded: Buffer[]): Order => extended(nameConstraints({ excluded }))
const SHAPE: Readonly<Record<string, Row>> = {
  'a leaf under its root': ['valid', () => chain([])],
  'three authorities in a row': ['valid', () => chain([{}, {}, {}])],
  'a signature that is not the issuer\u2019s': ['path.signature', () => chain([], { unsigned: true })],
  'an authority whose certificate is not signed': ['path.signature', () => chain([{ unsigned: true }])],
  'an issuer of the right name and another key': [
    'path.signature',
    () => ({ ...chain([]), target: leaf({ ...authority({ subject: 'root' }) }) }),
  ],
  'an issuer nobody has': ['path.unknown_issuer', () => ({ ...chain([{}]), helpers: [] })],
  'a leaf that has ended': ['path.expired', () => chain([], { until: day(-1) })],
  'a leaf that has not begun': ['path.not_yet_valid', () => chain([], { from: day(1) })],
  'an authority that has ended': ['path.expired', () => chain([{ until: day(-1) }])],
  'an authority that has not begun': ['path.not_yet_valid', () => chain([{ from: day(1) }])],
  // 6.1.1 d: of an anchor only its name and key are input.
  'an anchor that has ended': [
    'valid',
    () => chain([], {}, authority({ subject: 'old root', until: day(-1) })),
    'otherwise',
  ],
  'an anchor without basic constraints': [
    'valid',
    () => chain([], {}, issue({ subject: 'bare root' })),
    'otherwise',
  ],
  'the anchor itself': [
    'valid',
    () => ({ anchors: certificates(ROOT), helpers: [], target: ROOT.certificate }),
  ],
}

const AUTHORITIES: Readonly<Record<string, Row>> = {
  'an authority without basic constraints': ['path.not_ca', () => chain([{ extensions: [CA[1]] }])],
  'an authority that says it is none': [
    'path.not_ca',
    () => chain([{ extensions: [basicConstraints(false), CA[1]] }]),
  ],
  'an authority of version 1': ['path.not_ca', () => chain([{ version: 1 }])],
  'a leaf that issues': ['path.not_ca', () => chain([{ extensions: LEAF }])],
  'an authority that may not sign certificates': [
    'path.key_usage',
    () => chain([{ extensions: [CA[0], keyUsage('crlSign')] }]),
  ],
  'an authority that names no key usage': ['valid', () => chain([{ extensions: [CA[0]] }])],
  'a path length that is kept': ['valid', () => chain([limited(1), {}])],
  'a path length that is not kept': ['path.length', () => chain([limited(0), {}])],
  'a path length of nought with a leaf below': ['valid', () => chain([limited(0)])],
  'a path length that a lower authority widens': ['path.length', () => chain([limited(0), limited(5)])],
  'a path length of the anchor': [
    'path.length',
    () => chain([{}], {}, authority({ subject: 'short root', ...limited(0) })),
  ],
  // 6.1.4 l: self-issued certificates do not count.
  'a new key of the same authority below a path length of nought': [
    'valid',
    () => {
      const old = authority({ by: ROOT, subject: 'roll-over', ...limited(0) })
      const fresh = authority({ by: old, subject: old.name })
      return { anchors: certificates(ROOT), helpers: certificates(old, fresh), target: leaf(fresh) }
    },
  ],
}

const EXTENSIONS: Readonly<Record<string, Row>> = {
  'an unknown critical extension in the leaf': [
    'path.critical_extension',
    () => chain([], { extensions: [...LEAF, unknown(true)] }),
  ],
  'an unknown critical extension in an authority': [
    'path.critical_extension',
    () => chain([extended(unknown(true))]),
  ],
  'an unknown extension that is not critical': [
    'valid',
    () => chain([extended(unknown(false))], { extensions: [...LEAF, unknown(false)] }),
  ],
  // A CA must not, but a validator has no rule against it (6.1.4, 6.1.5).
  'a leaf that may sign certificates and is no authority': [
    'valid',
    () => chain([], { extensions: [basicConstraints(false), keyUsage('digitalSignature', 'keyCertSign')] }),
    'otherwise',
  ],
  'a serial number of nought': ['valid', () => chain([], { serial: Buffer.of(0) })],
  'a serial number below nought': ['valid', () => chain([], { serial: Buffer.of(0x80) })],
  'a serial number of thirty octets': ['valid', () => chain([], { serial: Buffer.alloc(30, 7) })],
  'no key identifiers at all': ['valid', () => chain([{ withoutKeyIds: true }], { withoutKeyIds: true })],
  'a leaf without a subject': ['valid', () => chain([], { subject: sequence() })],
  'an issuer without a name': [
    'path.name_chain',
    () => {
      const nameless = authority({ subject: sequence() })
      return { anchors: certificates(nameless), helpers: [], target: leaf(nameless) }
    },
    'otherwise',
  ],
}

const NAMES: Readonly<Record<string, Row>> = {
  'a host in the permitted domain': [
    'valid',
    () => chain([permit(dns('danang.gov.vn'))], named(dns('kq.danang.gov.vn'))),
  ],
  'the permitted host itself': [
    'valid',
    () => chain([permit(dns('danang.gov.vn'))], named(dns('DANANG.gov.vn'))),
  ],
  'a host outside the permitted domain': [
    'path.names',
    () => chain([permit(dns('danang.gov.vn'))], named(dns('danang.gov.vn.evil.com'))),
  ],
  'a host that only ends like the permitted one': [
    'path.names',
    () => chain([permit(dns('danang.gov.vn'))], named(dns('xdanang.gov.vn'))),
  ],
  'one good host and one bad': [
    'path.names',
    () => chain([permit(dns('a.vn'))], named(dns('x.a.vn'), dns('b.vn'))),
  ],
  'a host in the excluded domain': ['path.names', () => chain([exclude(dns('a.vn'))], named(dns('x.a.vn')))],
  'a host beside the excluded domain': ['valid', () => chain([exclude(dns('a.vn'))], named(dns('x.b.vn')))],
  'a host both permitted and excluded': [
    'path.names',
    () =>
      chain(
        [extended(nameConstraints({ permitted: [dns('vn')], excluded: [dns('a.vn')] }))],
        named(dns('x.a.vn')),
      ),
  ],
  'an empty excluded domain, which is every host': [
    'path.names',
    () => chain([exclude(dns(''))], named(dns('a.vn'))),
  ],
  'constraints that are not critical bind too': [
    'path.names',
    () => chain([extended(nameConstraints({ permitted: [dns('a.vn')] }, false))], named(dns('b.vn'))),
  ],
  'a kind the constraints do not speak of': [
    'valid',
    () => chain([permit(dns('a.vn'))], named(email('x@b.vn'))),
  ],
  'two permitted domains, one of them met': [
    'valid',
    () => chain([permit(dns('a.vn'), dns('b.vn'))], named(dns('x.b.vn'))),
  ],
  'two authorities that permit what does not meet': [
    'path.names',
    () => chain([permit(dns('a.vn')), permit(dns('b.vn'))], named(dns('x.b.vn'))),
  ],
  'two authorities that narrow': [
    'valid',
    () => chain([permit(dns('a.vn')), permit(dns('x.a.vn'))], named(dns('y.x.a.vn'))),
  ],
  'a mailbox that is permitted': ['valid', () => chain([permit(email('an@a.vn'))], named(email('an@A.vn')))],
  'another mailbox of that host': [
    'path.names',
    () => chain([permit(email('an@a.vn'))], named(email('binh@a.vn'))),
  ],
  'a mailbox at the permitted host': ['valid', () => chain([permit(email('a.vn'))], named(email('x@a.vn')))],
  'a mailbox at a host below the permitted one': [
    'path.names',
    () => chain([permit(email('a.vn'))], named(email('x@b.a.vn'))),
  ],
  'a mailbox in the permitted domain': [
    'valid',
    () => chain([permit(email('.a.vn'))], named(email('x@b.a.vn'))),
  ],
  'a mailbox at the domain itself': [
    'path.names',
    () => chain([permit(email('.a.vn'))], named(email('x@a.vn'))),
  ],
  'an excluded mailbox': ['path.names', () => chain([exclude(email('a.vn'))], named(email('x@a.vn')))],
  'an address at the permitted host': [
    'valid',
    () => chain([permit(uri('a.vn'))], named(uri('https://a.vn/x?y'))),
  ],
  'an address in the permitted domain': [
    'valid',
    () => chain([permit(uri('.a.vn'))], named(uri('https://b.a.vn:8443/x'))),
  ],
  'an address at another host': [
    'path.names',
    () => chain([permit(uri('a.vn'))], named(uri('https://b.vn/a.vn'))),
  ],
  'an address whose user looks like the host': [
    'path.names',
    () => chain([permit(uri('a.vn'))], named(uri('https://a.vn@b.vn/'))),
  ],
  'an excluded address': ['path.names', () => chain([exclude(uri('.a.vn'))], named(uri('ldap://x.a.vn/')))],
  'an address with a number for a host, where addresses are constrained': [
    'path.names',
    () => chain([permit(uri('a.vn'))], named(uri('https://10.0.0.1/'))),
  ],
  'a number in the permitted network': [
    'valid',
    () => chain([permit(ip(10, 0, 0, 0, 255, 0, 0, 0))], named(ip(10, 9, 8, 7))),
  ],
  'a number outside it': [
    'path.names',
    () => chain([permit(ip(10, 0, 0, 0, 255, 0, 0, 0))], named(ip(11, 9, 8, 7))),
  ],
  'a number in the excluded network': [
    'path.names',
    () => chain([exclude(ip(10, 0, 0, 0, 255, 0, 0, 0))], named(ip(10, 9, 8, 7))),
  ],
  'a long number where only short ones are permitted': [
    'path.names',
    () => chain([permit(ip(10, 0, 0, 0, 255, 0, 0, 0))], named(ip(...Array<number>(16).fill(1)))),
  ],
  'a network written wrongly': ['path.names', () => chain([permit(ip(10, 0, 0))], named(ip(10, 0, 0, 1)))],
  'a subject in the permitted part of the directory': [
    'valid',
    () =>
      chain(
        [
          permit(
            directory(
              encodeName([
                ['country', 'VN'],
                ['organization', 'Khoso test'],
              ]),
            ),
          ),
        ],
        { subject: 'x' },
      ),
  ],
  'a subject outside it': [
    'path.names',
    () =>
      chain(
        [
          permit(
            directory(
              encodeName([
                ['country', 'VN'],
                ['organization', 'Other'],
              ]),
            ),
          ),
        ],
        { subject: 'x' },
      ),
  ],
  'a subject in the excluded part of the directory': [
    'path.names',
    () => chain([exclude(directory(encodeName([['country', 'VN']])))], { subject: 'x' }),
  ],
  'a directory name among the alternative names': [
    'path.names',
    () => chain([exclude(directory(nameOf('bad', 'Bad')))], named(directory(nameOf('bad', 'Bad')))),
  ],
  'no subject where the directory is constrained': [
    'valid',
    () => chain([permit(directory(nameOf('only')))], { ...named(dns('a.vn')), subject: sequence() }),
  ],
  // 4.2.1.10: a constraint we cannot compare must fail where such a name occurs, and only there.
  'a name of a kind nobody compares, constrained': [
    'path.names',
    () => chain([permit(registeredId('1.2.3'))], named(registeredId('1.2.4'))),
  ],
  'another kind nobody compares, excluded': [
    'path.names',
    () => chain([exclude(otherName('1.2.3.4'))], named(otherName('1.2.3.4'))),
  ],
  'constraints of a kind nobody compares, and no such name': [
    'valid',
    () => chain([permit(registeredId('1.2.3'))], named(dns('a.vn'))),
  ],
  // 6.1.3 b: self-issued certificates are exempt, but for the last.
  'a new key of an authority outside its own constraints': [
    'valid',
    () => {
      const old = authority({
        by: ROOT,
        subject: nameOf('c', 'Out'),
        ...exclude(
          directory(
            encodeName([
              ['country', 'VN'],
              ['organization', 'Out'],
            ]),
          ),
        ),
      })
      const fresh = authority({ by: old, subject: old.name })
      return {
        anchors: certificates(ROOT),
        helpers: certificates(old, fresh),
        target: leaf(fresh, { subject: 'in' }),
      }
    },
  ],
  'a self-issued leaf outside the constraints': [
    'path.names',
    () => {
      const outer = authority({
        by: ROOT,
        subject: nameOf('d', 'Out'),
        ...exclude(
          directory(
            encodeName([
              ['country', 'VN'],
              ['organization', 'Out'],
            ]),
          ),
        ),
      })
      return {
        anchors: certificates(ROOT),
        helpers: certificates(outer),
        target: leaf(outer, { subject: outer.name }),
      }
    },
  ],
  'constraints of the anchor': [
    'path.names',
    () => chain([], named(dns('b.vn')), authority({ subject: 'narrow root', ...permit(dns('a.vn')) })),
  ],
}

const [P1, P2, P3, ANY] = [
  '1.3.6.1.4.1.55555.2.1',
  '1.3.6.1.4.1.55555.2.2',
  '1.3.6.1.4.1.55555.2.3',
  '2.5.29.32.0',
]
const under = (...ids: string[]): Order => ({ extensions: [...LEAF, policies(...ids)] })
const want = (made: Chain, inputs: Partial<PathInputs>): Chain => ({ ...made, inputs })
const EXPLICIT = { explicitPolicy: true } as const
/** What openssl is told for the same question. */
const ask = (...ids: string[]): string[] => [
  '-policy_check',
  '-explicit_policy',
  ...(ids.length > 0 ? ids : [ANY]).flatMap((id) => ['-policy', id]),
]
const DEMANDED = ['-policy_check', '-policy', ANY] as const

const POLICIES: Readonly<Record<string, Row>> = {
  'no policy, and none asked for': ['valid', () => chain([{}])],
  'no policy where one is asked for': ['path.policy', () => want(chain([{}]), EXPLICIT), ask()],
  'one policy all the way': [
    'valid',
    () => want(chain([extended(policies(P1))], under(P1)), EXPLICIT),
    ask(),
  ],
  'policies that do not meet': [
    'path.policy',
    () => want(chain([extended(policies(P1))], under(P2)), EXPLICIT),
    ask(),
  ],
  'the policy the user accepts': [
    'valid',
    () => want(chain([extended(policies(P1))], under(P1)), { ...EXPLICIT, acceptedPolicies: [P1] }),
    ask(P1),
  ],
  'another than the user accepts': [
    'path.policy',
    () => want(chain([extended(policies(P1))], under(P1)), { ...EXPLICIT, acceptedPolicies: [P2] }),
    ask(P2),
  ],
  'another than the user accepts, not made explicit': [
    'valid',
    () => want(chain([extended(policies(P1))], under(P1)), { acceptedPolicies: [P2] }),
  ],
  'an authority under any policy': [
    'valid',
    () => want(chain([extended(policies(ANY))], under(P1)), { ...EXPLICIT, acceptedPolicies: [P1] }),
    ask(P1),
  ],
  'a leaf under any policy': [
    'valid',
    () => want(chain([extended(policies(P1))], under(ANY)), { ...EXPLICIT, acceptedPolicies: [P1] }),
    ask(P1),
  ],
  'any policy, inhibited by the user': [
    'path.policy',
    () => want(chain([extended(policies(P1))], under(ANY)), { ...EXPLICIT, inhibitAnyPolicy: true }),
    [...ask(), '-inhibit_any'],
  ],
  'any policy, inhibited by the authority': [
    'path.policy',
    () => want(chain([extended(policies(P1), inhibitAnyPolicy(0))], under(ANY)), EXPLICIT),
    ask(),
  ],
  'any policy, inhibited one certificate further': [
    'valid',
    () => want(chain([extended(policies(P1), inhibitAnyPolicy(1))], under(ANY)), EXPLICIT),
    ask(),
  ],
  'an authority that demands a policy': [
    'path.policy',
    () => chain([extended(policyConstraints({ requireExplicit: 0 }))]),
    DEMANDED,
  ],
  'an authority that demands one after the next': [
    'valid',
    () => chain([extended(policyConstraints({ requireExplicit: 2 }))]),
    DEMANDED,
  ],
  'a demand that a lower authority cannot lift': [
    'path.policy',
    () =>
      chain([
        extended(policyConstraints({ requireExplicit: 0 })),
        extended(policyConstraints({ requireExplicit: 9 })),
      ]),
    DEMANDED,
  ],
  'a demand met by a policy': [
    'valid',
    () => chain([extended(policies(P1), policyConstraints({ requireExplicit: 0 }))], under(P1)),
    DEMANDED,
  ],
  'a policy mapped to another': [
    'valid',
    () =>
      want(chain([extended(policies(P1), policyMappings([P1, P2]))], under(P2)), {
        ...EXPLICIT,
        acceptedPolicies: [P1],
      }),
    ask(P1),
  ],
  'what was mapped counts as what it was mapped from': [
    'path.policy',
    () =>
      want(chain([extended(policies(P1), policyMappings([P1, P2]))], under(P2)), {
        ...EXPLICIT,
        acceptedPolicies: [P2],
      }),
    ask(P2),
  ],
  'a policy mapped twice': [
    'valid',
    () =>
      want(
        chain(
          [
            extended(policies(P1), policyMappings([P1, P2])),
            extended(policies(P2), policyMappings([P2, P3])),
          ],
          under(P3),
        ),
        {
          ...EXPLICIT,
          acceptedPolicies: [P1],
        },
      ),
    ask(P1),
  ],
  'a mapping, inhibited by the user': [
    'path.policy',
    () =>
      want(chain([extended(policies(P1), policyMappings([P1, P2]))], under(P2)), {
        ...EXPLICIT,
        inhibitMapping: true,
      }),
    [...ask(), '-inhibit_map'],
  ],
  'a mapping, inhibited by a higher authority': [
    'path.policy',
    () =>
      want(
        chain(
          [
            extended(policies(P1), policyConstraints({ inhibitMapping: 0 })),
            extended(policies(P1), policyMappings([P1, P2])),
          ],
          under(P2),
        ),
        EXPLICIT,
      ),
    ask(),
  ],
  'a mapping to any policy': [
    'path.policy_mapping',
    () => chain([extended(policies(P1), policyMappings([P1, ANY]))], under(P1)),
    DEMANDED,
  ],
  'a mapping from any policy': [
    'path.policy_mapping',
    () => chain([extended(policies(ANY), policyMappings([ANY, P1]))], under(P1)),
    DEMANDED,
  ],
}

/** Two authorities that certified each other, and both roots. */
function crossed() {
  const [first, second] = [authority({ subject: 'cross 1' }), authority({ subject: 'cross 2' })]
  const over = authority({ by: first, subject: second.name, key: second.key })
  const back = authority({ by: second, subject: first.name, key: first.key })
  return { first, second, over, back, target: leaf(second) }
}

const WAYS: Readonly<Record<string, Row>> = {
  'a cross-certificate leads to the other root': [
    'valid',
    () => {
      const { first, over, back, target } = crossed()
      return { anchors: certificates(first), helpers: certificates(over, back), target }
    },
  ],
  'two that certify each other and no root': [
    'path.unknown_issuer',
    () => {
      const { over, back, target } = crossed()
      return { anchors: certificates(ROOT), helpers: certificates(over, back), target }
    },
  ],
  'several anchors, one of them right': [
    'valid',
    () => ({ ...chain([{}]), anchors: certificates(authority({ subject: 'root' }), authority(), ROOT) }),
    'otherwise',
  ],
  'one way has ended, another has not': [
    'valid',
    () => {
      const key = newKey()
      const ended = authority({ by: ROOT, subject: 'two ways', key, until: day(-1) })
      const valid = authority({ by: ROOT, subject: 'two ways', key })
      return { anchors: certificates(ROOT), helpers: certificates(ended, valid), target: leaf(valid) }
    },
  ],
  'a self-signed certificate that only claims the issuer\u2019s name': [
    'path.signature',
    () => ({
      ...chain([{}]),
      helpers: certificates(authority({ subject: 'fake' })),
      target: leaf({ ...authority({ subject: 'root' }) }),
    }),
  ],
  'forty authorities of one name, one of them right': [
    'valid',
    () => {
      const many = Array.from({ length: 40 }, () => authority({ by: ROOT, subject: 'one of many' }))
      return {
        anchors: certificates(ROOT),
        helpers: certificates(...many),
        target: leaf(many.at(-1)!, { withoutKeyIds: true }),
      }
    },
    'otherwise',
  ],
}

const folder = mkdtempSync(join(tmpdir(), 'khoso-path-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const noOpenssl = spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is not installed'

function opensslAccepts({ anchors, helpers, target }: Chain, flags: readonly string[]): boolean {
  const write = (name: string, list: readonly Certificate[]) => {
    const path = join(folder, name)
    writeFileSync(path, list.map(({ der }) => toPem(der)).join('') || toPem(anchors[0]!.der))
    return path
  }
  const files = [
    '-CAfile',
    write('anchors', anchors),
    '-untrusted',
    write('helpers', helpers),
    write('target', [target]),
  ]
  const at = ['-attime', String(AT / 1000), '-no-CApath', '-no-CAstore']
  return spawnSync('openssl', ['verify', ...at, ...flags, ...files]).status === 0
}

for (const table of [SHAPE, AUTHORITIES, EXTENSIONS, NAMES, POLICIES, WAYS])
  for (const [what, [expected, make, openssl]] of Object.entries(table))
    test(`${what}: ${expected}`, (t) => {
      const made = make()
      const found = findValidPath(made.target, makePool(made.anchors, made.helpers), {
        at: AT,
        ...made.inputs,
      })
      assert.equal(found.ok ? 'valid' : found.fault, expected)
      if (noOpenssl) return t.diagnostic(noOpenssl)
      if (openssl === 'otherwise') return
      assert.equal(opensslAccepts(made, openssl ?? []), expected === 'valid', 'openssl says otherwise')
    })

test('a certificate that names two algorithms, or an extension twice, is none', () => {
  const order = { key: newKey(), name: nameOf('x'), by: ROOT }
  assert.throws(() => parseCertificate(certificateDer({ ...order, inner: OTHER_ALGORITHM })))
  assert.throws(() =>
    parseCertificate(certificateDer({ ...order, extensions: [unknown(false), unknown(false)] })),
  )
  assert.throws(() => parseCertificate(Buffer.concat([certificateDer(order), Buffer.of(0)])))
  assert.throws(() =>
    parseCertificate(certificateDer({ ...order, extensions: [extension('2.5.29.19', Buffer.from('no'))] })),
  )
})

test('a mesh of cross-certificates without end comes to a verdict', () => {
  const keys = Array.from({ length: 4 }, newKey)
  const helpers: Certificate[] = []
  for (let level = 0; level < 11; level += 1)
    for (const key of keys)
      for (const by of keys)
        helpers.push(
          authority({ subject: `level ${level}`, key, by: { name: nameOf(`level ${level + 1}`), key: by } })
            .certificate,
        )
  const target = leaf({ name: nameOf('level 0'), key: keys[0]!, certificate: helpers[0]! })
  // A walk along every way would take hundreds of years: that this returns is the test.
  assert.equal(findValidPath(target, makePool(certificates(ROOT), helpers), { at: AT }).ok, false)
})
