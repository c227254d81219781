// The answer about a file as HTML: verdict, what changed, both states side by side, each signature.
import type { Decision, Report, SignatureReport } from '../../packages/pades/index.ts'
import type { NoComparison } from '../../server/modules/signatures/check/check-file.ts'
import type { ComparedPage, Comparison } from '../../server/modules/signatures/check/compare-states.ts'
import * as en from '../../words/en/signatures.ts'
import * as vi from '../../words/vi/signatures.ts'
import { wordsFor } from '../../words/index.ts'
import { day, escape, fill, minute } from '../verify/view.ts'
import type { CheckWords, Language } from './page.ts'

/** What is said of a file that was sent in. */
export type Checked = {
  /** Absent when the file could not be judged at all. */
  readonly decision?: Decision
  readonly code: string
  /** For a refusal's sentence that needs them. */
  readonly values?: Readonly<Record<string, unknown>>
  readonly law?: string | undefined
  readonly report?: Report | undefined
  /** What was done after the newest signature. */
  readonly changes?: SignatureReport['changes']
  readonly comparison?: Comparison | NoComparison | undefined
}

type Tone = 'good' | 'warn' | 'bad' | 'none'
type Verdict = Decision | 'none'

const TONES: Readonly<Record<Verdict, Tone>> = { accept: 'good', wait: 'warn', refuse: 'bad', none: 'none' }
const ICONS: Readonly<Record<Tone, string>> = {
  good: 'M5 13l5 5L19 7',
  warn: 'M12 6v7M12 17v1',
  bad: 'M6 6l12 12M18 6L6 18',
  none: 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17v1',
}
const SAID = { vi, en } as const
const MOST_CHANGES = 12

type Saying = { readonly words: CheckWords; readonly language: Language }

/** The answer, verdict first. */
export function renderChecked(checked: Checked, words: CheckWords, language: Language): string {
  const saying = { words, language }
  const { report, changes = [], comparison } = checked
  return (
    renderVerdict(checked, saying) +
    (report ? renderLapses(report, saying) : '') +
    renderChanges(changes, saying) +
    (comparison ? renderBeside(comparison, words) : '') +
    (report ? report.signatures.map((one) => renderSignature(one, saying)).join('') : '') +
    (report ? renderFile(report, words) : '')
  )
}

function renderVerdict({ decision, code, values, law }: Checked, { words, language }: Saying): string {
  const verdict: Verdict = decision ?? 'none'
  const { says, cure } = wordsFor(code, language, values)
  const icon = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[TONES[verdict]]}"/></svg>`
  return (
    `<section class="verdict ${TONES[verdict]}" data-code="${escape(code)}">` +
    `<h2 tabindex="-1">${icon}<span>${words[`verdict.${verdict}`]}</span></h2>` +
    `<p>${escape(says)}</p><p>${escape(cure)}</p>` +
    (law ? `<p><small>${fill(words['verdict.law'], { law: escape(law) })}</small></p>` : '') +
    '</section>'
  )
}

/** Which proof no longer proves anything, and since when. */
function renderLapses({ lapses }: Report, { words, language }: Saying): string {
  if (lapses.length === 0) return ''
  const lines = lapses.map(({ what, why, since }) =>
    fill(SAID[language].signatureLapses[`${what}.${why}`], { since: day(since.slice(0, 10)) }),
  )
  const items = [...new Set(lines)].map((line) => `<li>${escape(line)}</li>`)
  return `<section><h2>${words['heading.lapses']}</h2><ul class="changes">${items.join('')}</ul></section>`
}

type Change = SignatureReport['changes'][number]

function renderChanges(changes: readonly Change[], { words, language }: Saying): string {
  const lines = [...new Set(changes.map((change) => sayChange(change, language)))]
  if (lines.length === 0) return ''
  const more = lines.length - MOST_CHANGES
  const rest = more > 0 ? `<li>${fill(words['changes.more'], { count: String(more) })}</li>` : ''
  const items = lines.slice(0, MOST_CHANGES).map((line) => `<li>${escape(line)}</li>`)
  return `<section><h2>${words['heading.changes']}</h2><ul class="changes">${items.join('')}${rest}</ul></section>`
}

function sayChange({ code, page, field }: Change, language: Language): string {
  const { signatureText: text, signatureChanges } = SAID[language]
  const what = signatureChanges[code]
  const says = field ? fill(text['change.field'], { says: what, field }) : what
  return page === null ? says : fill(text['change.page'], { says, page: String(page) })
}

