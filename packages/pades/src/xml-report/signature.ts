import type { BlockReport, CertificateReport, LapseReport, Report, SignatureReport } from '../report.ts'
import { element, type Xml } from './element.ts'
import { additional, digest, listObjects, referTo } from './objects.ts'
import {
  algorithmUri,
  CONSTRAINT_APPLIED,
  CONSTRAINT_DISABLED,
  indicationUri,
  oidUri,
  ourUri,
  PROCESSES,
  proofTypeUri,
  reasonUri,
  SHA256,
  subIndicationUri,
} from './uris.ts'

/** SignatureValidationReport (TS 119 102-2 4.3) of one signature. */
export const writeSignature = (signature: SignatureReport, report: Report): Xml =>
  element('SignatureValidationReport', [
    element('SignatureIdentifier', [
      element('HashOnly', false),
      element('DocHashOnly', false),
      element('DAIdentifier', signature.field),
    ]),
    element('ValidationConstraintsEvaluationReport', [
      writePolicy(report),
      signature.blocks.map(writeBlock),
      (signature.attributes?.notes ?? []).map(writeNote),
    ]),
    writeTime(signature, report),
    element('SignersDocument', [
      digest(report.sha256),
      referTo('SignersDocumentRepresentation', report.sha256),
    ]),
    writeAttributes(signature, report),
    writeSigner(signature),
    element(
      'SignatureValidationProcess',
      element('SignatureValidationProcessID', PROCESSES[signature.process]),
    ),
    writeStatus(signature, report),
  ])

/** The policy is the validator's own: it is named, and no document of it is hashed. */
const writePolicy = ({ policy }: Report): Xml =>
  element('SignatureValidationPolicy', [
    element('SignaturePolicyIdentifier', element('xades:SignaturePolicyImplied', undefined)),
    element('PolicyName', policy),
    element('FormalPolicyURI', ourUri('policy', policy)),
  ])

const writeBlock = ({ block, indication, subIndication, finding }: BlockReport): Xml =>
  element('ValidationConstraint', [
    element('ValidationConstraintIdentifier', ourUri('block', block)),
    element('ConstraintStatus', element('Status', CONSTRAINT_APPLIED)),
    element('ValidationStatus', [
      element('MainIndication', indicationUri(indication)),
      subIndication ? element('SubIndication', subIndicationUri(subIndication)) : undefined,
      finding ? element('AssociatedValidationReportData', additional([['finding', finding]])) : undefined,
    ]),
  ])

/** A rule that is looked at and does not decide. */
const writeNote = (note: string): Xml =>
  element('ValidationConstraint', [
    element('ValidationConstraintIdentifier', ourUri('note', note)),
    element('ConstraintStatus', element('Status', CONSTRAINT_DISABLED)),
  ])

/** Best-signature-time (4.3.6): when it is proven to have existed, or no earlier than the judgement. */
function writeTime({ provenTime, valueSha256 }: SignatureReport, report: Report): Xml {
  const proof = report.proofs.find(({ sha256, at }) => sha256 === valueSha256 && at === provenTime)
  const object = proof && listObjects(report).has(proof.by) ? referTo('POEObject', proof.by) : undefined
  return element('ValidationTimeInfo', [
    element('ValidationTime', report.judgedAt),
    element('BestSignatureTime', [
      element('POETime', provenTime ?? report.judgedAt),
      element('TypeOfProof', proofTypeUri(proof?.by ?? '')),
      object,
    ]),
  ])
}

function writeAttributes(signature: SignatureReport, { documentTimeStamps }: Report): Xml {
  const { claimedTime, attributes, timeStamps, subFilter, signer } = signature
  const named = attributes?.signingCertificate?.digest === 'sha256' && signer.sha256
  return element('SignatureAttributes', [
    claimedTime ? element('SigningTime', element('Time', claimedTime)) : undefined,
    named ? writeCertificateReference(signer.sha256) : undefined,
    (attributes?.commitments ?? []).map((oid) =>
      element('CommitmentTypeIndication', element('CommitmentTypeIdentifier', oidUri(oid)), {
        Signed: 'true',
      }),
    ),
    attributes?.signaturePolicy
      ? element('SigPolicyIdentifier', element('SigPolicyId', oidUri(attributes.signaturePolicy)), {
          Signed: 'true',
        })
      : undefined,
    timeStamps.map(({ kind, sha256, time }) => writeStamp(STAMP_NAMES[kind], sha256, time)),
    documentTimeStamps.map(({ sha256, time }) => writeStamp('DocTimeStamp', sha256, time)),
    element('SubFilter', element('SubFilterElement', subFilter ?? '')),
  ])
}

