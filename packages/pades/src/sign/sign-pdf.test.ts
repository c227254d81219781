import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeCertificate } from '../issue/certificate.ts'
import { basicConstraints, extendedKeyUsage, keyUsage } from '../issue/extensions.ts'
import type { Name } from '../issue/name.ts'
import { toPem } from '../issue/pem.ts'
import { makeTimeStampResponse } from '../issue/time-stamp.ts'
import { parseTimeStampRequest } from '../issue/time-stamp-request.ts'
import { minimalPdf } from './minimal-pdf.ts'
import { findDictionary, openPdf } from './pdf-file.ts'
import { getPage } from './pdf-pages.ts'
import { listCovered, prepareSignature } from './prepare-signature.ts'
import { makeDetachedSignature, signPdf, type SignOrder } from './sign-pdf.ts'
import { keySigner } from './signer.ts'
import { timeStampClient } from './time-stamp-client.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-sign-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const absent = (program: string, ...args: string[]) =>
  spawnSync(program, args).error ? `no ${program} here to give a second opinion` : false

const AT = new Date('2026-11-22T03:04:05Z')
const YEARS = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') }
const ROOT: Name = [['commonName', 'Gốc thử nghiệm']]
const root = generateKeyPairSync('rsa', { modulusLength: 2048 })
const issuer = { name: ROOT, key: root.privateKey }
const rootCertificate = makeCertificate({
  issuer,
  subject: ROOT,
  publicKey: root.publicKey,
  serial: Buffer.of(1),
  ...YEARS,
  extensions: [basicConstraints(), keyUsage('keyCertSign', 'crlSign')],
})

const KEYS = {
  'RSA-2048': generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
}

function signerOf(kind: keyof typeof KEYS, commonName: string) {
  const { publicKey, privateKey } = KEYS[kind]
  const certificate = makeCertificate({
    issuer,
    subject: [['commonName', commonName]],
    publicKey,
    serial: Buffer.from(commonName).subarray(0, 19),
    ...YEARS,
    extensions: [basicConstraints(false), keyUsage('digitalSignature', 'nonRepudiation')],
  })
  return keySigner({ key: privateKey, certificate, chain: [rootCertificate] })
}

/** A time-stamp service that lives in `fetch`. */
const stampAt = (at: Date, tamper = (bytes: Buffer) => bytes) => {
  const { publicKey, privateKey } = KEYS['P-256']
  const certificate = makeCertificate({
    issuer,
    subject: [['commonName', 'Máy chủ cấp dấu thời gian']],
    publicKey,
    serial: Buffer.of(7),
    ...YEARS,
    extensions: [keyUsage('digitalSignature'), extendedKeyUsage(['timeStamping'], true)],
  })
  const authority = { certificate, chain: [], key: privateKey, policy: '2.999.3161.1' }
  return timeStampClient({
    url: 'http://tsa.invalid/',
    fetch: (_, init) => {
      const request = tamper(Buffer.from(init?.body as Uint8Array))
      const moment = { at, serial: Buffer.of(9) }
      const answer = makeTimeStampResponse(authority, parseTimeStampRequest(request), moment)
      return Promise.resolve(new Response(new Uint8Array(answer)))
    },
  })
}

const LINES = ['GIAY PHEP', 'So: 12/GP-SYT']
const agency = (): SignOrder => ({
  signer: signerOf('RSA-2048', 'SỞ Y TẾ'),
  claimedTime: AT,
  signerName: 'SỞ Y TẾ',
  appearance: { kind: 'seal', box: { x: 240, y: 120, width: 90, height: 90 } },
})
const person = (): SignOrder => ({
  signer: signerOf('P-256', 'Trần Thị Ánh'),
  claimedTime: AT,
  timeStamp: stampAt(AT),
  signerName: 'Trần Thị Ánh',
  appearance: { kind: 'handwriting', box: { x: 360, y: 130, width: 120, height: 50 } },
})

