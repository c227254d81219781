import { authorityInfoAccess, crlDistributionPoint } from '@khoso/pades/issue'

/** Where to ask about what the issuing authority signed. */
export const issuedBy = (baseUrl: string): Buffer[] => [
  authorityInfoAccess({ ocsp: `${baseUrl}/ocsp`, caIssuers: `${baseUrl}/ca/issuing.cer` }),
  crlDistributionPoint(`${baseUrl}/crl/issuing.crl`),
]

/** Where to ask about what the root signed: it publishes a list and answers no questions. */
export const crlOf = (baseUrl: string, name: 'root'): Buffer[] => [
  authorityInfoAccess({ caIssuers: `${baseUrl}/ca/${name}.cer` }),
  crlDistributionPoint(`${baseUrl}/crl/${name}.crl`),
]

/** Policies of this demonstration, under the arc X.660 keeps for examples. */
export const POLICY = { agency: '2.999.704.1', person: '2.999.704.2', timeStamp: '2.999.704.3' } as const
