import type { Report, TimeStampReport } from '../report.ts'
import { element, type Xml } from './element.ts'
import {
  NAMESPACES,
  OBJECT_TYPES,
  objectIndicationUri,
  ourUri,
  proofTypeUri,
  SHA256,
  subIndicationUri,
} from './uris.ts'

/** Everything the report speaks of has one identifier; XML wants it to begin with a letter. */
export const idOf = (sha256: string): string => `o-${sha256}`

export const referTo = (name: string, ...digests: readonly string[]): Xml =>
  element(name, undefined, { VOReference: digests.map(idOf).join(' ') })

/** XAdES DigestAlgAndValueType over a SHA-256 in hex. */
export const digest = (sha256: string): Xml =>
  element('DigestAlgAndValue', [
    element('ds:DigestMethod', undefined, { Algorithm: SHA256, 'xmlns:ds': NAMESPACES['xmlns:ds'] }),
    element('ds:DigestValue', Buffer.from(sha256, 'hex').toString('base64')),
  ])

type Kind = keyof typeof OBJECT_TYPES

/** All time-stamps of a report that could be read. */
export const listTokens = ({ signatures, documentTimeStamps }: Report): TimeStampReport[] =>
  [...signatures.flatMap(({ timeStamps }) => timeStamps), ...documentTimeStamps].filter(
    ({ sha256 }) => sha256,
  )

/** The objects of a report in a fixed order, each once: the file, then chains, answers, time-stamps. */
export function listObjects(report: Report): Map<string, Kind> {
  const objects = new Map<string, Kind>([[report.sha256, 'file']])
  const add = (sha256: string | null, kind: Kind) => {
    if (sha256 && !objects.has(sha256)) objects.set(sha256, kind)
  }
  const tokens = listTokens(report)
  for (const { signer, chain } of report.signatures) {
    for (const certificate of chain) add(certificate.sha256, 'certificate')
    add(signer.sha256, 'certificate')
  }
  for (const { chain } of tokens) for (const certificate of chain) add(certificate.sha256, 'certificate')
  for (const { sha256, kind } of report.evidence) add(sha256, kind)
  for (const { chain } of [...report.signatures, ...tokens])
    for (const { revocation } of chain)
      for (const sha256 of revocation?.evidence ?? [])
        add(sha256, report.evidence.find((one) => one.sha256 === sha256)?.kind ?? 'ocsp')
  for (const { sha256 } of tokens) add(sha256, 'time-stamp')
  return objects
}

/** SignatureValidationObjects (TS 119 102-2 4.4), the octets themselves where they are at hand. */
export function writeObjects(report: Report, octets: ReadonlyMap<string, Uint8Array>): Xml {
  const objects = listObjects(report)
  const tokens = new Map(listTokens(report).map((token) => [token.sha256!, token]))
  const written = [...objects].map(([sha256, kind]) => {
    const token = tokens.get(sha256)
    return element(
      'ValidationObject',
      [
        element('ObjectType', OBJECT_TYPES[kind]),
        element('ValidationObjectRepresentation', writeOctets(sha256, octets.get(sha256))),
        writeProof(sha256, report, objects),
        token && writeProvisioning(token, report, objects),
        token && writeTokenReport(token),
      ],
      { id: idOf(sha256) },
    )
  })
  return element('SignatureValidationObjects', written)
}

const writeOctets = (sha256: string, octets: Uint8Array | undefined): Xml =>
  octets ? element('base64', Buffer.from(octets).toString('base64')) : digest(sha256)

/** The proof of an object's existence that stands; without one it is known since the judgement alone. */
function writeProof(sha256: string, report: Report, objects: ReadonlyMap<string, Kind>): Xml {
  const proof = report.proofs.find((one) => one.sha256 === sha256 && !one.lapsed)
  const { at, by } = proof ?? { at: report.judgedAt, by: '' }
  return element('POE', [
    element('POETime', at),
    element('TypeOfProof', proofTypeUri(by)),
    objects.has(by) ? referTo('POEObject', by) : undefined,
  ])
}

/** What a time-stamp proves (clause 4.4.7), of what this report names; nothing while it proves nothing. */
function writeProvisioning(
  { sha256, time, valid, lapsed }: TimeStampReport,
  report: Report,
  objects: ReadonlyMap<string, Kind>,
): Xml | undefined {
  const proven = report.proofs.filter(({ by }) => by === sha256)
  if (!time || !valid || lapsed || proven.length === 0) return undefined
  const values = new Set(proven.map((one) => one.sha256))
  const fields = report.signatures.filter(({ valueSha256 }) => valueSha256 && values.has(valueSha256))
  return element('POEProvisioning', [
    element('POETime', time),
    [...values].filter((one) => objects.has(one)).map((one) => referTo('ValidationObject', one)),
    fields.map(({ field }) => element('SignatureReference', element('PAdESFieldName', field))),
  ])
}

const writeTokenReport = ({ indication, subIndication, fault }: TimeStampReport): Xml =>
  element(
    'ValidationReport',
    element('SignatureValidationStatus', [
      element('MainIndication', objectIndicationUri(indication)),
      subIndication ? element('SubIndication', subIndicationUri(subIndication)) : undefined,
      fault ? element('AssociatedValidationReportData', additional([['finding', fault]])) : undefined,
    ]),
  )

/** AdditionalValidationReportData: our own words beside the standard's, by kind. */
export const additional = (data: readonly (readonly [Parameters<typeof ourUri>[0], string])[]): Xml =>
  element(
    'AdditionalValidationReportData',
    data.map(([kind, value]) =>
      element('ReportData', [element('Type', ourUri(kind, 'code')), element('Value', value)]),
    ),
  )
