import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { compactVerify, createRemoteJWKSet } from 'jose'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { claimOf } from '../../demo/city/claim.ts'
import { makeFile } from '../../demo/city/make-file.ts'
import { SYSTEMS } from '../../demo/city/systems.ts'
import { openClient } from '../../demo/egov/client.ts'
import { deliver, followDelivery } from '../../demo/egov/deliver.ts'
import { findQrInPdf } from '../../server/modules/verification/index.ts'
import { legalDayOf } from '../../server/platform/legal-day.ts'
import { readSigningKey } from '../../server/platform/secrets.ts'
import { until, type Journey, type Stage } from './stage.ts'

const run = promisify(execFile)
const TOOL = join(import.meta.dirname, '../../tools/khoso.ts')
const PURPOSE = { 'khoso-purpose': 'inspection', 'khoso-case': 'KT-ATTP-0001' }

/**
 * A signed food-safety licence goes the whole way: delivered by its case system, kept against a signed receipt,
 * judged, found by an officer, printed with its QR, verified by a phone and by a machine without network; then it
 * is withdrawn, and every verifier sees it.
 */
export const deliveredToVerified: Journey = async (stage) => {
  const { file, resultId } = await deliverLicence(stage)
  await findAsOfficer(stage, resultId)
  const { qrText, code } = await printRendition(stage, resultId)
  const page = await openOnPhone(stage, qrText)
  await seeOnPage(page, /CÒN HIỆU LỰC/)
  await compareFile(stage, file)
  assert.deepEqual(await verifyOffline(stage, qrText), { verdict: 'valid', exit: 0 })
  await withdraw(stage, resultId)
  await seeWithdrawn(stage, { page, qrText, code })
  const journal = await khoso(stage, ['audit', 'verify', '--json'])
  assert.equal(journal.code, 0, journal.out)
  return `delivered, judged, found, verified in force by QR ${code} on a 360 px phone and offline, withdrawn, seen withdrawn at once; the journal stands`
}

/** The case system signs in with its key, delivers, and checks the receipt it gets. */
async function deliverLicence({ url, config, plan, workshop }: Stage) {
  const licence = plan.results.find(({ key }) => key === 'anh-tuyet')!
  const file = (await makeFile(workshop, licence))!
  const { id } = SYSTEMS[licence.system]
  const client = openClient({ url, id, key: readSigningKey(config.secretsFolder, `client-${id}`) })
  const [receipt] = await deliver(client, { claim: { ...claimOf(licence) }, file })
  const keys = createRemoteJWKSet(new URL(`${url}/api/receipt-keys`))
  const { payload } = await compactVerify(receipt!.receipt, keys)
  assert.equal(JSON.parse(Buffer.from(payload).toString()).sha256, receipt!.sha256)

  const [again] = await deliver(client, { claim: { ...claimOf(licence) }, file })
  assert.deepEqual(
    [again!.repeated, again!.receipt],
    [true, receipt!.receipt],
    'the same delivery has the same receipt',
  )
  const judged = await followDelivery(client, receipt!.id)
  assert.equal(judged.state, 'accepted', JSON.stringify(judged.reason))
  return { file, resultId: judged.resultId! }
}

/** An officer finds it by the holder's name without marks, for a stated purpose; a neighbour's officer does not. */
async function findAsOfficer(stage: Stage, resultId: string) {
  const search = async (staffId: string) => {
    const answer = await fetch(`${stage.url}/api/results/search`, {
      method: 'POST',
      headers: { ...(await stage.as(staffId)), 'content-type': 'application/json' },
      body: JSON.stringify({
        purpose: 'inspection',
        caseRef: 'KT-ATTP-0001',
        query: { name: 'nguyen thi anh tuyet' },
      }),
    })
    const body = (await answer.json()) as { items?: { id: string }[] }
    return (body.items ?? []).map(({ id }) => id)
  }
  assert.deepEqual(await search('kiem-tra-attp'), [resultId])
  assert.deepEqual(await search('chuyen-vien-xay-dung'), [], 'a stranger finds nothing')
}

/** The rendition to print carries the QR, which reads back as the text the repository sealed. */
async function printRendition({ url, as }: Stage, resultId: string) {
  const headers = { ...(await as('kiem-tra-attp')), ...PURPOSE }
  const qr = await until(
    async () =>
      (await fetch(`${url}/api/verification/results/${resultId}/qr`, { headers })).json() as Promise<Qr>,
    ({ qrText }) => qrText !== undefined,
  )
  const answer = await fetch(`${url}/api/verification/results/${resultId}/rendition`, { headers })
  assert.equal(answer.status, 200)
  const found = await findQrInPdf(new Uint8Array(await answer.arrayBuffer()))
  assert.deepEqual(found.texts, [qr.qrText])
  return qr
}

