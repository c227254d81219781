import { Check } from 'typebox/value'
import { isLegalDay, startOfLegalDay } from '../../../platform/legal-day.ts'
import { StoredTerms } from '../anchor-terms.ts'
import type { ImportChoices } from '../anchors.queries.ts'
import { refuse } from '../errors.ts'

const text = { type: 'string' } as const
const many = { type: 'string', multiple: true } as const

/** The options of `khoso anchors`, of all its verbs. */
export const OPTIONS = {
  use: many,
  class: text,
  signers: many,
  policy: many,
  name: many,
  for: many,
  scope: text,
  from: many,
  letter: text,
  'first-day': text,
  'last-day': text,
  'compromised-since': text,
  confirm: text,
  follow: many,
  at: text,
  help: { type: 'boolean' },
} as const

export interface Values {
  readonly use?: string[]
  readonly class?: string
  readonly signers?: string[]
  readonly policy?: string[]
  readonly name?: string[]
  readonly for?: string[]
  readonly scope?: string
  readonly from?: string[]
  readonly letter?: string
  readonly 'first-day'?: string
  readonly 'last-day'?: string
  readonly 'compromised-since'?: string
  readonly confirm?: string
  readonly follow?: string[]
  readonly at?: string
  readonly help?: boolean
}

/** The terms these options give; undefined when they give none, refused when they are no terms. */
export function readTerms(values: Values): StoredTerms | undefined {
  const said = {
    ...(values.class && { class: values.class }),
    ...(values.signers && { signers: values.signers }),
    ...(values.policy && { policies: values.policy }),
    ...(values.name && { subjects: values.name.map(readSubject) }),
    ...(values.for && { speaksFor: values.for.map((one) => one.replaceAll(/[\s:]/g, '').toLowerCase()) }),
  }
  if (!values.use && Object.keys(said).length === 0) return undefined
  const terms = { uses: values.use ?? ['signature', 'time-stamp', 'revocation'], ...said }
  if (!Check(StoredTerms, terms)) throw refuse('trust.terms_invalid', { terms })
  return terms
}

export function readChoices(values: Values): ImportChoices {
  const terms = readTerms(values)
  return { ...(terms && { terms }), ...(values.scope && { scope: values.scope }) }
}

/** `C=VN,O=Ban Cơ yếu Chính phủ`: a comma inside a value is written `\,`. */
const readSubject = (written: string): Record<string, string> =>
  Object.fromEntries(
    written.split(/(?<!\\),/).map((part) => {
      const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(part) ?? []
      return [name, value.replaceAll('\\,', ',')]
    }),
  )

/** An instant, or the beginning of a legal day. */
export function readMoment(written: string): Date | undefined {
  if (isLegalDay(written)) return startOfLegalDay(written)
  return /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/.test(written) && !isNaN(Date.parse(written))
    ? new Date(written)
    : undefined
}