function renderBeside(comparison: Comparison | NoComparison, words: CheckWords): string {
  const head = `<section class="wide"><h2>${words['heading.beside']}</h2>`
  if (typeof comparison === 'string') return `${head}<p>${words[`beside.${comparison}`]}</p></section>`
  const { pages, differing, complete } = comparison
  const framed = pages.some(({ frame }) => frame)
  const notes = [
    differing === 0 ? words['beside.alike'] : framed ? words['beside.framed'] : '',
    differing > pages.length ? fill(words['beside.more'], { count: String(differing - pages.length) }) : '',
    complete ? '' : words['beside.incomplete'],
  ].filter(Boolean)
  return `${head}${notes.map((note) => `<p>${note}</p>`).join('')}${pages.map((page) => renderPair(page, words)).join('')}</section>`
}

function renderPair(compared: ComparedPage, words: CheckWords): string {
  const side = (which: 'signed' | 'now'): string =>
    `<figure class="${which}"><figcaption>${words[`beside.${which}`]}</figcaption>${renderPicture(compared, which, words)}</figure>`
  const title = fill(words['beside.page'], { page: String(compared.page) })
  return `<h3>${title}</h3><div class="beside">${side('signed')}${side('now')}</div>`
}

/** The picture travels inside the page: the file it was made of is kept nowhere. */
function renderPicture(
  { page, width, height, frame, ...pictures }: ComparedPage,
  which: 'signed' | 'now',
  words: CheckWords,
): string {
  const png = pictures[which]
  if (!png) return `<p>${words[`beside.missing_${which}`]}</p>`
  const label = fill(words[`beside.picture_${which}`], { page: String(page) })
  const rect = frame
    ? `<rect x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}"/>`
    : ''
  return (
    `<svg class="picture" role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}">` +
    `<image width="${width}" height="${height}" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/>${rect}</svg>`
  )
}

function renderSignature(signature: SignatureReport, { words, language }: Saying): string {
  const { signatureText: text } = SAID[language]
  const { signer, intact, coverage, changesAfter, provenTime, claimedTime, level, chain } = signature
  const name = signer.commonName ?? text['signer.unnamed']
  const claimed = claimedTime ? fill(text['time.claimed'], { time: minute(claimedTime) }) : ''
  const time = provenTime ? fill(text['time.proven'], { time: minute(provenTime) }) : text['time.none']
  const { says } = wordsFor(signature.code, language)
  const rows: [string, string | null | undefined][] = [
    [words['signature.says'], says],
    [words['signature.signer'], `${name} (${text[`signer.${signer.kind}`]})`],
    [words['signature.organization'], signer.organization],
    [words['signature.issuer'], issuerOf(chain)],
    [words['signature.intact'], text[`intact.${String(intact) as 'true'}`]],
    [words['signature.coverage'], `${text[`coverage.${coverage}`]}; ${text[`changes.${changesAfter}`]}`],
    [words['signature.time'], [time, claimed].filter(Boolean).join('; ')],
    [words['signature.level'], level],
    [words['signature.field'], signature.field],
  ]
  return `<section><h2>${words['heading.signatures']}: ${escape(name)}</h2>${renderRows(rows)}</section>`
}

/** The common name of whoever issued the signer's certificate; nothing more of the name is for this page. */
function issuerOf(chain: SignatureReport['chain']): string | undefined {
  const issuer = chain.at(-1)?.issuer
  return issuer && (/(?:^|, ?)CN=([^,]+)/.exec(issuer)?.[1] ?? issuer)
}

const renderRows = (rows: readonly (readonly [string, string | null | undefined])[]): string =>
  `<dl>${rows
    .filter(([, value]) => value)
    .map(([label, value]) => `<dt>${label}</dt><dd>${escape(value!)}</dd>`)
    .join('')}</dl>`

const renderFile = ({ judgedAt, sha256 }: Report, words: CheckWords): string =>
  `<section><h2>${words['heading.file']}</h2><p>${words['file.limits']}</p>` +
  `<dl><dt>${words['file.judged']}</dt><dd>${minute(judgedAt)}</dd>` +
  `<dt>${words['file.digest']}</dt><dd class="digest">${sha256}</dd></dl></section>`
