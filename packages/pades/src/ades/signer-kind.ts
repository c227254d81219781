import type { Certificate } from '../x509/certificate.ts'
import { findAttribute, listAttributes } from '../x509/name.ts'

export type SignerKind = 'person' | 'agency' | 'unknown'

/** Prefixes Vietnamese authorities put before identifiers in UID: persons' papers, then organisations' codes. */
const PERSON_PREFIXES = ['CCCD', 'CMND', 'CMTND', 'HC', 'DDCN', 'CC', 'HCVN']
const AGENCY_PREFIXES = ['MST', 'MNS', 'MDD', 'MDV', 'QD', 'GPKD', 'BHXH']

/** First words of the names of offices; no personal name begins with one of them. */
const OFFICE_WORDS = [
  'cổng thông tin',
  'văn phòng',
  'ủy ban',
  'uỷ ban',
  'ubnd',
  'hội đồng',
  'hđnd',
  'sở',
  'bộ',
  'cục',
  'tổng cục',
  'chi cục',
  'vụ',
  'phòng',
  'ban quản lý',
  'ban cơ yếu',
  'trung tâm',
  'viện',
  'trường',
  'bệnh viện',
  'công an',
  'tòa án',
  'toà án',
  'thanh tra',
  'kho bạc',
  'bảo hiểm xã hội',
  'công ty',
  'tổng công ty',
  'tập đoàn',
  'ngân hàng',
  'chính phủ',
  'đảng ủy',
]

/**
 * Whether a certificate belongs to a person or an agency, by what it says itself: an ETSI seal or
 * signature statement, identifiers in the subject, then the name. It never says which agency.
 */
export function classifySigner({ subject, extensions }: Certificate): SignerKind {
  if (extensions.qualifiedType === 'seal') return 'agency'
  if (extensions.qualifiedType === 'signature') return 'person'
  const ids = [...listAttributes(subject, 'userId'), ...listAttributes(subject, 'serialNumber')]
  // Somebody who signs for an organisation carries both codes and is a person.
  if (ids.some((id) => hasPrefix(id, PERSON_PREFIXES))) return 'person'
  if (
    findAttribute(subject, 'surname') ||
    findAttribute(subject, 'givenName') ||
    findAttribute(subject, 'title')
  ) {
    return 'person'
  }
  if (ids.some((id) => hasPrefix(id, AGENCY_PREFIXES)) || findAttribute(subject, 'organizationIdentifier')) {
    return 'agency'
  }
  return classifyName(findAttribute(subject, 'commonName'), findAttribute(subject, 'organization'))
}

const hasPrefix = (id: string, prefixes: readonly string[]): boolean =>
  prefixes.includes(id.split(':', 1)[0]!.trim().toUpperCase()) && id.includes(':')

function classifyName(commonName: string | undefined, organization: string | undefined): SignerKind {
  if (!commonName) return 'unknown'
  const name = fold(commonName)
  if (organization && fold(organization) === name) return 'agency'
  return OFFICE_WORDS.some((word) => name === word || name.startsWith(`${word} `)) ? 'agency' : 'unknown'
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
