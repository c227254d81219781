/** Trusted lists for tests, made and signed on the spot by scheme operators of their own (ETSI TS 119 612). */
import { createHash, createPrivateKey, generateKeyPairSync, sign, type KeyLike } from 'node:crypto'
import { basicConstraints, keyUsage, makeCertificate, toPem } from '@khoso/pades/issue'
import { SignedXml, type SignatureAlgorithm } from 'xml-crypto'

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const RSA = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
const ECDSA = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'
const TYPE = 'http://uri.etsi.org/TrstSvc/TrustedList/'

export interface Operator {
  readonly certificate: Buffer
  readonly key: string
  readonly kind: 'rsa' | 'ec'
}

/** A scheme operator with a key of its own; what it signs is trusted by nobody yet. */
export function makeOperator(kind: Operator['kind'] = 'rsa', notAfter = '2032-01-01T00:00:00Z'): Operator {
  const pem = (key: { export: (how: { type: 'pkcs8'; format: 'pem' }) => string | Buffer }) =>
    key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const pair =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = [
    ['country', 'VN'],
    ['organization', 'Cơ quan quản lý danh sách'],
    ['commonName', 'Ký danh sách tin cậy'],
  ] as const
  const certificate = makeCertificate({
    issuer: { name, key: pair.privateKey },
    subject: name,
    publicKey: pair.publicKey,
    serial: Buffer.from([7]),
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date(notAfter),
    extensions: [basicConstraints(false), keyUsage('digitalSignature')],
  })
  return { certificate, key: pem(pair.privateKey), kind }
}

export interface ServiceOrder {
  readonly type?: string
  readonly certificate: Uint8Array
  readonly status?: string
  readonly since?: string
  readonly usages?: readonly string[]
  /** Older states, newest first. */
  readonly history?: readonly { readonly status: string; readonly since: string; readonly type?: string }[]
}

export interface ListOrder {
  readonly sequence?: number
  readonly territory?: string
  readonly type?: string
  readonly version?: string
  readonly issuedAt?: string
  readonly nextUpdate?: string | null
  readonly services?: readonly ServiceOrder[]
  readonly pointers?: readonly {
    readonly territory: string
    readonly location: string
    readonly signer: Uint8Array
  }[]
}

const base64 = (der: Uint8Array) => Buffer.from(der).toString('base64')
const digitalId = (der: Uint8Array) =>
  `<ServiceDigitalIdentity><DigitalId><X509Certificate>${base64(der)}</X509Certificate></DigitalId></ServiceDigitalIdentity>`
const typeUri = (type: string) => `http://uri.etsi.org/TrstSvc/Svctype/${type}`
const statusUri = (status: string) => `http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/${status}`

function usagesXml(usages: readonly string[]): string {
  const extension = (usage: string) =>
    `<Extension Critical="true"><AdditionalServiceInformation><URI xml:lang="en">http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/${usage}</URI></AdditionalServiceInformation></Extension>`
  return usages.length === 0
    ? ''
    : `<ServiceInformationExtensions>${usages.map(extension).join('')}</ServiceInformationExtensions>`
}

function serviceXml({
  type = 'CA/QC',
  certificate,
  status = 'granted',
  since = '2016-07-01T00:00:00Z',
  usages = [],
  history = [],
}: ServiceOrder): string {
  const state = (one: { type?: string; status: string; since: string }, extensions: string) =>
    `<ServiceTypeIdentifier>${typeUri(one.type ?? type)}</ServiceTypeIdentifier><ServiceName><Name xml:lang="vi">Dịch vụ</Name><Name xml:lang="en">A service</Name></ServiceName>${digitalId(certificate)}<ServiceStatus>${statusUri(one.status)}</ServiceStatus><StatusStartingTime>${one.since}</StatusStartingTime>${extensions}`
  const past = history.map((one) => `<ServiceHistoryInstance>${state(one, '')}</ServiceHistoryInstance>`)
  return `<TSPService><ServiceInformation>${state({ status, since }, usagesXml(usages))}</ServiceInformation>${past.length > 0 ? `<ServiceHistory>${past.join('')}</ServiceHistory>` : ''}</TSPService>`
}

