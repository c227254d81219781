import { IntlMessageFormat } from 'intl-messageformat'
import { rendition } from '../../../words/vi/verification.ts'

type TextCode = keyof typeof rendition

const formats = new Map<TextCode, IntlMessageFormat>()

/** A text of this module in Vietnamese with its values filled in: what is printed is always Vietnamese. */
export function say(code: TextCode, values: Readonly<Record<string, string | number>> = {}): string {
  const format = formats.get(code) ?? new IntlMessageFormat(rendition[code], 'vi')
  formats.set(code, format)
  return String(format.format(values))
}