interface Qr {
  readonly qrText: string
  readonly code: string
}

/** A page of a small phone that speaks Vietnamese. */
const smallPhone = async ({ browser }: Stage): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' })).newPage()

/** What an ordinary phone does with the QR: opens its address. */
async function openOnPhone(stage: Stage, qrText: string): Promise<Page> {
  const page = await smallPhone(stage)
  await page.goto(qrText)
  return page
}

async function seeOnPage(page: Page, verdict: RegExp): Promise<string> {
  await page.getByRole('heading', { name: verdict }).waitFor({ timeout: 10_000 })
  const text = await page.locator('main').innerText()
  for (const part of ['Toàn vẹn', 'Cơ quan cấp', 'Hiệu lực hiện tại']) assert.ok(text.includes(part), part)
  assert.ok(!text.includes('Nguyễn Thị Ánh Tuyết'), 'the holder is masked')
  assert.ok(!/\d{12}/.test(text), 'no personal number')
  const { violations } = await new AxeBuilder({ page: page as never }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  assert.deepEqual(
    serious.map(({ id }) => id),
    [],
    'nothing keeps anybody out',
  )
  return text
}

/** Whoever has the file in hand learns that it is the one the repository keeps; it never leaves the phone. */
async function compareFile(stage: Stage, file: Buffer) {
  const page = await smallPhone(stage)
  await page.goto(`${stage.url}/v`)
  const input = page.locator('input[type=file]').last()
  await input.setInputFiles({ name: 'giay-phep.pdf', mimeType: 'application/pdf', buffer: file })
  await page.locator('main [data-verdict=file_held], main [class*=good]').first().waitFor({ timeout: 10_000 })
  await page.close()
}

/** A machine with the published keys and status list, and no network. */
async function verifyOffline(stage: Stage, qrText: string): Promise<{ verdict: string; exit: number }> {
  const save = async (path: string, name: string) => {
    const file = join(stage.folder, name)
    writeFileSync(file, await (await fetch(`${stage.url}/.well-known/khoso/${path}`)).text())
    return file
  }
  const published = [
    '--keys',
    await save('trust-list.jwt', 'trust-list.jwt'),
    '--status',
    await save('status/1.jwt', 'status.jwt'),
  ]
  const { out, code } = await khoso(stage, ['qr', 'verify', qrText, ...published, '--json'])
  return { verdict: JSON.parse(out).verdict, exit: code }
}

async function withdraw({ url, as }: Stage, resultId: string) {
  const today = legalDayOf(new Date())
  const answer = await fetch(`${url}/api/results/${resultId}/decisions`, {
    method: 'POST',
    headers: { ...(await as('chuyen-vien-y-te')), ...PURPOSE, 'content-type': 'application/json' },
    body: JSON.stringify({
      move: 'revoke',
      revocation: 'withdrawn',
      decisionNumber: '512/QĐ-SYT',
      legalBasis: 'Nghị định 115/2018/NĐ-CP',
      reason: 'Cơ sở không còn bảo đảm điều kiện an toàn thực phẩm.',
      decidedOn: today,
      effectiveFrom: today,
    }),
  })
  assert.ok(answer.ok, await answer.text())
}

async function seeWithdrawn(
  stage: Stage,
  { page, qrText, code }: { page: Page; qrText: string; code: string },
) {
  const typed = await smallPhone(stage)
  await typed.goto(`${stage.url}/v/${code}`)
  await seeOnPage(typed, /ĐÃ BỊ THU HỒI/)
  await page.reload()
  await seeOnPage(page, /ĐÃ BỊ THU HỒI/)
  await until(
    () => verifyOffline(stage, qrText),
    ({ verdict }) => verdict === 'revoked',
  )
}

/** A command of Khoso in a process of its own, on this stage's data. */
async function khoso({ folder }: Stage, args: readonly string[]): Promise<{ out: string; code: number }> {
  const env = { ...process.env, KHOSO_FOLDER: folder }
  try {
    const { stdout } = await run(process.execPath, [TOOL, ...args], { env })
    return { out: stdout, code: 0 }
  } catch (error) {
    const failed = error as { stdout?: string; code?: number }
    return { out: failed.stdout ?? '', code: failed.code ?? -1 }
  }
}
