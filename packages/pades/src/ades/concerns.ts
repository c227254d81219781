import type { Change } from '../diff/change.ts'
import { findAttribute } from '../x509/name.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Finding } from './indication.ts'
import type { JudgedSignature } from './judge-signature.ts'
import { classifySigner } from './signer-kind.ts'

/**
 * What the standard has nothing against and a person should look at all the same: a signature that passes
 * may still stand under something another laid over it (`docs/decisions/0014`).
 */
export function findConcern(
  judged: JudgedSignature,
  all: readonly JudgedSignature[],
  isDynamic: () => boolean,
): Finding | undefined {
  const { coverage, changes } = judged
  if (coverage.ok && coverage.padded) return 'signature.padding'
  const open = changes.list.filter((change) => !all.some((other) => answersFor(other, judged, change)))
  if (open.some(({ covers }) => covers)) return 'signature.covered_after'
  const filled = open.some(
    ({ code }) =>
      code === 'change.field_overwritten' || (code === 'change.field_filled' && !changes.fillingAllowed),
  )
  if (filled) return 'signature.filled_after'
  return judged.outcome.indication === 'TOTAL-PASSED' && isDynamic() ? 'signature.dynamic_content' : undefined
}

/**
 * Whether a later signature of the same house covers the change, as an agency's seal does that is put
 * half over the handwriting of its head (Decree 30/2020/NĐ-CP, annex I): it signed what is shown now.
 */
function answersFor(other: JudgedSignature, judged: JudgedSignature, change: Change): boolean {
  if (other === judged || other.outcome.indication !== 'TOTAL-PASSED') return false
  if (!other.coverage.ok || !judged.coverage.ok) return false
  const later = other.coverage.range.end > judged.coverage.range.end
  return later && !isListed(other.changes.list, change) && isOneHouse(other.certificate, judged.certificate)
}

/** The change came after that signature too. */
const isListed = (list: readonly Change[], { code, object, field, page }: Change): boolean =>
  list.some((one) => one.code === code && one.object === object && one.field === field && one.page === page)

/** The agency a certificate is of: its own name, or the one a person signs for. */
export function isOneHouse(a: Certificate | undefined, b: Certificate | undefined): boolean {
  if (!a || !b) return false
  if (a.id === b.id) return true
  const [one, other] = [houseOf(a), houseOf(b)]
  return one !== undefined && one === other
}

function houseOf(certificate: Certificate): string | undefined {
  const kind = classifySigner(certificate)
  if (kind === 'unknown') return undefined
  const name = findAttribute(certificate.subject, kind === 'agency' ? 'commonName' : 'organization')
  return name?.normalize('NFC').toLocaleLowerCase('vi').replaceAll(/\s+/g, ' ').trim()
}
