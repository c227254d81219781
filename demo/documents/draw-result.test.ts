import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { drawResult, type ResultDrawing } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-drawn-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const absent = (program: string) =>
  spawnSync(program, ['-v']).error ? `no ${program} here to give a second opinion` : false

const DRAWING: ResultDrawing = {
  agencyName: 'Sở Y tế',
  parentName: 'Ủy ban nhân dân thành phố Đà Nẵng',
  number: '1245/2026/GCN-SYT',
  title: 'Giấy chứng nhận',
  subtitle: 'Cơ sở đủ điều kiện an toàn thực phẩm',
  place: 'Đà Nẵng',
  date: '2026-03-05',
  lines: ['Căn cứ Luật An toàn thực phẩm ngày 17 tháng 6 năm 2010;', 'Giám đốc Sở Y tế chứng nhận:'],
  fields: [['Chủ cơ sở', 'Nguyễn Thị Ngọc Hường'.normalize('NFD')]],
  closing: ['Giấy chứng nhận có hiệu lực đến hết ngày 05 tháng 3 năm 2029.'],
  signerTitle: 'KT. Giám đốc\nPhó Giám đốc',
  signerName: 'Trần Thị Ánh',
}

test('the same words give the same bytes, in at most 60 kB', async () => {
  const { bytes } = await drawResult(DRAWING)
  assert.ok(bytes.equals((await drawResult(DRAWING)).bytes))
  assert.ok(bytes.length <= 60_000, `${bytes.length} octets`)
})

test('the text comes out again with every mark, composed', { skip: absent('pdftotext') }, async () => {
  const { bytes } = await drawResult(DRAWING)
  const path = join(folder, 'drawn.pdf')
  writeFileSync(path, bytes)
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số: 1245/2026/GCN-SYT',
    'Đà Nẵng, ngày 05 tháng 3 năm 2026',
    'Chủ cơ sở: Nguyễn Thị Ngọc Hường',
    'PHÓ GIÁM ĐỐC',
    'Trần Thị Ánh',
  ]) {
    assert.ok(text.includes(words), words)
  }
})

test(
  'a list of a hundred people runs over pages, the signer on the last',
  { skip: absent('pdftotext') },
  async () => {
    const rows = Array.from({ length: 100 }, (_, i) => [String(i + 1), 'Lê Văn Đức', 'Hòa Vang'])
    const columns = [
      { title: 'STT', share: 1 },
      { title: 'Họ và tên', share: 4 },
      { title: 'Nơi ở', share: 3 },
    ]
    const { bytes, places } = await drawResult({ ...DRAWING, table: { columns, rows } })
    const path = join(folder, 'list.pdf')
    writeFileSync(path, bytes)
    const pages = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
      .split('\f')
      .slice(0, -1)
    assert.ok(pages.length >= 3)
    assert.match(pages.at(-1) ?? '', /Trần Thị Ánh/)
    assert.doesNotMatch(pages[0] ?? '', /Trần Thị Ánh/)
    assert.ok(places.person.y > 0 && places.agency.x < places.person.x)
  },
)

const noReader =
  absent('pdftoppm') || (spawnSync('zbarimg', ['--version']).error && 'no zbarimg here to read the QR')
test(
  'a QR that is part of the original is read from the printed page',
  { skip: noReader || false },
  async () => {
    const text = `https://kq.danang.gov.vn/v#1${'0123456789'.repeat(44)}`
    const { bytes } = await drawResult({ ...DRAWING, qr: { text, typedCode: 'ABCDE-FGHJ-K' } })
    const path = join(folder, 'qr.pdf')
    writeFileSync(path, bytes)
    execFileSync('pdftoppm', ['-r', '200', '-png', '-singlefile', path, join(folder, 'qr')])
    const read = execFileSync('zbarimg', ['--quiet', '--raw', join(folder, 'qr.png')], { encoding: 'utf8' })
    assert.equal(read.trim(), text)
  },
)
