import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { displayedSize, layOutSheet, placeAppearance, placePage, type Box, type Matrix } from './sheet.ts'

const MM = 72 / 25.4
const side = fc.double({ min: 60, max: 4000, noNaN: true })
const EPSILON = 1e-6

const inside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - EPSILON &&
  inner.y >= outer.y - EPSILON &&
  inner.x + inner.width <= outer.x + outer.width + EPSILON &&
  inner.y + inner.height <= outer.y + outer.height + EPSILON

test('on any sheet the header stays above the rule and the page below it, all within the sheet', () => {
  fc.assert(
    fc.property(side, side, fc.integer({ min: 21, max: 65 }), (width, height, modules) => {
      const sheet = layOutSheet({ width, height }, modules)
      const paper = { x: 0, y: 0, width: sheet.width, height: sheet.height }
      const top = { ...paper, y: sheet.rule, height: sheet.height - sheet.rule }
      const quiet = 4 * sheet.module
      const { x, y, width: w } = sheet.qr
      const zone = { x: x - quiet, y: y - quiet, width: w + 2 * quiet, height: w + 2 * quiet }
      assert.ok(inside(zone, top), 'the QR and its quiet zone')
      assert.ok(inside(sheet.text, top), 'the words')
      assert.ok(sheet.text.width > 30 * MM, 'room for words')
      assert.ok(sheet.text.x >= zone.x + zone.width, 'the words beside the quiet zone')
      assert.ok(inside(sheet.page, { ...paper, height: sheet.rule }), 'the page')
      assert.ok(Math.abs(sheet.page.width / sheet.page.height / (width / height) - 1) < 1e-9, 'same shape')
      assert.ok(sheet.module / MM >= 0.38, 'the modules')
    }),
  )
})

test('a sheet has the size and orientation of its page, A4, A5 and lying', () => {
  for (const [width, height] of [
    [210, 297],
    [297, 210],
    [148, 210],
    [210, 148],
  ] as const) {
    const sheet = layOutSheet({ width: width * MM, height: height * MM }, 65)
    assert.deepEqual([sheet.width, sheet.height], [width * MM, height * MM])
  }
})

test('an identity card gets a sheet on which the header has room, and is not enlarged', () => {
  const sheet = layOutSheet({ width: 85.6 * MM, height: 54 * MM }, 65)
  assert.ok(sheet.width >= 105 * MM && sheet.height >= 120 * MM)
  assert.ok(sheet.scale <= 1)
})

test('every corner of the visible box lands on a corner of its place, turned clockwise', () => {
  const visible = { x: 30, y: -20, width: 400, height: 600 }
  const corner: Record<number, [number, number]> = { 0: [0, 0], 90: [0, 1], 180: [1, 1], 270: [1, 0] }
  for (const rotate of [0, 90, 180, 270]) {
    const sheet = layOutSheet(displayedSize(visible, rotate, 1), 65)
    const at = apply(placePage(visible, rotate, sheet), visible.x, visible.y)
    const [right = 0, top = 0] = corner[rotate] ?? []
    assert.ok(Math.abs(at[0] - (sheet.page.x + right * sheet.page.width)) < EPSILON, `${rotate}`)
    assert.ok(Math.abs(at[1] - (sheet.page.y + top * sheet.page.height)) < EPSILON, `${rotate}`)
  }
})

const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
]

test('an appearance fills its rectangle, whatever its own box and matrix', () => {
  const rect = { x: 100, y: 200, width: 50, height: 20 }
  const turned: Matrix = [0, 2, -2, 0, 7, 9]
  const bbox = { x: 1, y: 2, width: 10, height: 30 }
  const place = placeAppearance(bbox, turned, rect) ?? [0, 0, 0, 0, 0, 0]
  const points = [apply(turned, 1, 2), apply(turned, 11, 32)].map(([x, y]) => apply(place, x, y))
  const xs = points.map(([x]) => x).toSorted((a, b) => a - b)
  const ys = points.map(([, y]) => y).toSorted((a, b) => a - b)
  assert.deepEqual(
    [xs.map(Math.round), ys.map(Math.round)],
    [
      [100, 150],
      [200, 220],
    ],
  )
  assert.equal(placeAppearance({ ...bbox, width: 0 }, [1, 0, 0, 1, 0, 0], rect), undefined)
})
