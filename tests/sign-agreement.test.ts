import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { DEFAULT_RULES, makeFetcher, readTrust, verifyPdf } from '@khoso/pades'
import {
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
  toPem,
  type SignatureAlgorithm,
} from '@khoso/pades/issue'
import {
  keySigner,
  minimalPdf,
  openPdf,
  renewArchive,
  signPdf,
  statusCheck,
  type Signer,
} from '@khoso/pades/sign'
import { ISSUING_NAME } from '../demo/authority/names.ts'
import { issuedBy } from '../demo/authority/profile.ts'
import { parseSignedData, ATTRIBUTE } from '../packages/pades/src/cms/signed-data.ts'
import { raw } from '../packages/pades/src/der/read.ts'
import { findCoverage } from '../packages/pades/src/pdf/byte-range.ts'
import { listSignatures } from '../packages/pades/src/pdf/signature-fields.ts'
import { NOW, openSignedWorld, stampAt } from './signed/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-agreement-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const missing = (...programs: (readonly [string, string])[]) => {
  const absent = programs.find(([name, arg]) => spawnSync(name, [arg]).error)
  return absent ? `no ${absent[0]} here to give a second opinion` : false
}
const noPdfsig = missing(['pdfsig', '-v'], ['certutil', '-H'])
const noOpenssl = missing(['openssl', 'version'])

const world = openSignedWorld()
const { authority } = world
const trust = readTrust([world.anchor])
const at = NOW.getTime()
const fetcher = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: world.fetch })
const timeStamp = stampAt(world, NOW)

