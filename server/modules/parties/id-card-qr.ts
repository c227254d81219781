import { readIdentifier, type Identifier, type Sex } from './identifiers.ts'

/** What the unsigned QR of an ID card says. Anyone can print one: a hint to look up, never a proof. */
export type IdCard = {
  readonly personalNumber: Identifier
  /** The 9-digit number the same person had before; the cheapest evidence of that link. */
  readonly oldIdNumber?: Identifier
  readonly printedName: string
  readonly birth: { readonly year: number; readonly on?: string }
  readonly sex?: Sex
  readonly residence: string
  readonly issuedOn?: string
}

/**
 * Reads `number|old number|name|ddmmyyyy|sex|residence|ddmmyyyy`; undefined when it is not one.
 * Older readers leave the second field out or write slashes in dates; newer cards may add fields.
 */
export function parseIdCardQr(text: string): IdCard | undefined {
  const fields = text
    .normalize('NFC')
    .trim()
    .split('|')
    .map((field) => field.trim())
  const hasOldNumber = /^(\d{9})?$/.test(fields[1] ?? 'absent')
  const [number, old, name, birth, sex, residence, issued] = hasOldNumber
    ? fields
    : [fields[0], '', ...fields.slice(1)]
  const personal = readIdentifier('personal-number', number ?? '').identifier
  const bornAt = readBirth(birth ?? '')
  if (!personal || !name || !bornAt || residence === undefined) return undefined
  const oldId = old ? readIdentifier('old-id-number', old).identifier : undefined
  const readSex = SEX[(sex ?? '').toLowerCase()]
  const issuedOn = readDay(issued ?? '')
  return {
    personalNumber: personal,
    ...(oldId && { oldIdNumber: oldId }),
    printedName: name,
    birth: bornAt,
    ...(readSex && { sex: readSex }),
    residence,
    ...(issuedOn && { issuedOn }),
  }
}

const SEX: Readonly<Record<string, Sex>> = { nam: 'male', nữ: 'female', nu: 'female' }

/** Many elderly people have only a birth year: day and month are then 00 or left out. */
function readBirth(text: string): IdCard['birth'] | undefined {
  const on = readDay(text)
  if (on) return { year: Number(on.slice(0, 4)), on }
  const year = /^(?:00\/?00\/?)?((?:19|20)\d{2})$/.exec(text)?.[1]
  return year === undefined ? undefined : { year: Number(year) }
}

function readDay(text: string): string | undefined {
  const parts = /^(\d{2})\/?(\d{2})\/?(\d{4})$/.exec(text)
  if (!parts) return undefined
  const day = `${parts[3]}-${parts[2]}-${parts[1]}`
  const instant = new Date(`${day}T00:00:00Z`)
  // The engine rolls 31 April over to May; such a day was never printed by an authority.
  return Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(day) ? undefined : day
}
