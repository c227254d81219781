import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  DEFAULT_RULES,
  examinePdf,
  makeFetcher,
  readTrust,
  verifyPdf,
  verifyWithEvidence,
  writeXmlReport,
  type Report,
} from '@khoso/pades'
import { archive } from '@khoso/pades/sign'
import { makeSigned, NOW, sharedWorld, SIGNED_CASES } from './signed-files.ts'
import { stampAt } from './signed/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-xml-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const SCHEMA = join(import.meta.dirname, '../../shared/corpus/etsi-report-xsd/TS119102-2-v141.xsd')
const noLint = spawnSync('xmllint', ['--version']).error ? 'no xmllint here (Debian: libxml2-utils)' : false
const noSchema = existsSync(SCHEMA) ? noLint : 'the schema of ETSI is not beside the project'

const trust = readTrust([sharedWorld().anchor])
const options = { ...trust, at: NOW.getTime() }
const ask = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: sharedWorld().fetch })

/**
 * The three schemas that ETSI's imports lie at addresses on the web. Written here by hand are the few types that
 * it names of them, so that everything of TS 119 102-2 itself is validated without a network; of XMLDSig, XAdES
 * and TS 119 612 no more than this is.
 */
const IMPORTS: Readonly<Record<string, readonly [address: string, types: string]>> = {
  'http://www.w3.org/2000/09/xmldsig#': [
    'http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd',
    `<xs:element name="DigestMethod"><xs:complexType mixed="true"><xs:sequence>
       <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
       <xs:attribute name="Algorithm" type="xs:anyURI" use="required"/></xs:complexType></xs:element>
     <xs:element name="DigestValue" type="xs:base64Binary"/>
     <xs:element name="SignatureValue" type="xs:base64Binary"/>
     <xs:element name="Signature" type="xs:anyType"/>`,
  ],
  'http://uri.etsi.org/01903/v1.3.2#': [
    'http://uri.etsi.org/01903/v1.3.2/XAdES.xsd',
    `<xs:complexType name="DigestAlgAndValueType"><xs:sequence>
       <xs:element ref="ds:DigestMethod"/><xs:element ref="ds:DigestValue"/></xs:sequence></xs:complexType>
     <xs:complexType name="SignaturePolicyIdentifierType"><xs:choice>
       <xs:element name="SignaturePolicyId" type="xs:anyType"/>
       <xs:element name="SignaturePolicyImplied"/></xs:choice></xs:complexType>`,
  ],
  'http://uri.etsi.org/02231/v2#': [
    'http://uri.etsi.org/19612/v2.2.1/ts_119612v020201_201601xsd.xsd',
    `<xs:complexType name="DigitalIdentityType"><xs:sequence><xs:any processContents="lax"/></xs:sequence></xs:complexType>
     <xs:complexType name="TSPInformationType"><xs:sequence><xs:any processContents="lax"/></xs:sequence></xs:complexType>`,
  ],
}

