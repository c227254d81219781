// The public page as the server sends it: complete without script, one request, nothing from elsewhere.
import { createHash } from 'node:crypto'
import { verifyPage as en } from '../../words/en/verify-page.ts'
import { verifyPage as vi } from '../../words/vi/verify-page.ts'
import type { Assets } from '../build.ts'
import type { Shown } from './shown.ts'
import { escape, renderShown, type Language, type PageWords, type WordKey } from './view.ts'

const WORDS: Readonly<Record<Language, PageWords>> = { vi, en }

/** What only the server says is not sent with the script. */
const SERVER_ONLY =
  /^(?:page\.(?:title|lead|language|start|no_script)|ask\.(?!file_hint$)|heading\.other|integrity\.record|fault|\w+\.(?:unknown_code|code_mistyped))/

export type VerifyPage = {
  readonly language: Language
  /** Where this page is, for the language link: `/v`, `/v/CODE`. */
  readonly path: string
  readonly rootKeys: readonly JsonWebKey[]
  readonly shown?: Shown
  /** What was typed, put back into its field. */
  readonly typed?: string
}

/** The page as HTML; an answer stands where the script would put one. */
export function renderVerifyPage(page: VerifyPage, { script, style }: Assets): string {
  const words = WORDS[page.language]
  const other: Language = page.language === 'vi' ? 'en' : 'vi'
  const answer = page.shown
    ? renderShown(page.shown, words, page.language)
    : `<p>${words['page.start']}</p><p id="fallback">${words['page.no_script']}</p>`
  return (
    `<!doctype html><html lang="${page.language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">' +
    `<title>${words['page.title']}</title><style>${style}</style></head><body>` +
    `<header><div><h1>${words['page.title']}</h1><p>${words['page.lead']}</p></div>` +
    `<a id="language" lang="${other}" hreflang="${other}" href="${escape(page.path)}?lang=${other}">${words['page.language']}</a></header>` +
    `<main><div id="answer" role="status">${answer}</div>${renderAsks(words, page)}</main>` +
    `<script type="application/json" id="data">${dataOf(page, words)}</script>` +
    `<script>${script}</script></body></html>`
  )
}

function renderAsks(words: PageWords, { language, typed = '' }: VerifyPage): string {
  const lang = `<input type="hidden" name="lang" value="${language}">`
  const hint = (id: string, key: WordKey) => `<span class="hint" id="${id}">${words[key]}</span>`
  const file = (id: string, accept: string) =>
    `<input id="${id}" name="file" type="file" accept="${accept}" aria-describedby="${id}-hint" required>`
  const upload = (action: string) =>
    `<form method="post" action="${action}?lang=${language}" enctype="multipart/form-data"`
  return (
    `<div class="asks"><h2>${words['heading.other']}</h2>` +
    `<form method="get" action="/v"><label for="code">${words['ask.code']}</label>${hint('code-hint', 'ask.code_hint')}` +
    `<input id="code" name="code" value="${escape(typed)}" maxlength="40" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" aria-describedby="code-hint" required>` +
    `${lang}<button>${words['ask.code_button']}</button></form>` +
    `${upload('/v/photo')}><label for="photo">${words['ask.photo']}</label>${hint('photo-hint', 'ask.photo_hint')}` +
    `${file('photo', 'image/*')}<button>${words['ask.photo_button']}</button></form>` +
    `${upload('/v/file')} id="drop"><label for="file">${words['ask.file']}</label>${hint('file-hint', 'ask.file_hint_plain')}` +
    `${file('file', 'application/pdf')}<button id="file-button">${words['ask.file_button']}</button></form></div>`
  )
}

/** The words the script may say, grouped by the part before the dot: 90 prefixes fewer to send. */
function dataOf({ language, rootKeys }: VerifyPage, words: PageWords): string {
  const grouped: Record<string, Record<string, string>> = {}
  for (const [key, text] of Object.entries(words).filter(([name]) => !SERVER_ONLY.test(name))) {
    const [group = '', name = ''] = key.split('.')
    ;(grouped[group] ??= {})[name] = text
  }
  // A closing tag inside the data would end it.
  return JSON.stringify({ language, grouped, rootKeys }).replaceAll('<', '\\u003c')
}

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The page may run its own script and ask its own server; nothing else. */
export const contentSecurityPolicy = ({ script, style }: Assets): string =>
  [
    "default-src 'none'",
    `script-src ${sha256(script)}`,
    `style-src ${sha256(style)}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
