import { basicConstraints, extendedKeyUsage, keyUsage, serialOf } from '@khoso/pades/issue'
import { makeHeld, saveHeld, type Authority } from './authority.ts'
import { ISSUING_NAME, TSA_NAME } from './names.ts'
import { issuedBy } from './profile.ts'
import { writeRegister } from './register.ts'

interface StamperTerms {
  readonly notBefore: Date
  readonly notAfter: Date
}

/**
 * Gives the time-stamp service a new key and certificate, as authorities do every few years. The one before stays
 * answered for, and can be revoked by its id `tsa-SERIAL`.
 */
export function renewStamper(authority: Authority, terms: StamperTerms): void {
  const { folder, keys, issuing, register } = authority
  const before = authority.tsa.certificate
  authority.tsa = makeHeld(keys, [issuing.certificate], {
    issuer: { name: ISSUING_NAME, key: issuing.key },
    subject: TSA_NAME,
    ...terms,
    extensions: [
      basicConstraints(false),
      keyUsage('digitalSignature'),
      extendedKeyUsage(['timeStamping'], true),
      ...issuedBy(register.baseUrl),
    ],
  })
  for (const certificate of [before, authority.tsa.certificate]) keepAnswering(authority, certificate, terms)
  if (!folder) return
  saveHeld(authority, 'tsa', authority.tsa)
  writeRegister(folder, register)
}

function keepAnswering(
  { register }: Authority,
  certificate: Uint8Array,
  { notBefore, notAfter }: StamperTerms,
): void {
  const serial = serialOf(certificate).toString('hex')
  if (register.entries.some((entry) => entry.serial === serial)) return
  register.entries.push({
    id: `tsa-${serial}`,
    kind: 'service',
    name: 'TSA',
    serial,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
  })
}
