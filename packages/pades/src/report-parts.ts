import { listCommitments, listNotes } from './ades/attributes.ts'
import type { ChainOutcome } from './ades/chain.ts'
import type { Proof } from './ades/evidence.ts'
import type { Block } from './ades/indication.ts'
import type { JudgedSignature } from './ades/judge-signature.ts'
import type { Finding } from './ades/indication.ts'
import { decide, type Policy } from './ades/policy.ts'
import { readSignaturePolicy } from './ades/signature-policy.ts'
import { classifySigner } from './ades/signer-kind.ts'
import type { JudgedTimeStamp } from './ades/time-stamp.ts'
import type { SignerInfo } from './cms/signed-data.ts'
import { bounded, oncePer } from './lru.ts'
import type {
  AttributesReport,
  BlockReport,
  CertificateReport,
  Level,
  Need,
  RevocationReport,
  SignatureReport,
  TimeStampReport,
} from './report.ts'
import type { RevocationStatus } from './revocation/context.ts'
import { findKey, type Certificate } from './x509/certificate.ts'
import { listUris } from './x509/general-name.ts'
import { findAttribute, showName } from './x509/name.ts'

/** A moment as ISO 8601 UTC text, or null. */
export const instant = (at: number | undefined): string | null => (at === undefined ? null : writeInstant(at))

const DAY = 86_400_000
// One report names many moments and few days.
const days = bounded<string, number>(256)
const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

function writeInstant(at: number): string {
  const day = Math.floor(at / DAY)
  const date = days.get(day) ?? days.set(day, new Date(day * DAY).toISOString().slice(0, 11))
  const rest = at - day * DAY
  const [h, m, s] = [
    Math.floor(rest / 3_600_000),
    Math.floor(rest / 60_000) % 60,
    Math.floor(rest / 1_000) % 60,
  ]
  return `${date}${TWO[h]}:${TWO[m]}:${TWO[s]}.${String(rest % 1_000).padStart(3, '0')}Z`
}

/** A signature's part of the report. */
export function reportSignature(
  judged: JudgedSignature,
  level: Level | null,
  { policy, concern }: { readonly policy: Policy; readonly concern: Finding | undefined },
): SignatureReport {
  const { value, coverage, certificate, outcome, signer } = judged
  const failed = outcome.indication === 'TOTAL-PASSED' ? undefined : outcome
  const key = certificate && findKey(certificate)
  return {
    field: value.field.name,
    subFilter: value.subFilter ?? null,
    signer: certificate ? reportSigner(certificate) : UNKNOWN_SIGNER,
    intact: judged.intact,
    coverage: coverage.ok ? coverage.extent : 'unclear',
    changesAfter: judged.changes.kind,
    changes: judged.changes.list,
    indication: outcome.indication,
    subIndication: failed?.subIndication ?? null,
    level,
    provenTime: instant(judged.proof?.at),
    provenBy: judged.proof ? provenBy(judged, judged.proof) : null,
    valueSha256: judged.valueId ?? null,
    process: judged.chain?.process ?? 'basic',
    controlTime: instant(judged.chain?.control),
    blocks: judged.blocks.map(reportBlock),
    attributes: signer ? reportAttributes(judged, signer) : null,
    claimedTime: instant(judged.claimedTime),
    ...decide(policy, failed ? failed.finding : concern),
    algorithms: {
      digest: signer?.digest ?? null,
      signature: signer?.algorithm.family ?? null,
      keyBits: key?.bits ?? null,
    },
    chain: reportChain(judged.chain),
    timeStamps: judged.timeStamps.map(reportTimeStamp),
  }
}

function provenBy({ timeStamps }: JudgedSignature, { by }: Proof): NonNullable<SignatureReport['provenBy']> {
  if (by === 'supplied') return by
  return timeStamps.some(({ id }) => id === by) ? 'signature-time-stamp' : 'document-time-stamp'
}

const INDICATIONS = {
  'TOTAL-PASSED': 'PASSED',
  'TOTAL-FAILED': 'FAILED',
  INDETERMINATE: 'INDETERMINATE',
} as const

function reportBlock({ block, outcome }: Block): BlockReport {
  const failed = outcome.indication === 'TOTAL-PASSED' ? undefined : outcome
  return {
    block,
    indication: INDICATIONS[outcome.indication],
    subIndication: failed?.subIndication ?? null,
    finding: failed?.finding ?? null,
  }
}

