import type { PdfDocument } from '../pdf/document.ts'
import { dictOf, integerOf, isArray, nameOf, textOf, type PdfDict } from '../pdf/values.ts'
import { CERTIFICATIONS } from './signature-dictionary.ts'
import { SigningError } from './signing-error.ts'
import type { PrepareOrder } from './prepare-signature.ts'

/** Bits of a seed value's /Ff: which of its entries bind (ISO 32000-2 table 237). */
const BINDS = { filter: 1, subFilter: 2, reasons: 8, attestation: 16, revocation: 32, digest: 64 } as const

/**
 * Refuses a signature that the field's maker did not ask for: what its seed values demand and this order does
 * not give. What they merely suggest binds nobody.
 */
export function requireSeedValues(document: PdfDocument, field: PdfDict, order: PrepareOrder): void {
  const seed = dictOf(document.resolve(field.map.get('SV')))
  if (!seed) return
  const get = (key: string) => document.resolve(seed.map.get(key))
  const flags = integerOf(get('Ff')) ?? 0
  const binds = (bit: number) => (flags & bit) !== 0
  const names = (key: string) => {
    const list = get(key)
    return isArray(list)
      ? list.map((one) => nameOf(document.resolve(one)) ?? textOf(document.resolve(one)))
      : []
  }
  const level = integerOf(document.resolve(dictOf(get('MDP'))?.map.get('P')))
  const certificate = dictOf(get('Cert'))
  const unmet = {
    Filter: binds(BINDS.filter) && nameOf(get('Filter')) !== 'Adobe.PPKLite',
    SubFilter: binds(BINDS.subFilter) && !names('SubFilter').includes(order.subFilter),
    DigestMethod:
      binds(BINDS.digest) && !names('DigestMethod').includes((order.digest ?? 'sha256').toUpperCase()),
    Reasons: binds(BINDS.reasons) && !names('Reasons').includes(order.reason),
    LegalAttestation: binds(BINDS.attestation),
    AddRevInfo: binds(BINDS.revocation) && get('AddRevInfo') === true,
    // Which certificates it wants is said in ways we do not read; who demands one is not guessed at.
    Cert: certificate !== undefined && (integerOf(document.resolve(certificate.map.get('Ff'))) ?? 0) !== 0,
    MDP: level !== undefined && level !== (order.certify ? CERTIFICATIONS[order.certify] : 0),
  }
  const wanted = Object.entries(unmet).flatMap(([key, is]) => (is ? [key] : []))
  if (wanted.length > 0) throw new SigningError('sign.seed_value', wanted.join(', '))
}
