import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../../tests/browser.ts'
import { decision, LEADER } from '../../../tests/given/results.ts'
import { verifyPage as words } from '../../../words/vi/verify-page.ts'
import { revokeResult } from '../results/index.ts'
import { qrPicture } from './read-qr/qr-picture.ts'
import { givenServer } from './testing/given-server.ts'

let browser: Browser
const closing: (() => unknown)[] = []
before(async () => {
  browser = await launchBrowser({ after: (work) => void closing.push(work as () => unknown) })
})
after(async () => {
  for (const work of closing) await work()
})

/** The real page of a real server, on a phone of 360 pixels. */
async function givenPhone(t: TestContext, javaScriptEnabled = true) {
  const server = await givenServer(t)
  server.pass(5)
  const origin = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled })
  t.after(() => context.close())
  const page = await context.newPage()
  const said = (key: keyof typeof words) => page.getByText(words[key], { exact: true }).first().waitFor()
  return { ...server, page, said, origin, scan: `${origin}/v${new URL(server.code.qrText).hash}` }
}

test('a scanned paper is in force; after its withdrawal the same scan says so', async (t) => {
  const { page, said, scan, services, resultId, settle } = await givenPhone(t)
  await page.goto(scan)
  await said('verdict.valid')
  await said('integrity.intact')
  const day = { decidedOn: '2026-11-20', effectiveFrom: '2026-11-20' }
  await services.database.transaction((tx) =>
    revokeResult(tx, LEADER, { ...decision(resultId, day), revocation: 'withdrawn' }),
  )
  await settle()
  await page.reload()
  await said('verdict.revoked')
})

test('without script the typed code, a photo and the file are answered by the server', async (t) => {
  const { page, said, scan, code, original } = await givenPhone(t, false)
  await page.goto(scan)
  await page.fill('#code', code.code.toLowerCase())
  await page.getByText(words['ask.code_button'], { exact: true }).click()
  await said('verdict.valid')
  const send = async (field: string, file: { name: string; mimeType: string; buffer: Buffer }) => {
    await page.locator(field).setInputFiles(file)
    await page.locator(`form:has(${field}) button`).click()
  }
  await send('#photo', { name: 'a.bmp', mimeType: 'image/bmp', buffer: qrPicture(code.qrText) })
  await said('integrity.intact')
  await send('#file', { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from(original) })
  await said('verdict.file_held')
})

test('with script a file in hand is compared and stays on the phone', async (t) => {
  const { page, said, origin, original } = await givenPhone(t)
  const sent: string[] = []
  page.on('request', (request) => void sent.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.goto(`${origin}/v`)
  const file = { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from(original) }
  await page.locator('#file').setInputFiles(file)
  await said('verdict.file_held')
  assert.ok(sent.every((line) => line.startsWith('GET ')))
})
