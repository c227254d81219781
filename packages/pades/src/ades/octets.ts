import { checkSigningCertificate, type SigningCertificateCheck } from '../cms/signing-certificate.ts'
import { CONTENT, type SignedData, type SignerInfo } from '../cms/signed-data.ts'
import { findSignerFault, type SignerFault } from '../cms/verify-signer.ts'
import { sameBytes } from '../der/read.ts'
import { digestOf } from '../digest.ts'
import type { ByteRangeFault } from '../pdf/byte-range.ts'
import type { SignatureValue } from '../pdf/signature-fields.ts'
import type { Certificate } from '../x509/certificate.ts'
import { fails, PASSED, type Block, type BlockName, type Finding, type Outcome } from './indication.ts'
import type { ReadSignature } from './read-signature.ts'

/** What the octets say before any certificate is believed. */
export type Octets = {
  readonly outcome: Outcome
  /** The bytes it covers are those it was made over; null when that cannot be told. */
  readonly intact: boolean | null
  readonly blocks: readonly Block[]
  readonly reference?: SigningCertificateCheck
}

type Verdict = { readonly block: BlockName; readonly outcome: Outcome; readonly intact: boolean | null }

const SIGNER_FAULTS: Readonly<Record<SignerFault, Verdict>> = {
  'cms.attributes': {
    block: 'format',
    outcome: fails('FORMAT_FAILURE', 'signature.unreadable'),
    intact: null,
  },
  'cms.algorithm_unknown': {
    block: 'crypto',
    outcome: fails('CRYPTO_CONSTRAINTS_FAILURE', 'signature.unsupported'),
    intact: null,
  },
  'cms.key_unusable': {
    block: 'crypto',
    outcome: fails('CRYPTO_CONSTRAINTS_FAILURE', 'signature.unsupported'),
    intact: null,
  },
  'cms.digest_mismatch': {
    block: 'crypto',
    outcome: fails('HASH_FAILURE', 'signature.altered'),
    intact: false,
  },
  'cms.signature_wrong': {
    block: 'crypto',
    outcome: fails('SIG_CRYPTO_FAILURE', 'signature.forged'),
    intact: false,
  },
}

const COVERAGE_FAULTS: Readonly<Record<ByteRangeFault, Finding>> = {
  'range.missing': 'signature.range_missing',
  'range.shape': 'signature.range_missing',
  'range.outside': 'signature.resaved',
  'range.gap': 'signature.coverage',
  'range.revision': 'signature.coverage',
  'range.shared': 'signature.shared',
  'range.replaced': 'signature.replaced',
  'contents.missing': 'signature.contents_missing',
}

const SUB_FILTERS: ReadonlySet<string | undefined> = new Set([
  'adbe.pkcs7.detached',
  'ETSI.CAdES.detached',
  'adbe.pkcs7.sha1',
])

/** The blocks that look at octets alone, in the standard's order: 5.2.2, 5.2.3, 5.2.7. */
const ORDER: readonly BlockName[] = ['format', 'identification', 'crypto']

const ALL_PASSED: readonly Block[] = ORDER.map((block) => ({ block, outcome: PASSED }))

/** Format, identification and cryptographic verification (EN 319 102-1 5.2.2, 5.2.3, 5.2.7). */
export function judgeOctets(read: ReadSignature): Octets {
  const { signer, certificate } = read
  const reference = signer && certificate ? checkSigningCertificate(signer, certificate) : undefined
  const verdict = findVerdict(read, reference)
  const told = reference ? { reference } : {}
  if (!verdict) return { outcome: PASSED, intact: true, blocks: ALL_PASSED, ...told }
  const { block, outcome, intact } = verdict
  const before = ALL_PASSED.slice(0, ORDER.indexOf(block))
  return { outcome, intact, blocks: [...before, { block, outcome }], ...told }
}

const atFormat = (outcome: Outcome, intact: boolean | null): Verdict => ({ block: 'format', outcome, intact })

function findVerdict(
  { value, coverage, over, data, signer, certificate }: ReadSignature,
  reference: SigningCertificateCheck | undefined,
): Verdict | undefined {
  if (!coverage.ok && coverage.fault === 'range.outside')
    return atFormat(fails('SIGNED_DATA_NOT_FOUND', 'signature.resaved'), false)
  if (!SUB_FILTERS.has(value.subFilter))
    return atFormat(fails('FORMAT_FAILURE', 'signature.unsupported'), null)
  if (!data || !signer || data.signers.length !== 1 || !over) {
    const finding = coverage.ok ? 'signature.unreadable' : COVERAGE_FAULTS[coverage.fault]
    return atFormat(fails('FORMAT_FAILURE', finding), null)
  }
  if (!certificate || !reference) {
    const outcome = fails('NO_SIGNING_CERTIFICATE_FOUND', 'signature.signer_unknown')
    return { block: 'identification', outcome, intact: null }
  }
  const fault = findOctetFault(value, data, signer, certificate, over)
  if (fault) return SIGNER_FAULTS[fault]
  if (!coverage.ok) return atFormat(fails('FORMAT_FAILURE', COVERAGE_FAULTS[coverage.fault]), true)
  return judgeReference(reference, value)
}

/** The certificate the signature names must be the one that made it; PAdES asks that it names one. */
function judgeReference(
  { state }: SigningCertificateCheck,
  { subFilter }: SignatureValue,
): Verdict | undefined {
  if (state === 'match' || (state === 'absent' && subFilter !== 'ETSI.CAdES.detached')) return undefined
  const sub = state === 'mismatch' ? 'NO_SIGNING_CERTIFICATE_FOUND' : 'SIG_CONSTRAINTS_FAILURE'
  return { block: 'identification', outcome: fails(sub, 'signature.certificate_mismatch'), intact: true }
}

function findOctetFault(
  { subFilter }: SignatureValue,
  data: SignedData,
  signer: SignerInfo,
  certificate: Certificate,
  over: NonNullable<ReadSignature['over']>,
): SignerFault | undefined {
  if (data.contentType !== CONTENT.data) return 'cms.attributes'
  if (subFilter !== 'adbe.pkcs7.sha1') {
    // Detached means that no second content stands inside for a lenient reader to verify instead.
    return data.content
      ? 'cms.attributes'
      : findSignerFault(signer, certificate, { over, contentType: CONTENT.data })
  }
  const inside = data.content
  if (!inside) return 'cms.attributes'
  if (!sameBytes(inside, over.digest('sha1'))) return 'cms.digest_mismatch'
  const wrapped = { digest: (name: string) => digestOf(name, inside), whole: () => inside }
  return findSignerFault(signer, certificate, { over: wrapped, contentType: CONTENT.data })
}