const STAMP_NAMES = {
  signature: 'SignatureTimeStamp',
  content: 'AllDataObjectsTimeStamp',
  archive: 'ArchiveTimeStamp',
  document: 'DocTimeStamp',
} as const

const writeStamp = (name: string, sha256: string | null, time: string | null): Xml | undefined =>
  sha256 && time
    ? element(name, [referTo('AttributeObject', sha256), element('TimeStampValue', time)])
    : undefined

const writeCertificateReference = (sha256: string): Xml =>
  element(
    'SigningCertificate',
    [
      referTo('AttributeObject', sha256),
      element('CertID', [
        element('ds:DigestMethod', undefined, { Algorithm: SHA256 }),
        element('ds:DigestValue', Buffer.from(sha256, 'hex').toString('base64')),
      ]),
    ],
    { Signed: 'true' },
  )

const writeSigner = ({ signer }: SignatureReport): Xml | undefined =>
  signer.sha256
    ? element('SignerInformation', [
        referTo('SignerCertificate', signer.sha256),
        signer.commonName ? element('Signer', signer.commonName) : undefined,
      ])
    : undefined

/** Status with what it rests on (4.3.4, 4.3.12): the standard's words, then ours. */
function writeStatus(signature: SignatureReport, report: Report): Xml {
  const { indication, subIndication, chain, code, decision, algorithms } = signature
  const anchor = chain[0]?.anchor ? chain[0] : undefined
  const evidence = [...new Set(chain.flatMap(({ revocation }) => revocation?.evidence ?? []))]
  const revoked = chain.find(({ revocation }) => revocation?.status === 'revoked')
  const algorithm = algorithmUri(algorithms)
  return element('SignatureValidationStatus', [
    element('MainIndication', indicationUri(indication)),
    subIndication ? element('SubIndication', subIndicationUri(subIndication)) : undefined,
    element('AssociatedValidationReportData', [
      anchor ? referTo('TrustAnchor', anchor.sha256) : undefined,
      chain.length > 0 ? writeChain(chain, anchor) : undefined,
      evidence.map((sha256) => referTo('RelatedValidationObject', sha256)),
      revoked ? writeRevoked(revoked) : undefined,
      algorithm && signature.signer.sha256
        ? element('CryptoInformation', [
            referTo('ValidationObjectId', signature.signer.sha256),
            element('Algorithm', algorithm),
            element('SecureAlgorithm', code !== 'signature.weak_algorithm'),
          ])
        : undefined,
      additional([['finding', code], ['decision', decision], ...report.lapses.map(describeLapse)]),
    ]),
  ])
}

function writeChain(chain: readonly CertificateReport[], anchor: CertificateReport | undefined): Xml {
  const between = chain.slice(anchor ? 1 : 0, -1).toReversed()
  return element('CertificateChain', [
    referTo('SigningCertificate', chain.at(-1)!.sha256),
    between.map(({ sha256 }) => referTo('IntermediateCertificate', sha256)),
    anchor ? referTo('TrustAnchor', anchor.sha256) : undefined,
  ])
}

const writeRevoked = ({ sha256, revocation }: CertificateReport): Xml =>
  element('RevocationStatusInformation', [
    referTo('ValidationObjectId', sha256),
    element('RevocationTime', revocation!.revokedAt!),
    element('RevocationReason', reasonUri(revocation!)),
    revocation!.evidence[0] ? referTo('RevocationObject', revocation!.evidence[0]) : undefined,
  ])

const describeLapse = ({ what, sha256, why, since }: LapseReport) =>
  ['lapse', `${what} ${sha256} ${why} ${since}`] as const
