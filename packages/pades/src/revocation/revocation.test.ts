/** RFC 5280 6.3 and RFC 6960 3.2, rule by rule and both ways, on lists and answers made here. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { basicConstraints, extendedKeyUsage, extension, keyUsage, ocspNoCheck } from '../../issue.ts'
import { generalizedTime, octetString } from '../der/write.ts'
import { AT, authority, day, issue, nameOf, unknown, type Party } from '../../tests/given.ts'
import {
  deltaOf,
  distributionPoint,
  entryIssuer,
  issuingPoint,
  keepsExpired,
  makeAnswer,
  makeList,
  reason,
  type Answer,
  type AnswerOrder,
  type ListOrder,
} from '../../tests/given-revocation.ts'
import { makePool } from '../path/build.ts'
import type { Crl } from '../x509/crl.ts'
import type { OcspResponse } from '../x509/ocsp.ts'
import { checkRevocation } from './check.ts'

const ROOT = authority({ subject: 'root' })
const ISSUER = authority({ subject: 'issuer', by: ROOT })
const LEAF = [basicConstraints(false), keyUsage('digitalSignature')]
const TARGET = issue({ by: ISSUER, extensions: LEAF })
const OTHER = issue({ by: ISSUER, extensions: LEAF })
const URL = 'http://crl.example.vn/a.crl'

type Scene = {
  readonly target?: Party
  readonly crls?: readonly Crl[]
  readonly ocsps?: readonly OcspResponse[]
  readonly helpers?: readonly Party[]
  readonly at?: Date
  readonly now?: Date
}

function statusOf({ target = TARGET, crls = [], ocsps = [], helpers = [], at, now = at }: Scene): string {
  const moment = now?.getTime() ?? AT
  const pool = makePool(
    [ROOT.certificate],
    [ISSUER, ...helpers].map(({ certificate }) => certificate),
  )
  const found = checkRevocation(
    {
      certificate: target.certificate,
      issuer: ISSUER.certificate,
      anchor: ROOT.certificate,
      at: at?.getTime() ?? AT,
    },
    { pool, crls, ocsps, now: moment, provenAt: () => moment, skew: 0 },
  )
  return found.status === 'unknown' ? `unknown ${found.why}` : found.status
}

const list = (order: Partial<ListOrder> = {}): Crl => makeList({ by: ISSUER, ...order })
const listed = (order: Partial<ListOrder> = {}, ...extensions: Buffer[]): Crl =>
  list({ entries: [{ of: TARGET.certificate, extensions }], ...order })

const helper = (usage: 'crlSign' | 'digitalSignature', by: Party = ROOT): Party =>
  issue({ subject: 'list issuer', by, extensions: [basicConstraints(false), keyUsage(usage)] })
const pointed = (of: Parameters<typeof distributionPoint>[0]): Party =>
  issue({ by: ISSUER, extensions: [...LEAF, distributionPoint(of)] })
/** A certificate whose point names another issuer of lists. */
const indirectly = (lists: Party): Party => pointed({ issuer: lists.name })