/** The schema with its imports turned to the files beside it; made once. */
let prepared: string | undefined
function prepareSchema(): string {
  let schema = readFileSync(SCHEMA, 'utf8')
  for (const [i, [namespace, [address, types]]] of Object.entries(IMPORTS).entries()) {
    const dsig = Object.keys(IMPORTS)[0]!
    const imports = i === 0 ? '' : `<xs:import namespace="${dsig}" schemaLocation="import0.xsd"/>`
    writeFileSync(
      join(folder, `import${i}.xsd`),
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:ds="${dsig}" targetNamespace="${namespace}"
        elementFormDefault="qualified">${imports}${types}</xs:schema>`,
    )
    assert.ok(schema.includes(address), `the schema no longer imports ${address}`)
    schema = schema.replace(address, `import${i}.xsd`)
  }
  const path = join(folder, 'report.xsd')
  writeFileSync(path, schema)
  return path
}

function requireValid(reports: ReadonlyMap<string, string>): void {
  const paths = [...reports].map(([name, xml]) => {
    const path = join(folder, `${name}.xml`)
    writeFileSync(path, xml)
    return path
  })
  const run = spawnSync(
    'xmllint',
    ['--noout', '--nonet', '--schema', (prepared ??= prepareSchema()), ...paths],
    {
      encoding: 'utf8',
    },
  )
  assert.equal(
    run.status,
    0,
    run.stderr
      .split('\n')
      .filter((line) => !line.endsWith('validates'))
      .join('\n'),
  )
}

/** xmllint looks at the shape of references only: here each must name an object of the report, and each object once. */
function requireResolved(xml: string): void {
  const ids = [...xml.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!)
  assert.equal(new Set(ids).size, ids.length)
  const named = [...xml.matchAll(/VOReference="([^"]+)"/g)].flatMap(([, list]) => list!.split(' '))
  assert.ok(named.length > 0)
  assert.deepEqual(
    named.filter((one) => !ids.includes(one)),
    [],
  )
}

const judge = async (file: Uint8Array) => {
  const collected = await verifyWithEvidence(file, options, ask)
  return examinePdf(file, { ...options, ...collected })
}

test(
  'every report is valid against the schema of ETSI, with octets and without',
  { skip: noSchema },
  async () => {
    const reports = new Map<string, string>()
    for (const what of SIGNED_CASES) {
      const file = await makeSigned(what)
      reports.set(`${what}-alone`, writeXmlReport(verifyPdf(file, options)))
      const { report, octets } = await judge(file)
      reports.set(`${what}-asked`, writeXmlReport(report, octets()))
    }
    const order = { judging: options, fetcher: ask, timeStamper: stampAt(sharedWorld(), NOW) }
    const { report, octets } = await judge(await archive(await makeSigned('two-signatures'), order))
    reports.set('archived', writeXmlReport(report, octets()))
    requireValid(reports)
  },
)

test('the schema refuses what a report may not be', { skip: noSchema }, async () => {
  const xml = writeXmlReport((await judge(await makeSigned('good'))).report)
  for (const [from, to] of [
    ['<MainIndication>', '<MainIndications>'],
    ['VOReference="o-', 'VOReference="0-'],
    ['<POETime>2026', '<POETime>tomorrow 2026'],
  ] as const) {
    assert.ok(xml.includes(from))
    const broken = xml.replace(from, to).replace(from.replace('<', '</'), to.replace('<', '</'))
    assert.throws(() => requireValid(new Map([['broken', broken]])))
  }
})

test('every reference names an object of the report', async () => {
  for (const what of SIGNED_CASES) {
    const { report } = await judge(await makeSigned(what))
    if (report.signatures.length > 0) requireResolved(writeXmlReport(report))
  }
  const order = { judging: options, fetcher: ask, timeStamper: stampAt(sharedWorld(), NOW) }
  const { report } = await judge(await archive(await makeSigned('two-signatures'), order))
  const xml = writeXmlReport(report)
  requireResolved(xml)
  assert.ok(xml.includes('<POEProvisioning>') && xml.includes('<PAdESFieldName>'))
})

test('says in the words of the standard what the report says', async () => {
  const { report, octets } = await judge(await makeSigned('revoked-before'))
  const xml = writeXmlReport(report, octets())
  for (const part of [
    'urn:etsi:019102:mainindication:indeterminate',
    'urn:etsi:019102:subindication:REVOKED_NO_POE',
    'urn:etsi:019102:revocationReason:keyCompromise',
    'urn:etsi:019102:validationprocess:LTVM',
    '<ReportData><Type>urn:khoso:finding:code</Type><Value>signature.revoked</Value></ReportData>',
    `<ValidationTime>${report.judgedAt}</ValidationTime>`,
    `<POETime>${report.signatures[0]!.provenTime}</POETime>`,
    Buffer.from(octets().get(report.signatures[0]!.signer.sha256!)!).toString('base64'),
  ])
    assert.ok(xml.includes(part), part)
  assert.equal(writeXmlReport(report, octets()), xml)
})

test('names from the file cannot break out of their place', { skip: noLint }, async () => {
  const { report } = await judge(await makeSigned('good'))
  const field = 'A</DAIdentifier><x y="&\u0001\ud800'
  const hostile: Report = { ...report, signatures: report.signatures.map((one) => ({ ...one, field })) }
  const xml = writeXmlReport(hostile)
  assert.ok(
    xml.includes('<DAIdentifier>A&lt;/DAIdentifier&gt;&lt;x y=&quot;&amp;\ufffd\ufffd</DAIdentifier>'),
  )
  const path = join(folder, 'hostile.xml')
  writeFileSync(path, xml)
  assert.equal(spawnSync('xmllint', ['--noout', '--nonet', path]).status, 0)
})