/** What pdfsig says about every signature, the test root trusted. */
function pdfsig(pdf: Uint8Array): string {
  const nss = join(folder, 'nss')
  writeFileSync(join(folder, 'root.crt'), toPem(rootCertificate))
  spawnSync('mkdir', ['-p', nss])
  execFileSync('certutil', ['-N', '-d', `sql:${nss}`, '--empty-password'], { stdio: 'ignore' })
  execFileSync('certutil', [
    '-A',
    '-d',
    `sql:${nss}`,
    '-n',
    'root',
    '-t',
    'CT,C,C',
    '-i',
    join(folder, 'root.crt'),
  ])
  writeFileSync(join(folder, 'signed.pdf'), pdf)
  const said = spawnSync('pdfsig', ['-nssdir', `sql:${nss}`, join(folder, 'signed.pdf')], {
    encoding: 'utf8',
  })
  rmSync(nss, { recursive: true, force: true })
  return said.stdout
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

for (const style of ['table', 'stream'] as const) {
  test(`person then agency sign a file with a cross-reference ${style}, and nothing before is touched`, async () => {
    const plain = minimalPdf({ lines: LINES, style })
    const once = await signPdf(plain, person())
    const twice = await signPdf(once, agency())

    assert.deepEqual(once.subarray(0, plain.length), plain)
    assert.deepEqual(twice.subarray(0, once.length), once)
    const file = openPdf(twice)
    assert.equal(file.style, style)
    const form = findDictionary(file, findDictionary(file, file.trailer.get('Root'))?.get('AcroForm'))
    assert.equal(count(form?.get('Fields')?.toString() ?? '', /\d+ 0 R/g), 2)
    assert.equal(form?.get('SigFlags')?.toString(), '3')
    assert.equal(count(getPage(file, 0).dictionary.get('Annots')?.toString() ?? '', /\d+ 0 R/g), 2)
  })

  const skip = absent('pdfsig', '-v') || absent('certutil', '-H')
  test(`pdfsig finds both signatures on a cross-reference ${style} valid and trusted`, { skip }, async () => {
    const once = await signPdf(minimalPdf({ lines: LINES, style }), person())
    const said = pdfsig(await signPdf(once, agency()))

    assert.equal(count(said, /Signature is Valid\./g), 2, said)
    assert.equal(count(said, /Certificate is Trusted\./g), 2, said)
    assert.equal(count(said, /Signature Type: ETSI\.CAdES\.detached/g), 2)
    assert.equal(count(said, /^ {2}- Total document signed/gm), 1)
    assert.match(said, /Trần Thị Ánh/)
  })

  test(
    `qpdf finds no fault in a signed file with a cross-reference ${style}`,
    { skip: absent('qpdf', '--version') },
    async () => {
      const once = await signPdf(minimalPdf({ lines: LINES, pages: 3, style }), person())
      writeFileSync(join(folder, 'checked.pdf'), await signPdf(once, agency()))
      const said = execFileSync('qpdf', ['--check', join(folder, 'checked.pdf')], { encoding: 'utf8' })
      assert.match(said, /No syntax or stream encoding errors found/)
    },
  )
}

for (const rewrite of [['--linearize'], ['--linearize', '--object-streams=generate']]) {
  const skip = absent('qpdf', '--version')
  test(`a file written by qpdf ${rewrite.join(' ')} is signed twice and stays sound`, { skip }, async () => {
    const [plain, written, signed] = ['plain', 'written', 'twice'].map((name) => join(folder, `${name}.pdf`))
    writeFileSync(plain!, minimalPdf({ lines: LINES, pages: 3 }))
    execFileSync('qpdf', [...rewrite, plain!, written!])
    const before = readFileSync(written!)
    const twice = await signPdf(await signPdf(before, person()), agency())
    assert.deepEqual(twice.subarray(0, before.length), before)
    writeFileSync(signed!, twice)
    assert.match(
      execFileSync('qpdf', ['--check', signed!], { encoding: 'utf8' }),
      /No syntax or stream encoding/,
    )
  })
}

test('the older manner carries a signing time and no signing certificate', async () => {
  const signed = await signPdf(minimalPdf({ lines: LINES }), { ...agency(), manner: 'pkcs7' })
  const cms = signed.toString('latin1')
  assert.match(cms, /\/SubFilter \/adbe\.pkcs7\.detached/)
  assert.match(cms, /06092a864886f70d010905/) // signing-time
  assert.doesNotMatch(cms, /060b2a864886f70d010910022f/) // signing-certificate-v2
})

test('PAdES signs content type, digest and certificate, and no time', async () => {
  const signed = (await signPdf(minimalPdf({ lines: LINES }), agency())).toString('latin1')
  assert.doesNotMatch(signed, /06092a864886f70d010905/)
  assert.match(signed, /060b2a864886f70d010910022f/)
})

test('a certificate that the caller refuses signs nothing', async () => {
  const order = { ...agency(), requireGoodCertificate: () => Promise.reject(new Error('revoked')) }
  await assert.rejects(signPdf(minimalPdf({ lines: LINES }), order), /revoked/)
})

test('a time-stamp over something else is refused', async () => {
  const flip = (request: Buffer) => {
    const copy = Buffer.from(request)
    const imprint = copy.indexOf(Buffer.from('0420', 'hex')) + 2
    copy[imprint] = (copy[imprint] ?? 0) ^ 1
    return copy
  }
  const order = { ...person(), timeStamp: stampAt(AT, flip) }
  await assert.rejects(signPdf(minimalPdf({ lines: LINES }), order), { code: 'sign.time_stamp_mismatch' })
})

test('a field name in use is refused, and a free one is found beside it', async () => {
  const once = await signPdf(minimalPdf({ lines: LINES }), { ...agency(), field: 'Signature1' })
  await assert.rejects(signPdf(once, { ...agency(), field: 'Signature1' }), { code: 'sign.field_taken' })
  const twice = await signPdf(once, person())
  assert.ok(twice.includes(Buffer.from('\uFEFFSignature2', 'utf16le').swap16().toString('hex')))
})

test('what is no PDF, or an encrypted one, is refused with a code', async () => {
  await assert.rejects(signPdf(Buffer.from('hello'), agency()), { code: 'sign.pdf_unreadable' })
  const plain = minimalPdf({ lines: LINES }).toString('latin1')
  const locked = Buffer.from(plain.replace('/Root 1 0 R', '/Root 1 0 R/Encrypt 9 0 R'), 'latin1')
  await assert.rejects(signPdf(locked, agency()), { code: 'sign.pdf_encrypted' })
})

test('openssl verifies the CMS over the covered octets', { skip: absent('openssl', 'version') }, async () => {
  for (const order of [agency(), person()]) {
    const prepared = prepareSignature(minimalPdf({ lines: LINES }), {
      subFilter: 'ETSI.CAdES.detached',
      room: 12_000,
    })
    writeFileSync(join(folder, 'cms.der'), await makeDetachedSignature(prepared, order))
    writeFileSync(join(folder, 'covered'), Buffer.concat(listCovered(prepared)))
    writeFileSync(join(folder, 'root.crt'), toPem(rootCertificate))
    const files = '-in cms.der -inform DER -content covered -CAfile root.crt -binary -out covered.out'
    const args = `cms -verify -cades -purpose any ${files} -attime ${AT.getTime() / 1000}`.split(' ')
    const said = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    assert.match(said.stderr, /CAdES Verification successful/, said.stderr)
  }
})
