import { makePool } from '../../../packages/pades/src/path/build.ts'
import { checkRevocation } from '../../../packages/pades/src/revocation/check.ts'
import { parseCertificateFile } from '../../../packages/pades/src/x509/certificate.ts'
import { parseCrl } from '../../../packages/pades/src/x509/crl.ts'
import { parseOcspResponse } from '../../../packages/pades/src/x509/ocsp.ts'
import { compare, listFiles, readShared, type Case, type Source } from '../source.ts'

const CRLS = 'corpus/itext-AGPL/validation/CRLValidatorTest'
const OCSPS = 'corpus/itext-AGPL/validation/OCSPValidatorTest'
const POINT = `${CRLS}/issuingDistributionPointTest`

/** iText's test moment, and a day on which the lists of 2024 were in force. */
const SIGNED_AT = Date.UTC(2000, 1, 14)
const NOW = Date.UTC(2024, 2, 1)

type Listed = {
  readonly crl: string
  readonly certificate: string
  readonly authorities: readonly string[]
  readonly now: number
  readonly expected: 'good' | 'unknown'
}

/** The lists that lie in the folder and what iText says of them; INDETERMINATE is our `unknown`. */
const LISTS: readonly Listed[] = [
  ...(['onlyCA', 'onlyAttr', 'onlyUser'] as const).map((name): Listed => ({
    crl: `${POINT}/${name}.crl`,
    certificate: `${POINT}/sign.pem`,
    authorities: [`${POINT}/root.pem`],
    now: NOW,
    expected: name === 'onlyUser' ? 'good' : 'unknown',
  })),
  {
    crl: `${CRLS}/missingIssuer/crl.crl`,
    certificate: `${CRLS}/missingIssuer/sign.cert.pem`,
    authorities: [`${CRLS}/happyPath/ca.cert.pem`, `${CRLS}/happyPath/intermediate.cert.pem`],
    now: SIGNED_AT,
    expected: 'unknown',
  },
]

function judgeList({ crl, certificate, authorities, now, expected }: Listed): Case {
  const [target] = parseCertificateFile(readShared(certificate))
  const [anchor, ...others] = authorities.flatMap((name) => parseCertificateFile(readShared(name)))
  const issuer = others.at(-1) ?? anchor!
  const context = {
    pool: makePool([anchor!], others),
    crls: [parseCrl(readShared(crl))],
    ocsps: [],
    now,
    provenAt: () => now,
    skew: 0,
  }
  const question = { certificate: target!, issuer, anchor: anchor!, at: SIGNED_AT }
  return compare(crl.slice(CRLS.length + 1), expected, checkRevocation(question, context).status, true)
}

/** A response whose hash algorithms leave out their parameters is read all the same. */
function judgeResponse(): Case {
  const name = 'ocspResponseWithoutHashAlgoParameters.dat'
  const response = parseOcspResponse(readShared(OCSPS, name))
  return compare(name, 'read', response && response.singles.length > 0 ? 'read' : 'not read', true)
}

/**
 * Most scenes of these tests sign their lists and answers while they run, with keys that are not in the
 * folder: their certificates have no verdict by themselves. Our own tests play the same scenes.
 */
function judge() {
  const used = new Set(
    LISTS.flatMap(({ crl, certificate, authorities }) => [crl, certificate, ...authorities]),
  )
  const files = [CRLS, OCSPS].flatMap((folder) => listFiles(folder).map((name) => `${folder}/${name}`))
  const silent = files.filter((file) => /\.(?:pem|crt|crl)$/.test(file) && !used.has(file))
  return { cases: [...LISTS.map(judgeList), judgeResponse()], silent }
}

export const itextRevocation: Source = { name: 'iText CRL and OCSP', folders: [CRLS, OCSPS], judge }
