import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { corpus, skipWithout } from '../corpus.ts'
import { listStatuses } from '../revocation/check.ts'
import { parseCertificateFile, type Certificate } from '../x509/certificate.ts'
import { tryParseCrl } from '../x509/crl.ts'
import { listPaths, makePool } from './build.ts'
import { validatePath } from './validate.ts'

const folder = corpus('pyhanko/nist_pkits')
/** NIST's certificates are valid from 2010 to 2030; the upstream tests judge them at this moment. */
const AT = Date.UTC(2022, 4, 1)

type Case = {
  readonly id: string
  readonly name: string
  readonly cert: string
  readonly other_certs?: readonly string[]
  readonly crls?: readonly string[]
  readonly revocation?: boolean
  readonly error?: unknown
  readonly params?: {
    readonly user_initial_policy_set?: readonly string[]
    readonly initial_explicit_policy?: boolean
    readonly initial_policy_mapping_inhibit?: boolean
    readonly initial_any_policy_inhibit?: boolean
  }
}

const read = (kind: string, name: string) => readFileSync(join(folder, kind, name))

/** Undecodable certificates stay out of the pool, as they would in life. */
function certificates(names: readonly string[]): Certificate[] {
  return names.flatMap((name) => {
    try {
      return parseCertificateFile(read('certs', name))
    } catch {
      return []
    }
  })
}

function accepts(one: Case): boolean {
  const [target] = certificates([one.cert])
  if (!target) return false
  const [anchor] = certificates(['TrustAnchorRootCertificate.crt'])
  const pool = makePool([anchor!], certificates(one.other_certs ?? []))
  const { params = {} } = one
  const inputs = {
    at: AT,
    ...(params.user_initial_policy_set && { acceptedPolicies: params.user_initial_policy_set }),
    explicitPolicy: params.initial_explicit_policy ?? false,
    inhibitMapping: params.initial_policy_mapping_inhibit ?? false,
    inhibitAnyPolicy: params.initial_any_policy_inhibit ?? false,
  }
  const crlNames = ['TrustAnchorRootCRL.crl', ...(one.crls ?? [])]
  const crls = crlNames.flatMap((name) => tryParseCrl(read('crls', name)) ?? [])
  const context = { pool, crls, ocsps: [], now: AT, provenAt: () => AT, skew: 0 }
  return [...listPaths(target, pool)].some(
    (path) =>
      validatePath(path, inputs).ok &&
      (one.revocation === false || listStatuses(path, AT, context).every(({ status }) => status === 'good')),
  )
}

test('agrees with NIST on every path of PKITS', { skip: skipWithout(folder) }, (t) => {
  const cases = JSON.parse(readFileSync(join(folder, 'pkits.json'), 'utf8')) as Case[]
  const wrong = cases.filter((one) => accepts(one) !== !one.error)
  const falseAccepts = wrong.filter(({ error }) => error).map(({ id, name }) => `${id} ${name}`)
  const falseRejects = wrong.filter(({ error }) => !error).map(({ id, name }) => `${id} ${name}`)
  t.diagnostic(`${cases.length - wrong.length} of ${cases.length} agree`)
  assert.deepEqual({ falseAccepts, falseRejects }, { falseAccepts: [], falseRejects: [] })
})
