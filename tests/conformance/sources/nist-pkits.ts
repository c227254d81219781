import { listPaths, makePool } from '../../../packages/pades/src/path/build.ts'
import { validatePath } from '../../../packages/pades/src/path/validate.ts'
import { listStatuses } from '../../../packages/pades/src/revocation/check.ts'
import { parseCertificateFile, type Certificate } from '../../../packages/pades/src/x509/certificate.ts'
import { tryParseCrl } from '../../../packages/pades/src/x509/crl.ts'
import { compare, readJson, readShared, type Source } from '../source.ts'

const FOLDER = 'corpus/pyhanko/nist_pkits'
/** NIST's certificates are valid from 2010 to 2030; the upstream tests judge them at this moment. */
const AT = Date.UTC(2022, 4, 1)

type PkitsCase = {
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

/** Undecodable certificates stay out of the pool, as they would in life. */
const certificates = (names: readonly string[]): Certificate[] =>
  names.flatMap((name) => {
    try {
      return parseCertificateFile(readShared(FOLDER, 'certs', name))
    } catch {
      return []
    }
  })

function accepts(one: PkitsCase): boolean {
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
  const names = ['TrustAnchorRootCRL.crl', ...(one.crls ?? [])]
  const crls = names.flatMap((name) => tryParseCrl(readShared(FOLDER, 'crls', name)) ?? [])
  const context = { pool, crls, ocsps: [], now: AT, provenAt: () => AT, skew: 0 }
  return [...listPaths(target, pool)].some(
    (path) =>
      validatePath(path, inputs).ok &&
      (one.revocation === false || listStatuses(path, AT, context).every(({ status }) => status === 'good')),
  )
}

const word = (accepted: boolean): string => (accepted ? 'accept' : 'reject')

export const nistPkits: Source = {
  name: 'NIST PKITS',
  folders: [FOLDER],
  judge: () => ({
    cases: readJson<PkitsCase[]>(FOLDER, 'pkits.json').map((one) =>
      compare(`${one.id} ${one.name}`, word(!one.error), word(accepts(one)), true),
    ),
    silent: [],
  }),
}