const LISTS: Readonly<Record<string, readonly [string, () => Scene]>> = {
  'no list': ['unknown none', () => ({})],
  'a list without it': ['good', () => ({ crls: [list()] })],
  'a list with it': ['revoked', () => ({ crls: [listed()] })],
  'a list with others': ['good', () => ({ crls: [list({ entries: [{ of: OTHER.certificate }] })] })],
  'a hold is a revocation that may end': ['revoked', () => ({ crls: [listed({}, reason(6))] })],
  'a list whose next update has passed': [
    'unknown stale',
    () => ({ crls: [list({ thisUpdate: day(-9), nextUpdate: day(-2) })] }),
  ],
  'a list that promises no next update': ['unknown stale', () => ({ crls: [list({ nextUpdate: null })] })],
  'a list from tomorrow': ['unknown stale', () => ({ crls: [list({ thisUpdate: day(1) })] })],
  'a list made after the moment asked about': ['good', () => ({ crls: [list()], at: day(-30), now: day(0) })],
  'a list nobody signed': ['unknown bad', () => ({ crls: [list({ unsigned: true })] })],
  'a list signed by another of the issuer\u2019s name': [
    'unknown bad',
    () => ({ crls: [list({ by: { ...authority({ subject: 'issuer' }), name: ISSUER.name } })] }),
  ],
  'a list of another issuer': ['unknown none', () => ({ crls: [list({ by: ROOT })] })],
  'an older list that did not know yet': [
    'revoked',
    () => ({ crls: [list({ thisUpdate: day(-3), number: 4 }), listed({ thisUpdate: day(-1), number: 5 })] }),
  ],
  'an unknown critical extension of the list': [
    'unknown bad',
    () => ({ crls: [list({ extensions: [unknown(true)] })] }),
  ],
  'an unknown extension that is not critical': [
    'good',
    () => ({ crls: [list({ extensions: [unknown(false)] })] }),
  ],
  'an unknown critical extension of its entry': [
    'unknown bad',
    () => ({ crls: [listed({}, unknown(true))] }),
  ],
  'only users, asked about a user': [
    'good',
    () => ({ crls: [list({ extensions: [issuingPoint({ onlyUser: true })] })] }),
  ],
  'only authorities, asked about a user': [
    'unknown none',
    () => ({ crls: [list({ extensions: [issuingPoint({ onlyCa: true })] })] }),
  ],
  'only users, asked about an authority': [
    'unknown none',
    () => ({
      target: authority({ by: ISSUER }),
      crls: [list({ extensions: [issuingPoint({ onlyUser: true })] })],
    }),
  ],
  'only attribute certificates': [
    'unknown none',
    () => ({ crls: [list({ extensions: [issuingPoint({ onlyAttribute: true })] })] }),
  ],
  'the point the certificate names': [
    'good',
    () => ({ target: pointed({ url: URL }), crls: [list({ extensions: [issuingPoint({ url: URL })] })] }),
  ],
  'another point than the certificate names': [
    'unknown none',
    () => ({
      target: pointed({ url: URL }),
      crls: [list({ extensions: [issuingPoint({ url: `${URL}x` })] })],
    }),
  ],
  'a list for some reasons only': [
    'unknown none',
    () => ({ crls: [list({ extensions: [issuingPoint({ reasons: [1, 2] })] })] }),
  ],
  'a list for some reasons, and it is on it': [
    'revoked',
    () => ({ crls: [listed({ extensions: [issuingPoint({ reasons: [1, 2] })] }, reason(1))] }),
  ],
  'two lists that share all reasons': [
    'good',
    () => ({
      crls: [
        list({ extensions: [issuingPoint({ reasons: [1, 2, 3, 4] })] }),
        list({ extensions: [issuingPoint({ reasons: [5, 6, 7, 8] })], thisUpdate: day(-2) }),
      ],
    }),
  ],
  'a point for some reasons only, and a list for all': [
    'good',
    () => ({ target: pointed({ url: URL, reasons: [1] }), crls: [list()] }),
  ],
  'a delta that adds it': [
    'revoked',
    () => ({
      crls: [list({ number: 5 }), listed({ number: 6, thisUpdate: day(0), extensions: [deltaOf(5)] })],
    }),
  ],
  'a delta that takes the hold away': [
    'good',
    () => ({
      crls: [
        listed({ number: 5 }, reason(6)),
        listed({ number: 6, thisUpdate: day(0), extensions: [deltaOf(5)] }, reason(8)),
      ],
    }),
  ],
  'a delta without its base': ['unknown none', () => ({ crls: [list({ extensions: [deltaOf(5)] })] })],
  'a delta for a younger base': [
    'good',
    () => ({
      crls: [list({ number: 5 }), listed({ number: 9, thisUpdate: day(0), extensions: [deltaOf(8)] })],
    }),
  ],
  'a delta keeps a stale base alive': [
    'good',
    () => ({
      crls: [
        list({ number: 5, thisUpdate: day(-9), nextUpdate: day(-2) }),
        list({ number: 6, thisUpdate: day(0), extensions: [deltaOf(5)] }),
      ],
    }),
  ],
  'a delta nobody signed does not': [
    'unknown stale',
    () => ({
      crls: [
        list({ number: 5, thisUpdate: day(-9), nextUpdate: day(-2) }),
        list({ number: 6, thisUpdate: day(0), extensions: [deltaOf(5)], unsigned: true }),
      ],
    }),
  ],
  'another issuer of lists, named by the certificate': [
    'good',
    () => {
      const lists = helper('crlSign')
      return {
        target: indirectly(lists),
        helpers: [lists],
        crls: [makeList({ by: lists, extensions: [issuingPoint({ indirect: true })] }), ROOT_LIST],
      }
    },
  ],
  'another issuer of lists that does not say its list is indirect': [
    'unknown none',
    () => {
      const lists = helper('crlSign')
      return { target: indirectly(lists), helpers: [lists], crls: [makeList({ by: lists }), ROOT_LIST] }
    },
  ],
  'another issuer that may not sign lists': [
    'unknown bad',
    () => {
      const lists = helper('digitalSignature')
      return {
        target: indirectly(lists),
        helpers: [lists],
        crls: [makeList({ by: lists, extensions: [issuingPoint({ indirect: true })] }), ROOT_LIST],
      }
    },
  ],
  'another issuer under another root': [
    'unknown bad',
    () => {
      const lists = helper('crlSign', authority({ subject: 'other root' }))
      return {
        target: indirectly(lists),
        helpers: [lists],
        crls: [makeList({ by: lists, extensions: [issuingPoint({ indirect: true })] }), ROOT_LIST],
      }
    },
  ],
  'an indirect list that names the issuer of its entry': [
    'revoked',
    () => {
      const lists = helper('crlSign')
      const target = indirectly(lists)
      const entries = [{ of: target.certificate, extensions: [entryIssuer(ISSUER.name)] }]
      return {
        target,
        helpers: [lists],
        crls: [makeList({ by: lists, entries, extensions: [issuingPoint({ indirect: true })] }), ROOT_LIST],
      }
    },
  ],
  'an indirect list whose entry is of another issuer': [
    'good',
    () => {
      const lists = helper('crlSign')
      const target = indirectly(lists)
      const entries = [{ of: target.certificate, extensions: [entryIssuer(nameOf('somebody else'))] }]
      return {
        target,
        helpers: [lists],
        crls: [makeList({ by: lists, entries, extensions: [issuingPoint({ indirect: true })] }), ROOT_LIST],
      }
    },
  ],
  'an indirect list whose entry inherits the issuer before it': [
    'revoked',
    () => {
      const lists = helper('crlSign')
      const target = indirectly(lists)
      const entries = [
        { of: OTHER.certificate, extensions: [entryIssuer(ISSUER.name)] },
        { of: target.certificate },
      ]
      return {
        target,
        helpers: [lists],
        crls: [makeList({ by: lists, entries, extensions: [issuingPoint({ indirect: true })] }), ROOT_LIST],
      }
    },
  ],
  'a list made after the certificate had ended': [
    'unknown stale',
    () => ({
      target: issue({ by: ISSUER, extensions: LEAF, until: day(-2) }),
      crls: [list()],
      at: day(-5),
      now: day(0),
    }),
  ],
  'such a list that keeps what has ended': [
    'good',
    () => ({
      target: issue({ by: ISSUER, extensions: LEAF, until: day(-2) }),
      crls: [list({ extensions: [keepsExpired(day(-30))] })],
      at: day(-5),
      now: day(0),
    }),
  ],
}

