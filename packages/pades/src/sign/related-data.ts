import { ATTRIBUTE, parseSignedData, type SignedData } from '../cms/signed-data.ts'
import { raw } from '../der/read.ts'
import { tryParseCertificate, type Certificate } from '../x509/certificate.ts'
import { tryParseCrl } from '../x509/crl.ts'
import { parseOcspResponse } from '../x509/ocsp.ts'
import type { ValidationData } from './validation-data.ts'

/**
 * Of some validation data what speaks of one signature: the certificates from its signer and its time-stamps
 * upwards, the answers about them, and so on for those who gave the answers. Found by names and serials; that
 * it also holds is for the judge.
 */
export function relatedTo(cms: Uint8Array, data: ValidationData): ValidationData {
  const given = data.certificates.map((der) => ({ der, certificate: tryParseCertificate(der) }))
  const ocsps = data.ocsps.map((der) => ({ der, response: parseOcspResponse(der) }))
  const chain = new Set(listCarried(cms))
  const grow = (from: Iterable<Certificate>) => {
    for (const one of from) chain.add(one)
  }
  const isNamed = ({ subject }: Certificate) => [...chain].some(({ issuer }) => issuer.key === subject.key)
  const speaks = ({ response }: (typeof ocsps)[number]) =>
    response?.singles.some(({ serial }) => [...chain].some((one) => one.serial === serial)) === true
  for (let before = -1; before !== chain.size;) {
    before = chain.size
    grow(given.flatMap(({ certificate }) => (certificate && isNamed(certificate) ? [certificate] : [])))
    grow(ocsps.filter(speaks).flatMap(({ response }) => response!.certificates))
  }
  const ids = new Set([...chain].map(({ id }) => id))
  const issuers = new Set([...chain].map(({ issuer }) => issuer.key))
  return {
    certificates: given.flatMap(({ der, certificate }) =>
      certificate && ids.has(certificate.id) ? [der] : [],
    ),
    ocsps: ocsps.filter(speaks).map(({ der }) => der),
    crls: data.crls.filter((der) => issuers.has(tryParseCrl(der)?.issuer.key ?? '')),
  }
}

/** The certificates inside a CMS and inside the time-stamps on it; none when it cannot be read. */
function listCarried(cms: Uint8Array): Certificate[] {
  const data = tryParse(cms)
  const tokens =
    data?.signers.flatMap(({ unsigned }) => unsigned.get(ATTRIBUTE.signatureTimeStamp) ?? []) ?? []
  return [
    ...(data?.certificates ?? []),
    ...tokens.flatMap((token) => tryParse(raw(token))?.certificates ?? []),
  ]
}

function tryParse(cms: Uint8Array): SignedData | undefined {
  try {
    return parseSignedData(cms)
  } catch {
    return undefined
  }
}
