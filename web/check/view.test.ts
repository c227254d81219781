import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTrust, verifyPdf } from '@khoso/pades'
import { describeFile } from '../../packages/pades/src/command/describe.ts'
import { makeSigned, NOW, sharedWorld } from '../../tests/signed-files.ts'
import { checkPage as words } from '../../words/vi/check-page.ts'
import { VERIFY_WORDS } from '../../tools/verify-files.ts'
import { renderChecked } from './view.ts'

const trust = readTrust([sharedWorld().anchor])

test('checking: which proof has lapsed, and since when, is said on the page and by the command', async () => {
  const report = verifyPdf(await makeSigned('expired-not-stamped'), { ...trust, at: NOW.getTime() })
  const { decision, code, lapses } = report
  assert.deepEqual(
    lapses.map(({ what, why }) => [what, why]),
    [['signature', 'certificate-expired']],
  )
  const html = renderChecked({ decision, code, report }, words, 'vi')
  assert.ok(html.includes(words['heading.lapses']))
  const [day] = lapses[0]!.since.split('T')
  assert.ok(html.includes(`đã hết hạn từ ${day!.split('-').reverse().join('/')}`))
  const said = describeFile({ ...report, file: 'a.pdf' }, VERIFY_WORDS.vi)
  assert.match(said, /^ {2}! Chứng thư số của người ký.* đã hết hạn từ \d\d\/\d\d\/\d{4}/m)
})

test('checking: what a file says of its signer is shown as text', async () => {
  const report = verifyPdf(await makeSigned('good'), { ...trust, at: NOW.getTime() })
  const [one] = report.signatures
  const named = { ...one!, field: '<b>x</b>', signer: { ...one!.signer, commonName: '<img src=x>' } }
  const html = renderChecked(
    { decision: 'wait', code: report.code, report: { ...report, signatures: [named] } },
    words,
    'vi',
  )
  assert.ok(!html.includes('<img') && !html.includes('<b>x'))
})