const ROOT_LIST = makeList({ by: ROOT })

const answer = (over: Partial<Answer> = {}, order: Partial<AnswerOrder> = {}): OcspResponse =>
  makeAnswer({ by: ISSUER, answers: [{ of: TARGET.certificate, issuer: ISSUER, ...over }], ...order })
const responder = (by: Party, ...more: Buffer[]): Party =>
  issue({ subject: 'responder', by, extensions: [basicConstraints(false), ...more] })
const OCSP = extendedKeyUsage(['ocspSigning'])
const delegated = (by: Party, order: Partial<AnswerOrder> = {}, ...more: Buffer[]): OcspResponse => {
  const one = responder(by, ...more)
  return answer({}, { by: one, certificates: [one], ...order })
}
const cutoff = (at: Date): Buffer => extension('1.3.6.1.5.5.7.48.1.6', generalizedTime(at))

const ANSWERS: Readonly<Record<string, readonly [string, () => Scene]>> = {
  'the issuer says good': ['good', () => ({ ocsps: [answer()] })],
  'the issuer names itself by name': ['good', () => ({ ocsps: [answer({}, { byName: true })] })],
  'the hashes are SHA-256': ['good', () => ({ ocsps: [answer({ digest: 'sha256' })] })],
  'the issuer says revoked': ['revoked', () => ({ ocsps: [answer({ state: { at: day(-2), reason: 1 } })] })],
  'the issuer says unknown': ['unknown bad', () => ({ ocsps: [answer({ state: 'unknown' })] })],
  'the answer is about another certificate': [
    'unknown none',
    () => ({ ocsps: [answer({ of: OTHER.certificate })] }),
  ],
  'the hash of the issuer\u2019s name is wrong': [
    'unknown bad',
    () => ({ ocsps: [answer({ wrong: 'name' })] }),
  ],
  'the hash of the issuer\u2019s key is wrong': [
    'unknown bad',
    () => ({ ocsps: [answer({ wrong: 'key' })] }),
  ],
  'the answer is nobody\u2019s': ['unknown bad', () => ({ ocsps: [answer({}, { unsigned: true })] })],
  'the answer has lapsed': [
    'unknown stale',
    () => ({ ocsps: [answer({ thisUpdate: day(-9), nextUpdate: day(-2) })] }),
  ],
  'the answer is from tomorrow': [
    'unknown stale',
    () => ({ ocsps: [answer({ thisUpdate: day(1), nextUpdate: day(2) })] }),
  ],
  'the answer names no next update and is older than the moment': [
    'unknown stale',
    () => ({ ocsps: [answer({ thisUpdate: day(-1), nextUpdate: null })] }),
  ],
  'the answer is older than the signature it is to speak for': [
    'unknown stale',
    () => ({ ocsps: [answer({ thisUpdate: day(-400), nextUpdate: null })], at: day(-30), now: day(0) }),
  ],
  'the answer was made after the moment asked about': [
    'good',
    () => ({ ocsps: [answer({ nextUpdate: null })], at: day(-30), now: day(0) }),
  ],
  'a delegate of the issuer, exempt from checks': [
    'good',
    () => ({ ocsps: [delegated(ISSUER, {}, OCSP, ocspNoCheck())] }),
  ],
  'a delegate that says nowhere how to check it': ['good', () => ({ ocsps: [delegated(ISSUER, {}, OCSP)] })],
  'a delegate without the purpose': ['unknown bad', () => ({ ocsps: [delegated(ISSUER, {})] })],
  'a delegate for another purpose': [
    'unknown bad',
    () => ({ ocsps: [delegated(ISSUER, {}, extendedKeyUsage(['timeStamping']))] }),
  ],
  'a delegate of the root, which did not issue it': [
    'unknown bad',
    () => ({ ocsps: [delegated(ROOT, {}, OCSP)] }),
  ],
  'a delegate of a stranger with the issuer\u2019s name': [
    'unknown bad',
    () => ({ ocsps: [delegated(authority({ subject: ISSUER.name }), {}, OCSP)] }),
  ],
  'a delegate whose certificate is not there': [
    'unknown bad',
    () => ({ ocsps: [delegated(ISSUER, { certificates: [] }, OCSP)] }),
  ],
  'a delegate with an unknown critical extension': [
    'unknown bad',
    () => ({ ocsps: [delegated(ISSUER, {}, OCSP, unknown(true))] }),
  ],
  'a delegate that has ended': [
    'unknown unproven',
    () => {
      const one = issue({
        by: ISSUER,
        extensions: [basicConstraints(false), OCSP, ocspNoCheck()],
        until: day(-1),
      })
      return { ocsps: [answer({}, { by: one, certificates: [one] })] }
    },
  ],
  'a delegate that has been revoked': [
    'unknown bad',
    () => {
      const one = responder(ISSUER, OCSP, distributionPoint({ url: URL }))
      const crls = [list({ entries: [{ of: one.certificate }], extensions: [issuingPoint({ url: URL })] })]
      return { ocsps: [answer({}, { by: one, certificates: [one] })], crls }
    },
  ],
  'a delegate that is good by a list': [
    'good',
    () => {
      const one = responder(ISSUER, OCSP, distributionPoint({ url: URL }))
      return {
        ocsps: [answer({}, { by: one, certificates: [one] })],
        crls: [list({ extensions: [issuingPoint({ url: URL })] })],
      }
    },
  ],
  'an unknown critical extension of the answer': [
    'unknown bad',
    () => ({ ocsps: [answer({ extensions: [unknown(true)] })] }),
  ],
  'an unknown critical extension of the response': [
    'unknown bad',
    () => ({ ocsps: [answer({}, { extensions: [unknown(true)] })] }),
  ],
  'a nonce that nobody here asked for': [
    'good',
    () => ({
      ocsps: [
        answer({}, { extensions: [extension('1.3.6.1.5.5.7.48.1.2', octetString(Buffer.alloc(16, 1)))] }),
      ],
    }),
  ],
  'the newest of two answers counts': [
    'revoked',
    () => ({
      ocsps: [answer({ thisUpdate: day(-2), nextUpdate: day(9) }), answer({ state: { at: day(-2) } })],
    }),
  ],
  'a bad answer does not hide a good one': [
    'good',
    () => ({ ocsps: [answer({}, { unsigned: true }), answer()] }),
  ],
  'one response for several certificates': [
    'good',
    () => ({
      ocsps: [
        makeAnswer({
          by: ISSUER,
          answers: [OTHER, TARGET].map(({ certificate }) => ({ of: certificate, issuer: ISSUER })),
        }),
      ],
    }),
  ],
  'an answer made after the certificate had ended': [
    'unknown stale',
    () => {
      const target = issue({ by: ISSUER, extensions: LEAF, until: day(-2) })
      return { target, ocsps: [answer({ of: target.certificate })], at: day(-5), now: day(0) }
    },
  ],
  'such an answer with an archive cut-off before that': [
    'good',
    () => {
      const target = issue({ by: ISSUER, extensions: LEAF, until: day(-2) })
      const ocsps = [answer({ of: target.certificate, extensions: [cutoff(day(-30))] })]
      return { target, ocsps, at: day(-5), now: day(0) }
    },
  ],
  'such an answer with an archive cut-off after that': [
    'unknown stale',
    () => {
      const target = issue({ by: ISSUER, extensions: LEAF, until: day(-2) })
      const ocsps = [answer({ of: target.certificate, extensions: [cutoff(day(-1))] })]
      return { target, ocsps, at: day(-5), now: day(0) }
    },
  ],
  'a list says revoked where an answer says good': [
    'revoked',
    () => ({ ocsps: [answer()], crls: [listed()] }),
  ],
  'an answer says revoked where a list says nothing': [
    'revoked',
    () => ({ ocsps: [answer({ state: { at: day(-2) } })], crls: [list()] }),
  ],
}

for (const table of [LISTS, ANSWERS])
  for (const [what, [expected, make]] of Object.entries(table))
    test(`${what}: ${expected}`, () => assert.equal(statusOf(make()), expected))
