import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { after, before, test, type TestContext } from 'node:test'
import type { AddressInfo } from 'node:net'
import {
  createQrSigner,
  generateKeyPair,
  newPublicCode,
  publicPart,
  sealQr,
  signTrustList,
  toHex,
} from '@khoso/qr-proof'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../tests/browser.ts'
import { verifyPage as words } from '../../words/vi/verify-page.ts'
import { buildAssets } from '../build.ts'
import { givenAnswer } from './given.ts'
import { contentSecurityPolicy, renderVerifyPage } from './page.ts'

const second = () => Math.floor(Date.now() / 1000)

let browser: Browser
const closing: (() => unknown)[] = []
before(async () => {
  browser = await launchBrowser({ after: (work) => void closing.push(work as () => unknown) })
})
after(async () => {
  for (const work of closing) await work()
})

/** A server with a trust list, one code it knows and one file it holds; it keeps every address it was asked. */
async function givenSite(t: TestContext) {
  const [root, key] = [await generateKeyPair(), await generateKeyPair()]
  const signer = await createQrSigner(key.privateJwk)
  const code = newPublicCode()
  const digest = crypto.getRandomValues(new Uint8Array(16))
  const answer = { ...givenAnswer(), sealedDigest: toHex(digest) }
  const file = Buffer.from('%PDF-1.7 bản gốc có chữ ký số')
  const assets = await buildAssets('verify')
  const asked: string[] = []
  const trustList = await signTrustList(
    {
      version: 1,
      issuedAt: second() - 60,
      nextUpdate: second() + 86_400,
      origins: [],
      agencies: [{ id: 'H17.04', name: { vi: 'Ban Quản lý An toàn thực phẩm' } }],
      types: [{ number: 21, code: 'KQ.1', name: { vi: 'Giấy chứng nhận' } }],
      keys: [
        {
          kid: toHex(signer.kid),
          use: 'qr',
          jwk: publicPart(key.privateJwk),
          scope: 'H17',
          notBefore: 0,
          notAfter: second() + 86_400,
        },
      ],
      statusLists: [],
    },
    root.privateJwk,
  )
  const json: Record<string, unknown> = {
    [`/api/public/results/${code}`]: answer,
    [`/api/public/files/${createHash('sha256').update(file).digest('hex')}`]: {
      held: true,
      papers: [answer],
    },
  }
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    asked.push(request.url ?? '')
    if (path === '/.well-known/khoso/trust-list.jwt') return response.end(trustList)
    if (path.startsWith('/api/public/files/') && !json[path]) json[path] = { held: false, papers: [] }
    if (path.startsWith('/api/'))
      return response
        .writeHead(json[path] === 503 ? 503 : json[path] ? 200 : 404)
        .end(JSON.stringify(json[path]))
    const language = request.url?.includes('lang=en') ? 'en' : 'vi'
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', contentSecurityPolicy(assets))
    response.end(renderVerifyPage({ language, path, rootKeys: [root.publicJwk] }, assets))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const seal = (over = {}, by = signer) =>
    sealQr(
      origin,
      {
        scope: 'H17',
        code,
        procedure: '2.002425',
        type: 21,
        agency: 'H17.04',
        sealedAt: second() - 3600,
        expiresAt: second() + 86_400,
        holder: 'Nguyễn Thị Ánh',
        digest: { covers: 'record', bytes: digest },
        ...over,
      },
      by,
    )
  return { origin, seal, asked, file, json, code }
}

async function open(t: TestContext, url: string, options = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options })
  t.after(() => context.close())
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(url)
  t.after(() => assert.deepEqual(faults, []))
  return page
}

const verdict = (page: Page) => page.locator('.verdict h2 span').textContent()

test('a scanned QR is judged on the device and its code alone is asked of the server', async (t) => {
  const { origin, seal, asked, code } = await givenSite(t)
  const page = await open(t, await seal())
  assert.equal(await verdict(page), words['verdict.valid'])
  const answers = await page.locator('.answer').allTextContents()
  assert.equal(answers.length, 3)
  assert.ok(answers[0]?.includes(words['integrity.intact']))
  assert.ok(answers[1]?.includes('Ban Quản lý An toàn thực phẩm'))
  assert.ok(answers[2]?.includes('Trạng thái lúc'))
  assert.ok((await page.locator('dl').textContent())?.includes('Nguyễn T… Á…'))
  const wanted = ['/v', '/.well-known/khoso/trust-list.jwt', `/api/public/results/${code}`]
  assert.deepEqual(
    asked.filter((url) => url !== '/favicon.ico'),
    wanted,
  )
  assert.ok(origin)
})

