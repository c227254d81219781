import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { drawQr, MIN_MODULE_MM, qrSvg, QUIET_ZONE, type QrSymbol } from './draw-qr.ts'
import { fitHolder } from './payload.ts'
import { sealQr } from './qr-text.ts'
import { givenKey, givenPayload } from '../tests/given.ts'

const PX = 4
const HOSTS = ['kq.danang.gov.vn', 'khoketqua.danang.gov.vn', 'ketqua.thanhphohochiminh.gov.vn']
const longName = fitHolder('Công ty trách nhiệm hữu hạn một thành viên Nguyễn Hoàng Ánh Dương')

before(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const wasmBinary = new Uint8Array(readFileSync(wasm)).buffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
})

async function givenText(host: string, over = {}) {
  const { signer } = await givenKey()
  return sealQr(`https://${host}`, givenPayload(over), signer)
}

/** One byte a pixel, `PX` pixels a module, with the quiet zone. */
function paint({ size, modules }: QrSymbol) {
  const width = (size + 2 * QUIET_ZONE) * PX
  const grey = new Uint8Array(width * width).fill(255)
  for (let y = 0; y < size * PX; y += 1)
    for (let x = 0; x < size * PX; x += 1)
      if (modules[Math.floor(y / PX) * size + Math.floor(x / PX)])
        grey[(y + QUIET_ZONE * PX) * width + x + QUIET_ZONE * PX] = 0
  return { width, grey }
}

for (const host of HOSTS)
  test(`the compact profile fits version 12-M at ${host}, the longest name included`, async () => {
    const { version, size } = drawQr(await givenText(host, { holder: longName }))
    assert.ok(version <= 12, `version ${version}`)
    assert.ok(size * MIN_MODULE_MM < 25)
  })

test('zxing reads back exactly the text that was drawn', async () => {
  for (const over of [{}, { summary: 'x'.repeat(80), holder: longName }, { holder: 'Đỗ Ỷ' }]) {
    const text = await givenText(HOSTS[0] ?? '', over)
    const { width, grey } = paint(drawQr(text))
    const data = Uint8ClampedArray.from({ length: grey.length * 4 }, (_, at) =>
      at % 4 === 3 ? 255 : (grey[at >> 2] ?? 0),
    )
    const found = await readBarcodes({ data, width, height: width, colorSpace: 'srgb' } as ImageData, {
      formats: ['QRCode'],
    })
    assert.deepEqual(
      found.map((it) => it.text),
      [text],
    )
  }
})

test('zbar reads back exactly the text that was drawn', async (t) => {
  if (spawnSync('zbarimg', ['--version']).error) return t.skip('zbarimg (Debian: zbar-tools) is not here')
  const folder = mkdtempSync(join(tmpdir(), 'khoso-qr-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const text = await givenText(HOSTS[1] ?? '')
  const { width, grey } = paint(drawQr(text))
  const path = join(folder, 'qr.pgm')
  writeFileSync(path, Buffer.concat([Buffer.from(`P5 ${width} ${width} 255\n`), grey]))
  const read = execFileSync('zbarimg', ['--quiet', '--raw', path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  assert.equal(read.trim(), text)
})

test('the SVG draws the same modules, with a quiet zone and a size in millimetres', async () => {
  const symbol = drawQr(await givenText(HOSTS[0] ?? ''))
  const svg = qrSvg(symbol)
  const drawn = new Uint8Array(symbol.size ** 2)
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    drawn.fill(1, Number(y) * symbol.size + Number(x), Number(y) * symbol.size + Number(x) + Number(width))
  assert.deepEqual(drawn, symbol.modules)
  const side = symbol.size + 2 * QUIET_ZONE
  assert.ok(svg.includes(`viewBox="-4 -4 ${side} ${side}"`))
  assert.ok(svg.includes(`width="${(side * MIN_MODULE_MM).toFixed(2)}mm"`))
})

test('a text without digits after # is drawn as it is', () => {
  assert.ok(drawQr('https://kq.danang.gov.vn/v/01ABC01ZY9').version <= 5)
})
