// The page that judges a signed file in hand, as the server sends it: complete without script.
import { createHash } from 'node:crypto'
import { checkPage as en } from '../../words/en/check-page.ts'
import { checkPage as vi } from '../../words/vi/check-page.ts'
import type { Assets } from '../build.ts'
import { renderChecked, type Checked } from './view.ts'

export type Language = 'vi' | 'en'
export type CheckWords = Readonly<Record<keyof typeof vi, string>>

const WORDS: Readonly<Record<Language, CheckWords>> = { vi, en }

/** Where the page lives; its form sends to the same address. */
export const CHECK_PATH = '/kiem-tra-chu-ky'

/** The page as HTML, with an answer where there is one. */
export function renderCheckPage(
  { language, checked }: { readonly language: Language; readonly checked?: Checked },
  { script, style }: Assets,
): string {
  const words = WORDS[language]
  const other: Language = language === 'vi' ? 'en' : 'vi'
  const answer = checked ? renderChecked(checked, words, language) : `<p>${words['page.start']}</p>`
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">' +
    `<title>${words['page.title']}</title><style>${style}</style></head><body>` +
    `<header><div><h1>${words['page.title']}</h1><p>${words['page.lead']}</p></div>` +
    `<a lang="${other}" hreflang="${other}" href="${CHECK_PATH}?lang=${other}">${words['page.language']}</a></header>` +
    `<main><div id="answer" role="status">${answer}</div>${renderAsk(words, language, checked !== undefined)}</main>` +
    `<script>${script}</script></body></html>`
  )
}

const renderAsk = (words: CheckWords, language: Language, again: boolean): string =>
  `<form id="ask" method="post" action="${CHECK_PATH}?lang=${language}" enctype="multipart/form-data">` +
  (again ? `<h2>${words['ask.again']}</h2>` : '') +
  `<label for="file">${words['ask.file']}</label><span class="hint" id="hint">${words['ask.hint']}</span>` +
  '<input id="file" name="file" type="file" accept="application/pdf,.pdf" aria-describedby="hint" required>' +
  `<button>${words['ask.button']}</button>` +
  `<p id="waiting" role="status" hidden>${words['page.waiting']}</p></form>`

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The page may run its own script, show pictures it carries itself, and send its form home; nothing else. */
export const checkPagePolicy = ({ script, style }: Assets): string =>
  [
    "default-src 'none'",
    `script-src ${sha256(script)}`,
    `style-src ${sha256(style)}`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
