import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { extractTrust, parseCertificate, readCertificateBundle, type CarriedChain } from '@khoso/pades'
import { toPem } from '@khoso/pades/issue'
import { makeSigned, plainPage, sharedWorld } from './signed-files.ts'

const { authority } = sharedWorld()
const [root, issuing, tsa] = [authority.root, authority.issuing, authority.tsa].map(
  ({ certificate }) => parseCertificate(certificate).id,
)
const idsOf = ({ certificates }: CarriedChain) => certificates.map(({ certificate }) => certificate.id)

test('a signed file shows the chains it carries, where each certificate lay, and which issuer it lacks', async () => {
  const { chains, certificates } = extractTrust(await makeSigned('two-signatures'))!
  assert.deepEqual(
    chains.map(({ role }) => role),
    ['signer', 'timeStamp', 'signer', 'timeStamp'],
  )
  assert.deepEqual(idsOf(chains[1]!), [tsa, issuing])
  assert.equal(idsOf(chains[0]!)[1], issuing)
  assert.equal(chains[0]!.missing?.key, parseCertificate(authority.root.certificate).subject.key)
  assert.notDeepEqual(idsOf(chains[0]!)[0], idsOf(chains[2]!)[0])
  const places = new Map(certificates.map((one) => [one.certificate.id, one.foundIn]))
  assert.deepEqual(places.get(tsa!), ['time-stamp'])
  assert.equal(places.has(root!), false)
})

test('a file without signatures carries nothing; what is no PDF or is locked is not read', async () => {
  assert.deepEqual(extractTrust(plainPage()), { chains: [], certificates: [] })
  assert.equal(extractTrust(await makeSigned('not-a-pdf')), undefined)
  assert.equal(extractTrust(await makeSigned('encrypted')), undefined)
  assert.equal(extractTrust(new Uint8Array(0)), undefined)
})

test('certificates are read from PEM, DER and PKCS#7 as openssl makes it, each once, and from nothing else', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-bundle-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const pem = join(folder, 'both.pem')
  const ders = [authority.root.certificate, authority.issuing.certificate]
  writeFileSync(pem, ders.map((der) => toPem(der)).join('\n') + toPem(ders[0]!))
  const wrap = (form: string) =>
    execFileSync('openssl', ['crl2pkcs7', '-nocrl', '-certfile', pem, '-outform', form])
  for (const bytes of [readFileSync(pem), wrap('DER'), wrap('PEM')]) {
    const found = readCertificateBundle(bytes).map(({ id }) => id)
    assert.deepEqual(new Set(found), new Set([root, issuing]))
    assert.equal(found.length, 2)
  }
  assert.deepEqual(
    readCertificateBundle(ders[1]!).map(({ id }) => id),
    [issuing],
  )
  assert.deepEqual(readCertificateBundle(Buffer.from('Kính gửi')), [])
  assert.deepEqual(readCertificateBundle(new Uint8Array(0)), [])
})

const REAL = join(import.meta.dirname, '../../shared/data/signed-pdfs')

test(
  'real Vietnamese files carry chains that lead to the roots of the Government or the public authorities',
  { skip: existsSync(REAL) ? false : '../shared/data/signed-pdfs is not here' },
  () => {
    const files = globSync('*.pdf', { cwd: REAL })
    const chains = files.flatMap((file) => extractTrust(readFileSync(join(REAL, file)))?.chains ?? [])
    assert.ok(chains.length >= files.length, `${chains.length} chains in ${files.length} files`)
    const tops = new Set(
      chains.map(({ certificates, missing }) => (missing ?? certificates.at(-1)!.certificate.subject).key),
    )
    assert.ok(
      [...tops].some((key) => /ban cơ yếu|root|chính phủ/.test(key)),
      [...tops].join('; '),
    )
  },
)
