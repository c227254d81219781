import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { corpus, skipWithout } from '../corpus.ts'
import { listPaths, makePool } from '../path/build.ts'
import { validatePath } from '../path/validate.ts'
import { parseCertificateFile } from '../x509/certificate.ts'
import { parseOcspResponse } from '../x509/ocsp.ts'
import { listStatuses } from './check.ts'
import type { RevocationStatus } from './context.ts'

const folder = corpus('pyhanko/openssl-ocsp')

type Case = {
  readonly name: string
  readonly root: string
  readonly cert: string
  readonly other_certs?: readonly string[]
  readonly ocsps: readonly string[]
  readonly moment: string
  readonly error?: unknown
}

const read = (name: string) => readFileSync(join(folder, name))
const certificates = (names: readonly string[]) => names.flatMap((name) => parseCertificateFile(read(name)))

/** OpenSSL keeps these responses as Base64 text. */
const response = (name: string) => parseOcspResponse(Buffer.from(read(name).toString('latin1'), 'base64'))

function accepts(one: Case): boolean {
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

test('agrees with OpenSSL on every OCSP case', { skip: skipWithout(folder) }, (t) => {
  const cases = JSON.parse(readFileSync(join(folder, 'openssl-ocsp.json'), 'utf8')) as Case[]
  const wrong = cases.filter((one) => accepts(one) !== !one.error).map(({ name }) => name)
  t.diagnostic(`${cases.length - wrong.length} of ${cases.length} agree`)
  assert.deepEqual(wrong, [])
})