function reportAttributes(judged: JudgedSignature, signer: SignerInfo): AttributesReport {
  const { reference } = judged
  const named = readSignaturePolicy(signer)
  return {
    signed: [...signer.signed.keys()],
    unsigned: [...signer.unsigned.keys()],
    signingCertificate: reference?.version
      ? {
          version: reference.version,
          digest: reference.digest ?? null,
          references: reference.references ?? 0,
        }
      : null,
    signaturePolicy: named && named !== 'malformed' ? named.oid : null,
    commitments: listCommitments(signer),
    notes: listNotes(judged),
  }
}

const UNKNOWN_SIGNER = { commonName: null, organization: null, kind: 'unknown', sha256: null } as const

const reportSigner = oncePer((certificate: Certificate): SignatureReport['signer'] => ({
  commonName: findAttribute(certificate.subject, 'commonName') ?? null,
  organization: findAttribute(certificate.subject, 'organization') ?? null,
  kind: classifySigner(certificate),
  sha256: certificate.id,
}))

/** A time-stamp's part of the report. */
export const reportTimeStamp = (judged: JudgedTimeStamp): TimeStampReport => ({
  kind: judged.kind,
  sha256: judged.id ?? null,
  time: instant(judged.time),
  policy: judged.policy ?? null,
  imprintDigest: judged.imprintDigest ?? null,
  authority: (judged.certificate && findAttribute(judged.certificate.subject, 'commonName')) ?? null,
  valid: judged.fault === undefined && !judged.awaitsEvidence,
  fault: judged.fault ?? null,
  lapsed: judged.lapsed,
  awaitsEvidence: judged.awaitsEvidence,
  indication: judged.outcome.indication,
  subIndication: judged.outcome.indication === 'TOTAL-PASSED' ? null : judged.outcome.subIndication,
  provenTime: instant(judged.provenTime),
  chain: reportChain(judged.chain),
})

/** What is always the same of a certificate is put into words once. */
const describe = oncePer((certificate: Certificate) => ({
  sha256: certificate.id,
  subject: showName(certificate.subject),
  issuer: showName(certificate.issuer),
  serial: certificate.serial,
  notBefore: instant(certificate.notBefore)!,
  notAfter: instant(certificate.notAfter)!,
}))

/** A chain, anchor first, with the revocation status of each certificate below it. */
function reportChain(chain: ChainOutcome | undefined): CertificateReport[] {
  return (chain?.path ?? []).map((certificate, i) => {
    const status = i > 0 ? chain!.statuses[i - 1] : undefined
    return {
      ...describe(certificate),
      anchor: i === 0 && chain!.anchored,
      ...(status && { revocation: reportStatus(status) }),
    }
  })
}

function reportStatus(status: RevocationStatus): RevocationReport {
  if (status.status === 'unknown') return { status: 'unknown', why: status.why, evidence: [] }
  const evidence = status.used.map(({ id }) => id)
  if (status.status === 'good') return { status: 'good', evidence }
  return {
    status: 'revoked',
    revokedAt: instant(status.revokedAt)!,
    ...(status.reason !== undefined && { reason: status.reason }),
    evidence,
  }
}

/** What could be fetched to complete a chain or its evidence. */
export function listNeeds(chain: ChainOutcome | undefined): Need[] {
  if (!chain) return []
  const [top] = chain.path
  if (!chain.anchored && top) {
    return [{ ...noPlaces(top, null), kind: 'issuer', issuers: top.extensions.issuerUris ?? [] }]
  }
  return chain.statuses.flatMap((status, i) => {
    const [issuer, certificate] = [chain.path[i]!, chain.path[i + 1]!]
    return status.status === 'unknown' ? [revocationNeed(certificate, issuer)] : []
  })
}

const noPlaces = (certificate: Certificate, issuer: Certificate | null) => ({
  certificate: certificate.id,
  issuer: issuer?.id ?? null,
  ocsp: [] as readonly string[],
  crl: [] as readonly string[],
  issuers: [] as readonly string[],
})

const revocationNeed = (certificate: Certificate, issuer: Certificate): Need => ({
  ...noPlaces(certificate, issuer),
  kind: 'revocation',
  ocsp: certificate.extensions.ocspUris ?? [],
  crl: (certificate.extensions.crlDistributionPoints ?? []).flatMap(({ names }) => listUris(names ?? [])),
})