test('nothing is wider than a small phone, and the focus is on the verdict', async (t) => {
  const { seal } = await givenSite(t)
  const page = await open(t, await seal(), { viewport: { width: 320, height: 600 } })
  await page.locator('.verdict').waitFor()
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320)
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H2')
})

test('an altered QR is refused on the device, and the server is not even asked', async (t) => {
  const { seal, asked } = await givenSite(t)
  const text = await seal()
  const at = text.length - 20
  const page = await open(t, text.slice(0, at) + ((Number(text[at]) + 1) % 10) + text.slice(at + 1))
  assert.equal(await verdict(page), words['verdict.forged'])
  assert.ok(!asked.some((url) => url.startsWith('/api/')))
  assert.equal(await page.locator('dl').count(), 0)
})

test('a key the root never named, and a record that differs, are told apart', async (t) => {
  const { seal } = await givenSite(t)
  const stranger = await createQrSigner((await generateKeyPair()).privateJwk)
  assert.equal(await verdict(await open(t, await seal({}, stranger))), words['verdict.unknown_key'])
  const digest = { covers: 'record', bytes: new Uint8Array(16) }
  assert.equal(await verdict(await open(t, await seal({ digest }))), words['verdict.differs'])
})

test('a genuine QR whose code the server does not know differs from the record', async (t) => {
  const { seal } = await givenSite(t)
  assert.equal(await verdict(await open(t, await seal({ code: newPublicCode() }))), words['verdict.differs'])
})

test('when the server cannot be asked, nothing is called in force and the holder is masked', async (t) => {
  const { seal, json, code } = await givenSite(t)
  json[`/api/public/results/${code}`] = 503
  const page = await open(t, await seal())
  assert.equal(await verdict(page), words['verdict.unconfirmed'])
  assert.ok((await page.locator('dl').textContent())?.includes('Nguyễn T… Á…'))
})

test('a file is compared by its digest and never sent', async (t) => {
  const { origin, file, asked } = await givenSite(t)
  const page = await open(t, `${origin}/v`)
  const put = (buffer: Buffer) =>
    page.locator('#file').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer })
  await put(file)
  await page.getByText(words['verdict.file_held']).waitFor()
  await put(Buffer.from('a copy'))
  await page.getByText(words['verdict.file_unknown']).waitFor()
  assert.ok(asked.filter((url) => url.startsWith('/api/public/files/')).length === 2)
  assert.ok(!asked.some((url) => url.startsWith('/v/file')))
})

test('without script the page offers code and photo, and no verdict', async (t) => {
  const { seal } = await givenSite(t)
  const page = await open(t, await seal(), { javaScriptEnabled: false })
  assert.ok(await page.getByText(words['page.no_script']).isVisible())
  assert.ok(await page.locator('#code').isVisible())
  assert.ok(await page.locator('#photo').isVisible())
  assert.equal(await page.locator('.verdict').count(), 0)
})

test('on a page without WebCrypto it says so, offers code and photo, and no verdict', async (t) => {
  const { seal } = await givenSite(t)
  const context = await browser.newContext()
  t.after(() => context.close())
  await context.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }))
  const page = await context.newPage()
  await page.goto(await seal())
  assert.ok(await page.getByText(words['page.no_crypto']).isVisible())
  assert.ok(await page.locator('#code').isVisible())
  assert.equal(await page.locator('.verdict').count(), 0)
  // The file form then sends the file itself, and says that.
  assert.ok(await page.getByText(words['ask.file_hint_plain']).isVisible())
})

test('the language link keeps the scanned code, within the browser', async (t) => {
  const { seal, asked } = await givenSite(t)
  const page = await open(t, await seal())
  await page.locator('.verdict').waitFor()
  await page.locator('#language').click()
  await page.getByText('IN FORCE', { exact: true }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  assert.ok(!asked.some((url) => /\d{30}/.test(url)))
})
