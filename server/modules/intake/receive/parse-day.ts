import { isLegalDay, legalDayOf, type LegalDay } from '../../../platform/legal-day.ts'

type Digits = Record<string, string | undefined>

/**
 * The shapes in which case systems send days (domain: dossier sync of the national portal and its 2026
 * variants). A time of day is read only to be sure that it is one: a legal day has none.
 */
const SHAPES: readonly { readonly shape: RegExp; readonly hasZone?: true }[] = [
  {
    shape:
      /^(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4})(?: (?<H>\d{1,2}):(?<M>\d{2})(?::(?<S>\d{2}))?)?$/,
  },
  {
    shape: /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:[T ](?<H>\d{2}):(?<M>\d{2})(?::(?<S>\d{2})(?:\.\d+)?)?)?$/,
  },
  { shape: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/, hasZone: true },
  { shape: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?:(?<H>\d{2})(?<M>\d{2})(?<S>\d{2}))?$/ },
]

/**
 * Reads a day as case systems write it: `dd/MM/yyyy HH:mm:ss`, ISO 8601, `yyyyMMddHHmmss` or `yyyyMMdd`, each
 * with or without its time. Day before month always; an instant with a zone is the day it was in Việt Nam.
 * Undefined when it is no real day in one of these shapes.
 */
export function parseDay(text: string): LegalDay | undefined {
  const given = text.normalize('NFKC').replace(/\s+/gu, ' ').trim()
  for (const { shape, hasZone } of SHAPES) {
    const match = shape.exec(given)
    if (match) return hasZone ? dayOfInstant(given) : dayOfDigits(match.groups ?? {})
  }
  return undefined
}

function dayOfInstant(iso: string): LegalDay | undefined {
  const instant = new Date(iso)
  return Number.isNaN(instant.getTime()) ? undefined : legalDayOf(instant)
}

function dayOfDigits({ y = '', m = '', d = '', H = '0', M = '0', S = '0' }: Digits): LegalDay | undefined {
  if (Number(H) > 24 || Number(M) > 59 || Number(S) > 60) return undefined
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return isLegalDay(day) && day >= '1900-01-01' ? day : undefined
}
