import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { VERIFY_WORDS } from '../../../../tools/verify-files.ts'
import { minimalPdf } from '../sign/minimal-pdf.ts'
import { verifyCommand, type VerifyLine } from './verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-verify-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function run(...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) }
  const exit = await verifyCommand(argv, io, { words: VERIFY_WORDS, now: () => Date.UTC(2026, 10, 22) })
  return { exit, out, err }
}

test('prints one JSON object a line, in the order of the files', async () => {
  const letter = put('letter.txt', 'Kính gửi')
  const { out, exit } = await run('--json', '--no-network', letter, join(folder, 'absent.pdf'))
  const lines = out.map((line) => JSON.parse(line) as VerifyLine)
  assert.deepEqual(
    lines.map(({ file, decision, code }) => [file, decision, code]),
    [
      [letter, 'refuse', 'file.not_pdf'],
      [join(folder, 'absent.pdf'), 'refuse', 'file.not_found'],
    ],
  )
  assert.equal(lines[0]?.sha256?.length, 64)
  assert.equal(exit, 2)
})

test('says in Vietnamese what is wrong and what helps, and in English when asked', async () => {
  const file = put('letter2.txt', 'x')
  const { out } = await run('--no-network', file)
  assert.equal(
    out[0],
    `${file}: TỪ CHỐI — Tệp này không phải là tệp PDF.\n  → Gửi lại đúng bản PDF đã ký số.`,
  )
  assert.match((await run('--no-network', '--english', file)).out[0]!, /REFUSED — This file is not a PDF\./)
})

test('exits with 1 for a readable file that is not accepted', async () => {
  const file = put('unsigned.pdf', minimalPdf({ lines: ['So: 12/2026'] }))
  const { exit, out } = await run('--json', '--no-network', file)
  assert.deepEqual([exit, (JSON.parse(out[0]!) as VerifyLine).code], [1, 'signature.missing'])
})

test('prints the report of one file as XML, and of one only', async () => {
  const file = put('to-xml.pdf', minimalPdf({ lines: ['So: 12/2026'] }))
  const { exit, out } = await run('--xml', '--no-network', file)
  assert.equal(exit, 1)
  assert.match(out[0]!, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<ValidationReport /)
  assert.match(out[0]!, /signature\.missing/)
  assert.equal((await run('--xml', '--no-network', file, file)).exit, 2)
  assert.equal((await run('--xml', '--json', '--no-network', file)).exit, 2)
})

test('explains itself, and refuses what it does not understand', async () => {
  assert.equal((await run('--help')).exit, 0)
  assert.equal((await run()).exit, 2)
  assert.equal((await run('--unknown', 'x.pdf')).exit, 2)
  assert.match((await run('--at', 'yesterday', 'x.pdf')).err[0]!, /--at yesterday/)
  put('broken.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
  const { exit, err } = await run('--anchors', folder, 'x.pdf')
  assert.equal(exit, 2)
  assert.match(err[0]!, /broken\.pem/)
})
