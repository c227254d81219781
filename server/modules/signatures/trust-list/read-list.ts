import { X509Certificate } from 'node:crypto'
import { refuse } from '../errors.ts'
import { allAt, childrenOf, firstAt, nameAt, textOf } from './xml.ts'

/** Danh sách tin cậy: what a scheme operator says of trust services (ETSI TS 119 612). */
export interface TrustedList {
  /** Which series of lists it belongs to: territory and type; sequence numbers count within it. */
  readonly series: string
  readonly sequence: number
  readonly operator: string
  readonly issuedAt: Date
  /** Null: the operator closed the list (5.3.15). */
  readonly nextUpdate: Date | null
  readonly pointers: readonly Pointer[]
  readonly services: readonly Service[]
}

/** Where another list lies, and who may sign it (5.3.13). */
export interface Pointer {
  readonly territory: string
  readonly type: string
  readonly location: string
  readonly signers: readonly Buffer[]
}

export interface Service {
  readonly provider: string
  readonly name: string
  readonly certificates: readonly Buffer[]
  /** Newest first: what it is now, then its history (5.5, 5.6). */
  readonly instances: readonly Instance[]
}

export interface Instance {
  readonly type: string
  readonly status: string
  readonly since: Date
  /** For which kinds of certificate, by the last word of AdditionalServiceInformation (5.5.9.4). */
  readonly usages: readonly string[]
}

/** Reads a verified list; refuses versions other than 5 and 6, and what lacks a mandatory field. */
export function readList(root: Element): TrustedList {
  const scheme = need(firstAt(root, ['SchemeInformation']), 'SchemeInformation')
  const version = textOf(firstAt(scheme, ['TSLVersionIdentifier']))
  if (version !== '5' && version !== '6') throw refuse('trust.list_version', { version })
  const territory = textOf(firstAt(scheme, ['SchemeTerritory']))
  const type = lastWord(textOf(firstAt(scheme, ['TSLType'])))
  const sequence = Number(textOf(firstAt(scheme, ['TSLSequenceNumber'])))
  if (!/^[A-Z]{2}$/.test(territory) || !type || !Number.isSafeInteger(sequence) || sequence < 1)
    throw refuse('trust.list_unreadable', { why: 'SchemeInformation', territory, type, sequence })
  const next = textOf(firstAt(scheme, ['NextUpdate', 'dateTime']))
  return {
    series: `${territory}:${type}`,
    sequence,
    operator: nameAt(scheme, ['SchemeOperatorName', 'Name']),
    issuedAt: instant(textOf(firstAt(scheme, ['ListIssueDateTime'])), 'ListIssueDateTime'),
    nextUpdate: next === '' ? null : instant(next, 'NextUpdate'),
    pointers: allAt(scheme, ['PointersToOtherTSL', 'OtherTSLPointer']).map(readPointer),
    services: allAt(root, ['TrustServiceProviderList', 'TrustServiceProvider']).flatMap(readProvider),
  }
}

function need<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw refuse('trust.list_unreadable', { why: what })
  return value
}

function instant(text: string, what: string): Date {
  // xs:dateTime in UTC (TS 119 612 5.1.4); anything else Date.parse would take is not one.
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) ||
    isNaN(Date.parse(text))
  )
    throw refuse('trust.list_unreadable', { why: what, value: text.slice(0, 40) })
  return new Date(text)
}

const lastWord = (uri: string): string => uri.split(/[/#]/).at(-1) ?? ''

function readPointer(pointer: Element): Pointer {
  const told = allAt(pointer, ['AdditionalInformation', 'OtherInformation'])
  const among = (name: string) => told.map((one) => textOf(childrenOf(one, name)[0])).find(Boolean) ?? ''
  return {
    territory: among('SchemeTerritory'),
    type: lastWord(among('TSLType')),
    location: textOf(firstAt(pointer, ['TSLLocation'])),
    signers: readIdentities(allAt(pointer, ['ServiceDigitalIdentities', 'ServiceDigitalIdentity'])),
  }
}

/** Certificates only: a service named by key or name alone cannot become an anchor. */
function readIdentities(identities: readonly Element[]): Buffer[] {
  const all = identities
    .flatMap((one) => allAt(one, ['DigitalId', 'X509Certificate']))
    .map((one) => Buffer.from(textOf(one), 'base64'))
    .filter(isCertificate)
  return [...new Map(all.map((der) => [der.toString('latin1'), der])).values()]
}

function isCertificate(der: Buffer): boolean {
  try {
    return new X509Certificate(der).raw.equals(der)
  } catch {
    return false
  }
}

function readProvider(provider: Element): Service[] {
  const name = nameAt(provider, ['TSPInformation', 'TSPName', 'Name'])
  return allAt(provider, ['TSPServices', 'TSPService']).flatMap((service) => {
    const now = firstAt(service, ['ServiceInformation'])
    if (!now) return []
    const past = allAt(service, ['ServiceHistory', 'ServiceHistoryInstance'])
    const certificates = readIdentities(
      [now, ...past].flatMap((one) => childrenOf(one, 'ServiceDigitalIdentity')),
    )
    const instances = [now, ...past].map(readInstance)
    return [{ provider: name, name: nameAt(now, ['ServiceName', 'Name']), certificates, instances }]
  })
}

const readInstance = (element: Element): Instance => ({
  type: textOf(firstAt(element, ['ServiceTypeIdentifier'])),
  status: lastWord(textOf(firstAt(element, ['ServiceStatus']))),
  since: instant(textOf(firstAt(element, ['StatusStartingTime'])), 'StatusStartingTime'),
  usages: allAt(element, ['ServiceInformationExtensions', 'Extension', 'AdditionalServiceInformation'])
    .concat(readAdditional(element))
    .map((one) => lastWord(textOf(childrenOf(one, 'URI')[0])))
    .filter((word, i, all) => word !== '' && all.indexOf(word) === i),
})

/** The extension stands in the list's own namespace; some operators put it into that of additional types. */
function readAdditional(element: Element): Element[] {
  const extensions = allAt(element, ['ServiceInformationExtensions', 'Extension'])
  return extensions.flatMap((one) => childrenOf(one, 'AdditionalServiceInformation', 'more'))
}
