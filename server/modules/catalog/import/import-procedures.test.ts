import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { gzipSync } from 'node:zlib'
import { testDatabase } from '../../../../tests/database.ts'
import { loadSeed } from '../load-seed.ts'
import { findProcedure } from '../procedure.queries.ts'
import { importProcedures } from './import-procedures.ts'
import { printReport } from './import-command.ts'
import { readNationalProcedure } from './read-national-procedure.ts'

const NATIONAL = join(import.meta.dirname, '../../../../../shared/data/tthc/tthc-2026-full.jsonl.gz')
const newFrom = '2025-07-01'

const line = (overrides: object = {}) =>
  JSON.stringify({
    code: '1.900001',
    name: 'Cấp giấy phép thử nghiệm',
    ministry: 'Bộ Xây dựng',
    decision: '1/QĐ-BXD',
    levels: ['Cấp tỉnh', 'Cấp xã'],
    field: 'Đường bộ',
    applicants: ['Công dân Việt Nam'],
    authority: 'Sở Xây dựng',
    channels: [
      { channel: 'Trực tuyến', time: 5, unit: 'Ngày làm việc', feeText: '700,000 VNĐ(Phí thẩm định)' },
    ],
    components: [{ name: 'Đơn đề nghị', originals: 1, copies: 0 }],
    legal: [{ no: '35/2024/QH15' }],
    results: [{ name: 'Giấy phép thử nghiệm', code: 'KQ.G17.900001' }],
    ...overrides,
  })

function fileOf(t: TestContext, lines: readonly string[], name = 'tthc.jsonl'): string {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-import-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const text = lines.join('\n')
  writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text)
  return join(folder, name)
}

const channel = { channel: 'Trực tiếp', time: 5, unit: 'Ngày' }
const DIRTY = [
  ['time-without-unit', { channels: [{ ...channel, unit: null }] }],
  ['no-time', { channels: [{ ...channel, time: null, unit: null }] }],
  ['fee-below-1000', { channels: [{ ...channel, feeText: '700 VNĐ(700.000 đồng)' }] }],
  ['no-result-code', { results: [] }],
  [
    'result-code-malformed',
    {
      results: [
        { name: 'A', code: 'KQ.G17.9' },
        { name: 'B', code: 'KQ.G17.900001' },
      ],
    },
  ],
  ['result-code-only-in-text', { results: [], resultText: 'Phiếu.Mã: KQ.G01.00263' }],
  ['no-deciding-agency', { authority: null, executing: null }],
  ['page-text-in-agency', { executing: 'x'.repeat(301) }],
  ['copies-absurd', { components: [{ name: 'Mẫu 02', originals: 20251, copies: 1 }] }],
  ['copies-none', { components: [{ name: 'Ghi chú', originals: 0, copies: 0 }] }],
  ['not-composed', { name: 'Cấp giấy phép'.normalize('NFD') }],
] as const

for (const [kind, overrides] of DIRTY) {
  test(`catalog 7.1: reports ${kind}, and the clean line without it`, () => {
    const dirty = readNationalProcedure(line(overrides))
    const clean = readNationalProcedure(line())
    assert.ok('content' in dirty && dirty.dirt.has(kind))
    assert.ok('content' in clean && clean.dirt.size === 0)
  })
}

test('catalog 7.2: what cannot be believed becomes unknown, never a guess', () => {
  const read = readNationalProcedure(
    line({
      channels: [{ channel: 'Trực tiếp', time: 5, unit: null, feeText: '700 VNĐ(700.000 đồng)' }],
      components: [{ name: 'Mẫu 02', originals: 20251, copies: 1 }],
    }),
  )
  assert.ok('content' in read)
  assert.deepEqual(read.content.parts.channels[0], {
    channel: 'direct',
    time: null,
    feeDong: null,
    feeNote: '700 VNĐ(700.000 đồng)',
    timeNote: '5 (không ghi đơn vị)',
  })
  assert.equal(read.content.components[0]?.originals, 0)
})

test('catalog 7.2: fees read as đồng, free is nothing to pay, dollars are unknown', () => {
  const feeOf = (feeText: string) => {
    const read = readNationalProcedure(line({ channels: [{ ...channel, feeText }] }))
    return 'content' in read ? read.content.parts.channels[0]?.feeDong : undefined
  }
  assert.equal(feeOf('1,500,000 Việt Nam Đồng'), 1_500_000)
  assert.equal(feeOf('Miễn phí(tại nơi nhận)'), 0)
  assert.equal(feeOf('145 USD'), null)
})

test('catalog 7.3: broken lines, malformed and repeated codes are reported and the rest is taken', async (t) => {
  const database = await testDatabase(t)
  const file = fileOf(t, ['{"code":', line(), line(), line({ code: 'TT-1' }), '', line({ code: '1.900002' })])
  const { read, outcomes, dirt } = await importProcedures(database, { file, newFrom })
  assert.deepEqual([read, outcomes.added], [2, 2])
  assert.deepEqual(
    dirt.map(({ kind, examples }) => [kind, ...examples]),
    [
      ['unreadable-line', 'line 1'],
      ['code-malformed', 'TT-1'],
      ['code-twice', '1.900001'],
    ],
  )
})

test('catalog 7.4: a changed procedure gets a version from today; the city’s own is kept', async (t) => {
  const database = await testDatabase(t)
  await database.transaction(loadSeed)
  const first = fileOf(t, [line(), line({ code: '1.013061' })], 'a.jsonl.gz')
  const { outcomes } = await importProcedures(database, { file: first, newFrom })
  assert.deepEqual(outcomes, { added: 1, changed: 0, same: 0, kept: 1, 'too-soon': 0 })
  const second = fileOf(t, [line({ name: 'Cấp giấy phép thử nghiệm (sửa đổi)' }), line({ code: '1.013061' })])
  const again = await importProcedures(database, { file: second, newFrom })
  assert.deepEqual(again.outcomes, { added: 0, changed: 1, same: 0, kept: 1, 'too-soon': 0 })
  const on = database.read()
  assert.equal((await findProcedure(on, '1.900001', '2026-11-19'))?.name, 'Cấp giấy phép thử nghiệm')
  assert.equal(
    (await findProcedure(on, '1.900001', '2026-11-20'))?.name,
    'Cấp giấy phép thử nghiệm (sửa đổi)',
  )
  assert.equal((await findProcedure(on, '1.013061', '2026-11-20'))?.source, 'city')
})

test('catalog 7.4: a file that is not there is said so', async (t) => {
  const database = await testDatabase(t)
  await assert.rejects(importProcedures(database, { file: '/no/such.jsonl.gz', newFrom }), { code: 'ENOENT' })
})

test('catalog 7.5: the full national catalogue loads, is reported, and loads again without change', async (t) => {
  if (!existsSync(NATIONAL)) return t.skip('the national catalogue is not beside the project')
  const database = await testDatabase(t)
  const first = await importProcedures(database, { file: NATIONAL, newFrom })
  assert.deepEqual([first.read, first.outcomes.added], [2642, 2642])
  const counts = Object.fromEntries(first.dirt.map(({ kind, count }) => [kind, count]))
  assert.equal(counts['time-without-unit'], 358)
  assert.equal(counts['no-time'], 137)
  assert.equal(counts['no-result-code'], 167)
  assert.match(printReport(first), /358 {2}a time is given without its unit/)
  const second = await importProcedures(database, { file: NATIONAL, newFrom })
  assert.deepEqual(second.outcomes, { added: 0, changed: 0, same: 2642, kept: 0, 'too-soon': 0 })
  assert.equal(second.draftResultTypes, 0)
})
