import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, test } from 'node:test'
import { verifyPage as en } from '../../words/en/verify-page.ts'
import { verifyPage as vi } from '../../words/vi/verify-page.ts'
import { buildAssets, type Assets } from '../build.ts'
import { contentSecurityPolicy, renderVerifyPage, type VerifyPage } from './page.ts'
import { shownOfAnswer, type Shown, type ShownVerdict } from './shown.ts'
import { givenAnswer } from './given.ts'
import { day, minute, renderShown } from './view.ts'

let assets: Assets
before(async () => {
  assets = await buildAssets('verify')
})

const coordinate = 'A'.repeat(64)
const rootKeys = [1, 2].map(() => ({ kty: 'EC', crv: 'P-384', x: coordinate, y: coordinate }))
const page = (over: Partial<VerifyPage> = {}) =>
  renderVerifyPage({ language: 'vi', path: '/v', rootKeys, ...over }, assets)

const VERDICTS = Object.keys(vi)
  .filter((key) => key.startsWith('verdict.'))
  .map((key) => key.slice(8) as ShownVerdict)

test('the whole page, script and style included, is at most 30,000 bytes before compression', () => {
  for (const language of ['vi', 'en'] as const) {
    const bytes = Buffer.byteLength(page({ language }))
    assert.ok(bytes <= 30_000, `${language}: ${bytes}`)
  }
})

test('nothing on the page comes from elsewhere', () => {
  const html = page()
  assert.doesNotMatch(
    html.replaceAll('http://www.w3.org/2000/svg', ''),
    /(?:src|href|action)="(?:https?:)?\/\//,
  )
  assert.doesNotMatch(html, /https?:\/\/(?!www\.w3\.org)/)
  assert.match(html, /name="referrer" content="no-referrer"/)
})

test('the policy allows exactly the script and the style that are on the page', () => {
  const policy = contentSecurityPolicy(assets)
  const html = page()
  const [, script = ''] = /<script>(.*)<\/script><\/body>/s.exec(html) ?? []
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? []
  for (const part of [script, style]) {
    assert.ok(part.length > 1_000)
    assert.ok(policy.includes(createHash('sha256').update(part).digest('base64')))
  }
  assert.match(policy, /default-src 'none'/)
})

test('without script the page says what to do and offers code, photo and file', () => {
  for (const [language, words] of Object.entries({ vi, en })) {
    const html = page({ language: language as 'vi' })
    assert.ok(html.includes(words['page.no_script']))
    assert.match(html, /<form method="get" action="\/v">/)
    assert.match(html, /<form method="post" action="\/v\/photo\?lang=/)
    assert.match(html, /<form method="post" action="\/v\/file\?lang=/)
    assert.doesNotMatch(html.split('<main>')[1]?.split('<script')[0] ?? '', /class="verdict/)
  }
})

test('every verdict has a colour, an icon, a word and one next step, in both languages', () => {
  for (const [language, words] of Object.entries({ vi, en }))
    for (const verdict of VERDICTS) {
      const shown: Shown = verdict === 'code_mistyped' ? { verdict, fault: 'check' } : { verdict }
      const html = renderShown(shown, words, language as 'vi')
      assert.match(html, /class="verdict (?:good|warn|bad|next|none)"/)
      assert.ok(html.includes('<svg') && html.includes(words[`verdict.${verdict}`]), verdict)
      assert.doesNotMatch(html, /undefined|<p><\/p>/, verdict)
    }
})

test('what cannot be read or is not supported is never red', () => {
  for (const verdict of ['unsupported', 'unreadable', 'file_unknown', 'try_later'] as const)
    assert.match(renderShown({ verdict }, vi, 'vi'), /class="verdict none"/)
})

test('an answer shows its three parts apart, its age, and what replaced the paper', () => {
  const answer = givenAnswer({ verdict: 'replaced', since: '2026-05-01', replacedBy: ['7K2MZ-0Q9XC'] })
  const html = renderShown(shownOfAnswer(answer), vi, 'vi')
  for (const text of [
    vi['integrity.record'],
    'Ban Quản lý An toàn thực phẩm',
    'Được thay thế từ ngày 01/05/2026.',
    'Trạng thái lúc 10:00 20/11/2026',
    '<a href="/v/7K2MZ0Q9XC">',
  ])
    assert.ok(html.includes(text), text)
})

test('what people wrote is text on the page, never markup', () => {
  const answer = givenAnswer({})
  const nasty = '<img src=x onerror=alert(1)>"\'&'
  const paper = { ...answer.paper!, title: nasty, fields: [{ label: nasty, value: nasty }] }
  const html = page({ shown: shownOfAnswer({ ...answer, paper }), typed: nasty, path: `/v/${nasty}` })
  assert.ok(!html.includes('<img'))
  assert.ok(!html.split('id="code"')[1]?.slice(0, 80).includes('onerror=alert(1)>"'))
})

test('days and minutes are written as in Viet Nam', () => {
  assert.equal(day('2026-02-03'), '03/02/2026')
  assert.equal(minute('2026-11-20T17:05:09Z'), '00:05 21/11/2026')
})
