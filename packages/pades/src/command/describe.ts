import type { Change, ChangeCode } from '../diff/change.ts'
import type { VerifyLine } from './verify.ts'

type Sentences = { readonly says: string; readonly cure: string }

/** The words the command speaks with: sentences by code, and labels around them. */
export type VerifyWords = {
  readonly codes: Readonly<Record<VerifyLine['code'], Sentences>>
  readonly changes: Readonly<Record<ChangeCode, string>>
  /** With `{since}`. */
  readonly lapses: Readonly<Record<LapseKey, string>>
  readonly text: Readonly<Record<TextKey, string>>
}

type Lapse = VerifyLine['lapses'][number]
type LapseKey = `${Lapse['what']}.${Lapse['why']}`

type TextKey =
  | `decision.${VerifyLine['decision']}`
  | `signer.${'person' | 'agency' | 'unknown' | 'unnamed'}`
  | `coverage.${VerifyLine['signatures'][number]['coverage']}`
  | `changes.${VerifyLine['signatures'][number]['changesAfter']}`
  | `intact.${'true' | 'false' | 'null'}`
  | 'change.page'
  | 'change.field'
  | 'time.proven'
  | 'time.claimed'
  | 'time.none'
  | 'signature'

/** One file's judgement as a few lines a clerk can read; times as in Vietnam. */
export function describeFile(line: VerifyLine, words: VerifyWords): string {
  const { codes, text } = words
  const { says, cure } = codes[line.code]
  const head = `${line.file}: ${text[`decision.${line.decision}`]} — ${says}`
  const help = line.decision === 'accept' ? [] : [`  → ${cure}`]
  const lapsed = line.lapses.map(
    ({ what, why, since }) => `  ! ${fill(words.lapses[`${what}.${why}`], { since: local(since) })}`,
  )
  const signatures = line.signatures.flatMap((signature) => describeSignature(signature, words))
  return [head, ...help, ...lapsed, ...signatures].join('\n')
}

function describeSignature(signature: VerifyLine['signatures'][number], words: VerifyWords): string[] {
  const { codes, text } = words
  const { field, signer, intact, coverage, changesAfter, provenTime, claimedTime } = signature
  const name = signer.commonName ?? text['signer.unnamed']
  const kind = text[`signer.${signer.kind}`]
  const whole = [
    text[`intact.${String(intact) as 'true'}`],
    text[`coverage.${coverage}`],
    text[`changes.${changesAfter}`],
  ]
  const proven = provenTime ? fill(text['time.proven'], { time: local(provenTime) }) : text['time.none']
  const claimed = claimedTime ? [fill(text['time.claimed'], { time: local(claimedTime) })] : []
  const etsi = [signature.indication, signature.subIndication, signature.level].filter(Boolean).join(', ')
  return [
    `  ${fill(text.signature, { field, signer: name, kind })}`,
    `    ${whole.join('; ')}`,
    `    ${[proven, ...claimed].join('; ')}`,
    `    ${codes[signature.code].says} [${signature.code}; ${etsi}]`,
    ...signature.changes.map((change) => `    - ${describeChange(change, words)}`),
  ]
}

/** One change as a sentence with its page and field, where it has them. */
function describeChange({ code, page, field }: Change, { changes, text }: VerifyWords): string {
  const says = changes[code]
  const inField = field === null ? says : fill(text['change.field'], { says, field })
  return page === null ? inField : fill(text['change.page'], { says: inField, page: String(page) })
}

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)

const VIETNAM = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** As `20/11/2026 09:30:00`, the hour in Vietnam; en-GB only lends the order of the parts. */
const local = (instant: string): string => VIETNAM.format(new Date(instant)).replace(', ', ' ')
