import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { claimOf } from '../../demo/city/claim.ts'
import { makeFile } from '../../demo/city/make-file.ts'
import { SYSTEMS } from '../../demo/city/systems.ts'
import { openClient } from '../../demo/egov/client.ts'
import { deliver, followDelivery } from '../../demo/egov/deliver.ts'
import { readSigningKey } from '../../server/platform/secrets.ts'
import { CHECK_PATH } from '../../web/check/page.ts'
import { checkPage as words } from '../../words/vi/check-page.ts'
import { signatureChanges, signatures } from '../../words/vi/signatures.ts'
import { alterInPlace, paintOver } from '../signed/spoil.ts'
import type { Journey, Stage } from './stage.ts'

/** Where the licence says until when it holds, and what its holder would like it to say. */
const FORGERY = { at: [317, 476], words: '26/06/2039' } as const

/**
 * The holder of a food-safety licence paints ten more years over its last day. Whoever is handed the file sends it
 * in, reads why it is refused, and sees the line as it was signed beside the line as it is now; the office that is
 * sent it by its case system reads the same reason.
 */
export const alteredAfterSigning: Journey = async (stage) => {
  const licence = stage.plan.results.find(({ key }) => key === 'anh-tuyet')!
  const file = (await makeFile(stage.workshop, licence))!
  const forged = paintOver(file, FORGERY)
  assert.deepEqual(forged.subarray(0, file.length), file, 'every signed octet is still in its place')

  await seeAccepted(await sendIn(stage, file, PHONE))
  for (const size of [PHONE, DESKTOP]) await seeForgery(await sendIn(stage, forged, size))
  await seeOverwritten(await sendIn(stage, alterInPlace(file), PHONE))
  await askAsSystem(stage, forged)
  const code = await deliverForged(stage, forged)
  return `a licence painted over after signing is refused (${code}) on a 360 px phone, on a desktop, by the API and at delivery; both states were seen side by side, the changed line framed; one altered in place is refused too`
}

const PHONE = { width: 360, height: 740 }
const DESKTOP = { width: 1280, height: 900 }

/** A person opens the page, chooses the file and presses the button. */
async function sendIn({ url, browser }: Stage, file: Buffer, viewport: typeof PHONE): Promise<Page> {
  const page = await (await browser.newContext({ viewport, locale: 'vi-VN' })).newPage()
  await page.goto(`${url}${CHECK_PATH}`)
  const upload = { name: 'giay-chung-nhan.pdf', mimeType: 'application/pdf', buffer: file }
  await page.getByLabel(words['ask.file']).setInputFiles(upload)
  await page.getByRole('button', { name: words['ask.button'] }).click()
  return page
}

async function seeAccepted(page: Page): Promise<void> {
  await page.getByRole('heading', { name: words['verdict.accept'] }).waitFor()
  const text = await page.locator('main').innerText()
  assert.ok(text.includes(signatures.accepted.says))
  assert.equal(await page.locator('.beside').count(), 0, 'there is nothing to compare')
  await leave(page)
}

async function seeForgery(page: Page): Promise<void> {
  await page.getByRole('heading', { name: words['verdict.refuse'] }).waitFor()
  const text = await page.locator('main').innerText()
  for (const sentence of [
    signatures['signature.changed_after'].says,
    signatures['signature.changed_after'].cure,
    signatureChanges['change.page_content'],
    words['heading.beside'],
  ])
    assert.ok(text.includes(sentence), sentence)
  const pictures = page.locator('.beside svg')
  assert.equal(await pictures.count(), 2)
  assert.ok(await pictures.first().locator('rect').isVisible(), 'the changed line is framed')
  const widest = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(widest <= (page.viewportSize()?.width ?? 0), 'nothing runs off the side')
  await leave(page)
}

async function seeOverwritten(page: Page): Promise<void> {
  await page.getByRole('heading', { name: words['verdict.refuse'] }).waitFor()
  const text = await page.locator('main').innerText()
  assert.ok(text.includes(signatures['signature.altered'].says))
  assert.ok(text.includes(words['beside.overwritten']))
  await leave(page)
}

async function leave(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  assert.deepEqual(
    serious.map(({ id }) => id),
    [],
    'nothing keeps anybody out',
  )
  await page.context().close()
}

/** What a system that takes papers in asks before it does. */
async function askAsSystem({ url }: Stage, file: Buffer): Promise<void> {
  const answer = await fetch(`${url}/api/signatures/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: Uint8Array.from(file),
  })
  const { decision, code, report } = (await answer.json()) as {
    decision: string
    code: string
    report: { signatures: { changesAfter: string }[] }
  }
  assert.deepEqual([answer.status, decision, code], [200, 'refuse', 'signature.changed_after'])
  assert.ok(report.signatures.every(({ changesAfter }) => changesAfter === 'suspicious'))
}

/** The case system delivers the forged file; nothing of it becomes a result, and the office reads the same reason. */
async function deliverForged(stage: Stage, file: Buffer): Promise<string> {
  const { url, config, plan } = stage
  const licence = plan.results.find(({ key }) => key === 'anh-tuyet')!
  const { id } = SYSTEMS[licence.system]
  const client = openClient({ url, id, key: readSigningKey(config.secretsFolder, `client-${id}`) })
  const [receipt] = await deliver(client, { claim: { ...claimOf(licence) }, file })
  const { state, reason } = await followDelivery(client, receipt!.id)
  assert.equal(state, 'quarantined')
  const { code, says, details } = reason as NonNullable<typeof reason> & { details: { signature?: string } }
  assert.deepEqual([code, details.signature], ['intake.signature_altered', 'signature.changed_after'])
  assert.ok(says.includes('thay đổi sau khi ký'), says)
  return details.signature!
}
