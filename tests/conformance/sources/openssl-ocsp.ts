import { listPaths, makePool } from '../../../packages/pades/src/path/build.ts'
import { validatePath } from '../../../packages/pades/src/path/validate.ts'
import { listStatuses } from '../../../packages/pades/src/revocation/check.ts'
import type { RevocationStatus } from '../../../packages/pades/src/revocation/context.ts'
import { parseCertificateFile } from '../../../packages/pades/src/x509/certificate.ts'
import { parseOcspResponse } from '../../../packages/pades/src/x509/ocsp.ts'
import { compare, readJson, readShared, type Source } from '../source.ts'

const FOLDER = 'corpus/pyhanko/openssl-ocsp'

type OcspCase = {
  readonly name: string
  readonly root: string
  readonly cert: string
  readonly other_certs?: readonly string[]
  readonly ocsps: readonly string[]
  readonly moment: string
  readonly error?: unknown
}

const certificates = (names: readonly string[]) =>
  names.flatMap((name) => parseCertificateFile(readShared(FOLDER, name)))

/** OpenSSL keeps these responses as Base64 text. */
const response = (name: string) =>
  parseOcspResponse(Buffer.from(readShared(FOLDER, name).toString('latin1'), 'base64'))

function accepts(one: OcspCase): boolean {
  const now = Date.parse(one.moment)
  const [target] = certificates([one.cert])
  const pool = makePool(certificates([one.root]), certificates(one.other_certs ?? []))
  const ocsps = one.ocsps.flatMap((name) => response(name) ?? [])
  const context = { pool, crls: [], ocsps, now, provenAt: () => now, skew: 0 }
  return [...listPaths(target!, pool)].some(
    (path) =>
      validatePath(path, { at: now }).ok &&
      listStatuses(path, now, context).every((status, i) => isEnough(status, i === path.length - 2)),
  )
}

/** These cases ask for an answer on the end entity, and only that nothing said of an intermediate is bad. */
const isEnough = (status: RevocationStatus, isTarget: boolean): boolean =>
  status.status === 'good' || (!isTarget && status.status === 'unknown' && status.why === 'none')

const word = (accepted: boolean): string => (accepted ? 'accept' : 'reject')

export const opensslOcsp: Source = {
  name: 'OpenSSL OCSP',
  folders: [FOLDER],
  judge: () => ({
    cases: readJson<OcspCase[]>(FOLDER, 'openssl-ocsp.json').map((one) =>
      compare(one.name, word(!one.error), word(accepts(one)), true),
    ),
    silent: [],
  }),
}
