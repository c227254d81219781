// The page with the ways in, and with what went wrong on one of them. It needs no script.
import { createHash } from 'node:crypto'
import { signInPage as en } from '../../words/en/sign-in-page.ts'
import { signInPage as vi } from '../../words/vi/sign-in-page.ts'
import type { Language, Words } from '../../words/index.ts'
import { escape } from '../verify/view.ts'

export type SignInPage = {
  readonly language: Language
  readonly ways: readonly { readonly id: string; readonly names: Readonly<Record<Language, string>> }[]
  /** Where somebody goes once signed in. */
  readonly returnTo: string
  /** What went wrong, in words. */
  readonly said?: Words | undefined
}

const WORDS = { vi, en } as const

/** The page as HTML. */
export function renderSignInPage({ language, ways, returnTo, said }: SignInPage, style: string): string {
  const words = WORDS[language]
  const other: Language = language === 'vi' ? 'en' : 'vi'
  const back = encodeURIComponent(returnTo)
  const refused = said
    ? `<section class="verdict warn" role="alert"><h2>${escape(said.says)}</h2><p>${escape(said.cure)}</p></section>`
    : ''
  const links = ways.map(
    ({ id, names }) => `<a class="way" href="/dang-nhap/${id}?ve=${back}">${escape(names[language])}</a>`,
  )
  const choices = links.length > 0 ? `<p>${words.choose}</p>${links.join('')}` : `<p>${words.none}</p>`
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">' +
    `<title>${words.title}</title><style>${style}</style></head><body>` +
    `<header><h1>${words.title}</h1><a lang="${other}" hreflang="${other}" href="/dang-nhap?lang=${other}&amp;ve=${back}">${words.language}</a></header>` +
    `<main>${refused}<section>${choices}</section></main></body></html>`
  )
}

/** The page may carry its own style; its links lead to issuers by redirection, its forms nowhere. */
export const signInPolicy = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