/** The XML of a list without its signature. */
export function listXml({
  sequence = 1,
  territory = 'VN',
  type = 'generic',
  version = '5',
  issuedAt = '2026-11-01T00:00:00Z',
  nextUpdate = '2027-05-01T00:00:00Z',
  services = [],
  pointers = [],
}: ListOrder): string {
  const pointer = (one: NonNullable<ListOrder['pointers']>[number]) =>
    `<OtherTSLPointer><ServiceDigitalIdentities>${digitalId(one.signer)}</ServiceDigitalIdentities><TSLLocation>${one.location}</TSLLocation><AdditionalInformation><OtherInformation><TSLType>http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric</TSLType></OtherInformation><OtherInformation><SchemeTerritory>${one.territory}</SchemeTerritory></OtherInformation></AdditionalInformation></OtherTSLPointer>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" TSLTag="http://uri.etsi.org/19612/TSLTag" Id="the-list"><SchemeInformation><TSLVersionIdentifier>${version}</TSLVersionIdentifier><TSLSequenceNumber>${sequence}</TSLSequenceNumber><TSLType>${TYPE}TSLType/${type}</TSLType><SchemeOperatorName><Name xml:lang="en">Scheme operator</Name></SchemeOperatorName><SchemeTerritory>${territory}</SchemeTerritory>${pointers.length > 0 ? `<PointersToOtherTSL>${pointers.map(pointer).join('')}</PointersToOtherTSL>` : ''}<ListIssueDateTime>${issuedAt}</ListIssueDateTime><NextUpdate>${nextUpdate === null ? '' : `<dateTime>${nextUpdate}</dateTime>`}</NextUpdate></SchemeInformation><TrustServiceProviderList><TrustServiceProvider><TSPInformation><TSPName><Name xml:lang="en">A provider</Name></TSPName></TSPInformation><TSPServices>${services.map(serviceXml).join('')}</TSPServices></TrustServiceProvider></TrustServiceProviderList></TrustServiceStatusList>`
}

/** ECDSA as XML has it (RFC 6931 2.3.6), which the library leaves to its users. */
class EcdsaSha256 implements SignatureAlgorithm {
  getAlgorithmName = () => ECDSA
  getSignature = (material: unknown, key: KeyLike) =>
    sign('sha256', Buffer.from(material as string), {
      key: createPrivateKey(key as string),
      dsaEncoding: 'ieee-p1363',
    }).toString('base64')
  verifySignature = (): never => {
    throw new Error('not for verifying')
  }
}

export interface SigningOrder {
  /** The certificate named in the signed properties, when it is not the signer's own. */
  readonly naming?: Uint8Array
  readonly whole?: '' | '#the-list'
}

/** Signs a list as its operator: enveloped XAdES with exclusive canonicalisation (TS 119 612 5.7). */
export function signList(xml: string, operator: Operator, { naming, whole = '' }: SigningOrder = {}): Buffer {
  const named = naming ?? operator.certificate
  const digest = createHash('sha256').update(named).digest('base64')
  const properties = `<xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Target="#sig"><xades:SignedProperties Id="sig-properties"><xades:SignedSignatureProperties><xades:SigningTime>2026-11-01T00:00:00Z</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="${SHA256}"></ds:DigestMethod><ds:DigestValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${digest}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties>`
  const signing = new SignedXml({
    privateKey: operator.key,
    publicCert: toPem(operator.certificate),
    signatureAlgorithm: operator.kind === 'rsa' ? RSA : ECDSA,
    canonicalizationAlgorithm: EXCLUSIVE,
    objects: [{ content: properties }],
  })
  signing.SignatureAlgorithms[ECDSA] = EcdsaSha256
  signing.addReference({
    xpath: '/*',
    transforms: [ENVELOPED, EXCLUSIVE],
    digestAlgorithm: SHA256,
    ...(whole === '' ? { isEmptyUri: true } : { uri: whole }),
  })
  signing.addReference({
    xpath: "//*[local-name(.)='SignedProperties']",
    transforms: [EXCLUSIVE],
    digestAlgorithm: SHA256,
    type: 'http://uri.etsi.org/01903#SignedProperties',
  })
  signing.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: '/*', action: 'append' },
    attrs: { Id: 'sig' },
  })
  return Buffer.from(signing.getSignedXml())
}