type Case = {
  readonly keys: () => { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
  readonly algorithm?: SignatureAlgorithm
  /** Neither NSS, which pdfsig asks, nor the CMS of OpenSSL 3.0 checks Ed25519; OpenSSL checks the value alone. */
  readonly valueOnly?: true
}
const rsa = (modulusLength: number) => () => generateKeyPairSync('rsa', { modulusLength })
const ec = (namedCurve: string) => () => generateKeyPairSync('ec', { namedCurve })
const CASES: Readonly<Record<string, Case>> = {
  'RSA-2048': { keys: rsa(2048) },
  'RSA-2048 with SHA-512': { keys: rsa(2048), algorithm: { scheme: 'rsa-pkcs1', digest: 'sha512' } },
  'RSA-3072': { keys: rsa(3072) },
  'RSA-2048 PSS': { keys: rsa(2048), algorithm: { scheme: 'rsa-pss', digest: 'sha256' } },
  'P-256': { keys: ec('P-256') },
  'P-384': { keys: ec('P-384') },
  'P-521': { keys: ec('P-521') },
  Ed25519: { keys: () => generateKeyPairSync('ed25519'), valueOnly: true },
}

/** A holder with such a key, known to the authority. */
function signerOf(name: string, { keys, algorithm }: Case): Signer {
  const { privateKey, publicKey } = keys()
  const serial = Buffer.concat([Buffer.of(0x41), randomBytes(15)])
  const [notBefore, notAfter] = [new Date('2026-01-01T00:00:00Z'), new Date('2029-01-01T00:00:00Z')]
  const certificate = makeCertificate({
    issuer: { name: ISSUING_NAME, key: authority.issuing.key },
    subject: [['commonName', `Sở Y tế ${name}`]],
    publicKey,
    serial,
    notBefore,
    notAfter,
    extensions: [
      basicConstraints(false),
      keyUsage('digitalSignature', 'nonRepudiation'),
      extendedKeyUsage(['emailProtection']),
      ...issuedBy(authority.register.baseUrl),
    ],
  })
  authority.register.entries.push({
    id: name,
    kind: 'agency',
    name,
    serial: serial.toString('hex'),
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
  })
  return keySigner({ key: privateKey, certificate, chain: [authority.issuing.certificate] }, algorithm)
}

before(() => {
  writeFileSync(join(folder, 'root.pem'), toPem(world.anchor))
  writeFileSync(join(folder, 'issuing.pem'), toPem(authority.issuing.certificate))
  if (noPdfsig) return
  const database = ['-d', `sql:${folder}`]
  execFileSync('certutil', ['-N', ...database, '--empty-password'], { stdio: 'ignore' })
  execFileSync('certutil', ['-A', ...database, '-n', 'root', '-t', 'CT,C,C', '-i', join(folder, 'root.pem')])
})

const made = new Map<string, Promise<Buffer>>()

/** A renewed B-LTA file: every kind of thing this side makes is in it. */
function makeFile(name: string, what: Case): Promise<Buffer> {
  const known = made.get(name)
  if (known) return known
  const make = async () => {
    const signed = await signPdf(minimalPdf({ lines: ['GIAY PHEP'], style: 'stream' }), {
      signer: signerOf(name, what),
      claimedTime: NOW,
      level: 'B-LTA',
      timeStamp,
      lasting: { trust, fetcher, clock: () => at },
      requireGoodCertificate: statusCheck({ anchors: [world.anchor], fetch: world.fetch, clock: () => NOW }),
    })
    return renewArchive(signed, { judging: { ...trust, at }, fetcher, timeStamper: timeStamp })
  }
  const file = make()
  made.set(name, file)
  return file
}

interface Value {
  readonly cms: Buffer
  readonly covered: Buffer
  readonly stamp: boolean
}

/** The CMS of every signature and what it covers, read from the raw bytes. */
function listValues(file: Buffer): Value[] {
  return listSignatures(openPdf(file).document).map((one) => {
    const coverage = findCoverage(file, one)
    assert.ok(coverage.ok && one.contents)
    const { gapStart, gapEnd, end } = coverage.range
    return {
      cms: Buffer.from(parseSignedData(one.contents.bytes).der),
      covered: Buffer.concat([file.subarray(0, gapStart), file.subarray(gapEnd, end)]),
      stamp: one.subFilter === 'ETSI.RFC3161',
    }
  })
}

const openssl = (line: string) => {
  const said = spawnSync('openssl', line.split(' '), { cwd: folder, encoding: 'utf8' })
  return `${said.stdout}${said.stderr}`
}
const attime = `-attime ${at / 1000}`

function stampHolds(token: Uint8Array, stamped: Uint8Array): string {
  writeFileSync(join(folder, 'token.der'), token)
  writeFileSync(join(folder, 'stamped'), stamped)
  return openssl(
    `ts -verify -token_in -in token.der -data stamped -CAfile root.pem -untrusted issuing.pem ${attime}`,
  )
}

function signatureHolds({ cms, covered }: Value, { valueOnly }: Case): string {
  const { signers, certificates } = parseSignedData(cms)
  if (valueOnly) {
    writeFileSync(join(folder, 'attributes'), signers[0]!.signedOctets!)
    writeFileSync(join(folder, 'value'), signers[0]!.signature)
    // A SET keeps no order: the signer's is the one the authority did not make for itself.
    const own = certificates.find(({ extensions }) => extensions.basicConstraints?.ca !== true)!
    writeFileSync(join(folder, 'signer.pem'), toPem(own.der))
    return openssl('pkeyutl -verify -certin -inkey signer.pem -rawin -in attributes -sigfile value')
  }
  writeFileSync(join(folder, 'cms.der'), cms)
  writeFileSync(join(folder, 'covered'), covered)
  const files = '-in cms.der -inform DER -content covered -CAfile root.pem -binary -out out'
  return openssl(`cms -verify -cades -purpose any ${files} ${attime}`)
}

for (const [name, what] of Object.entries(CASES)) {
  test(`the judge passes a renewed B-LTA made with ${name}, from the file alone`, async () => {
    const report = verifyPdf(await makeFile(name, what), { ...trust, at })
    const [signature] = report.signatures
    assert.deepEqual(
      [report.decision, signature?.indication, signature?.level],
      ['accept', 'TOTAL-PASSED', 'PAdES-B-LTA'],
    )
    assert.deepEqual(
      report.documentTimeStamps.map(({ valid }) => valid),
      [true, true],
    )
    assert.deepEqual(
      report.needs.filter(({ kind }) => kind === 'issuer'),
      [],
    )
  })

  test(
    `openssl verifies the CMS and all three time-stamps made with ${name}`,
    { skip: noOpenssl },
    async () => {
      const values = listValues(await makeFile(name, what))
      const [signature, ...stamps] = values
      assert.ok(signature && !signature.stamp && stamps.length === 2 && stamps.every(({ stamp }) => stamp))
      assert.match(
        signatureHolds(signature, what),
        /CAdES Verification successful|Signature Verified Successfully/,
      )
      const { signers } = parseSignedData(signature.cms)
      const token = raw(signers[0]!.unsigned.get(ATTRIBUTE.signatureTimeStamp)![0]!)
      assert.match(stampHolds(token, signers[0]!.signature), /Verification: OK/)
      for (const { cms, covered } of stamps) assert.match(stampHolds(cms, covered), /Verification: OK/)
    },
  )

  test(`pdfsig finds what was made with ${name} valid and trusted`, { skip: noPdfsig }, async () => {
    const path = join(folder, 'signed.pdf')
    writeFileSync(path, await makeFile(name, what))
    const { stdout } = spawnSync('pdfsig', ['-nssdir', `sql:${folder}`, '-no-ocsp', path], {
      encoding: 'utf8',
    })
    const count = (pattern: RegExp) => stdout.match(pattern)?.length ?? 0
    // It sees document time-stamps and says it has not verified them.
    assert.equal(count(/^Signature #/gm), 3, stdout)
    const expected = what.valueOnly ? 0 : 1
    assert.deepEqual(
      [count(/Signature is Valid\./g), count(/Certificate is Trusted\./g)],
      [expected, expected],
      stdout,
    )
  })
}

test('the room kept for a signature is what it needs: no more than 160 octets stay empty', async () => {
  for (const [name, what] of Object.entries(CASES)) {
    for (const { contents } of listSignatures(openPdf(await makeFile(name, what)).document)) {
      const used = parseSignedData(contents!.bytes).der.length
      assert.ok(contents!.bytes.length - used <= 160, `${name}: ${contents!.bytes.length - used}`)
    }
  }
})
