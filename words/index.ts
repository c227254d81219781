import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en.ts'
import { vi } from './vi.ts'

/** A sentence that says what is so, and one that says what to do next. */
export interface Words {
  readonly says: string
  readonly cure: string
}

export type Language = 'vi' | 'en'

const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, Words>>>> = { vi, en }

/** Vietnamese unless English is asked for first. */
export const languageOf = (acceptLanguage: string | undefined): Language =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'vi'

/** The words of a code, in ICU form with these values filled in. A code without words shows itself. */
export function wordsFor(
  code: string,
  language: Language,
  values: Readonly<Record<string, unknown>> = {},
): Words {
  const words = CATALOGUES[language][code]
  if (!words) return { says: code, cure: '' }
  return { says: fill(words.says, language, values), cure: fill(words.cure, language, values) }
}

function fill(text: string, language: Language, values: Readonly<Record<string, unknown>>): string {
  if (!text.includes('{')) return text
  try {
    return String(new IntlMessageFormat(text, language).format(values as Record<string, string>))
  } catch {
    // A value the sentence asks for is missing; the bare sentence is better than none.
    return text
  }
}
