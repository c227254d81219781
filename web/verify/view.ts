// The answer as HTML: one function for server and browser, so that a typed code and a scan look alike.
import type { PublicPaper } from '../../server/modules/verification/contract.ts'
import type { verifyPage } from '../../words/vi/verify-page.ts'
import type { Shown, ShownVerdict } from './shown.ts'

export type Language = 'vi' | 'en'
export type PageWords = Readonly<Record<keyof typeof verifyPage, string>>
export type WordKey = keyof PageWords

/** Colour, icon and word say the same thing, so that any two of them may be missing. */
type Tone = 'good' | 'warn' | 'bad' | 'next' | 'none'

const TONES: Readonly<Record<ShownVerdict, Tone>> = {
  valid: 'good',
  file_held: 'good',
  expired: 'warn',
  not_yet_valid: 'warn',
  suspended: 'warn',
  not_issued: 'warn',
  unknown_code: 'warn',
  unconfirmed: 'warn',
  replaced: 'next',
  revoked: 'bad',
  unknown_key: 'bad',
  not_entitled: 'bad',
  forged: 'bad',
  differs: 'bad',
  unsupported: 'none',
  unreadable: 'none',
  code_mistyped: 'none',
  file_unknown: 'none',
  try_later: 'none',
}

const ICONS: Readonly<Record<Tone, string>> = {
  good: 'M5 13l5 5L19 7',
  warn: 'M12 6v7M12 17v1',
  bad: 'M6 6l12 12M18 6L6 18',
  next: 'M5 12h13M13 6l6 6-6 6',
  none: 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17v1',
}

/** Text in HTML. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** A text with its `{names}` filled in, not yet escaped. */
export const fill = (text: string, values: Readonly<Record<string, string | undefined>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] || '…')

/** 2026-11-20 as 20/11/2026. */
export const day = (text: string | undefined): string => (text || '').split('-').reverse().join('/')

const icon = (tone: Tone): string =>
  `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[tone]}"/></svg>`

/** The verdict with its next step, the three answers apart, and what may be read of the paper. */
export function renderShown(shown: Shown, words: PageWords, language: Language): string {
  const { verdict, fault, said } = shown
  const next = fault ? words[`fault.${fault}`] : said ? said.cure : words[`next.${verdict}` as WordKey]
  const heading = said ? escape(said.says) : words[`verdict.${verdict}`]
  const tone = TONES[verdict]
  return (
    `<section class="verdict ${tone}"><h2 tabindex="-1">${icon(tone)}<span>${heading}</span></h2>` +
    `<p>${escape(next)}</p>${renderNewer(shown, words)}</section>` +
    renderAnswers(shown, words, language) +
    renderPaper(shown, words, language)
  )
}

function renderAnswers({ answers, ...shown }: Shown, words: PageWords, language: Language): string {
  if (!answers) return ''
  const { paper, asOf } = shown
  const status = fill(words[`status.${answers.status}`], {
    to: day(paper?.effectiveTo),
    from: day(paper?.effectiveFrom),
    since: day(shown.since),
    until: day(shown.until),
  })
  const agency = named(paper?.issuer, language)
  const age = asOf ? `<small>${escape(fill(words['status.as_of'], { asOf: minute(asOf) }))}</small>` : ''
  const rows: [WordKey, Tone, string][] = [
    ['heading.integrity', toneOfIntegrity(answers.integrity), escape(words[answers.integrity])],
    [
      'heading.issuer',
      toneOfIssuer(answers.issuer),
      escape(fill(words[issuerWord(answers.issuer)], { agency })),
    ],
    ['heading.status', toneOfStatus(answers.status), escape(status) + age],
  ]
  const cells = rows.map(
    ([heading, tone, html]) =>
      `<div class="answer ${tone}"><h3>${icon(tone)}${words[heading]}</h3><p>${html}</p></div>`,
  )
  return `<section class="answers" aria-label="${words['heading.answers']}">${cells.join('')}</section>`
}

type Answers = NonNullable<Shown['answers']>

const toneOfIntegrity = (code: Answers['integrity']): Tone =>
  code === 'integrity.intact' || code === 'integrity.file'
    ? 'good'
    : code === 'integrity.altered' || code === 'integrity.differs'
      ? 'bad'
      : 'none'

/** Whoever stands before a paper is helped by *yes*, *no* or *ask*; which rule said no is in the findings. */
function issuerWord(code: Answers['issuer']): WordKey {
  if (code === 'issuer.record') return 'issuer.recognised'
  if (code === 'issuer.key_unknown_list_stale') return 'issuer.key_unknown'
  return ISSUER_TONES[code] ? (code as WordKey) : 'issuer.not_entitled'
}

const ISSUER_TONES: Readonly<Partial<Record<Answers['issuer'], Tone>>> = {
  'issuer.recognised': 'good',
  'issuer.record': 'good',
  'issuer.not_checked': 'none',
  'issuer.key_compromised_later': 'warn',
  'issuer.key_unknown': 'bad',
}
const toneOfIssuer = (code: Answers['issuer']): Tone => ISSUER_TONES[code] || 'bad'

const toneOfStatus = (status: Answers['status']): Tone =>
  status === 'not_checked' || status === 'unconfirmed'
    ? 'none'
    : TONES[status === 'suspended_until' ? 'suspended' : status]

const named = (name: PublicPaper['issuer'] | undefined, language: Language): string =>
  (language === 'en' && name?.en) || name?.vi || ''

/** An instant as people in Viet Nam write it: 10:05 20/11/2026. */
export function minute(instant: string): string {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString()
  return `${local.slice(11, 16)} ${day(local.slice(0, 10))}`
}

/** The next step of a replaced paper is one press away. */
const renderNewer = ({ replacedBy = [] }: Shown, words: PageWords): string =>
  replacedBy
    .map((code) => `<p><a href="/v/${code.replace('-', '')}">${fill(words['paper.open'], { code })}</a></p>`)
    .join('')

function renderPaper({ paper, code }: Shown, words: PageWords, language: Language): string {
  if (!paper) return ''
  const rows: [string, string | undefined][] = [
    [words['paper.type'], escape(named(paper.type, language))],
    [words['paper.title'], paper.title && escape(paper.title)],
    [words['paper.number'], paper.number && escape(paper.number)],
    [words['paper.holder'], escape(named(paper.holder, language))],
    ...(paper.fields || []).map(({ label, value }): [string, string] => [escape(label), escape(value)]),
    [words['paper.scope'], paper.scope && escape(paper.scope)],
    [words['paper.issuer'], escape(named(paper.issuer, language))],
    [words['paper.responsible'], escape(named(paper.responsible, language))],
    [words['paper.issuedOn'], day(paper.issuedOn)],
    [words['paper.effectiveFrom'], day(paper.effectiveFrom)],
    [
      words['paper.effectiveTo'],
      day(paper.effectiveTo) || (paper.issuedOn ? words['paper.no_end'] : undefined),
    ],
    [
      words['paper.procedure'],
      paper.procedure && escape(`${paper.procedure.name} (${paper.procedure.code})`),
    ],
    [words['paper.dossierTail'], paper.dossierTail && escape(paper.dossierTail)],
    [words['paper.legalGround'], paper.legalGround && escape(paper.legalGround)],
    [words['paper.system'], paper.system && escape(paper.system)],
    [words['paper.code'], code && escape(code)],
  ]
  const shown = rows
    .filter(([, value]) => value)
    .map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`)
  return `<section class="paper"><h2>${words['heading.paper']}</h2><dl>${shown.join('')}</dl></section>`
}
