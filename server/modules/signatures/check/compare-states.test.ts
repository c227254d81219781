import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from 'fast-png'
import { alterInPlace, paintOver } from '../../../../tests/signed/spoil.ts'
import { drawnPage } from '../../../../tests/signed-files.ts'
import { compareStates } from './compare-states.ts'

const FORGED = { at: [200, 500], words: 'Co hieu luc den 31/12/2099' } as const

test('checking 5: what was drawn over the signed page is framed, and only its surroundings are shown', async () => {
  const signed = await drawnPage()
  const comparison = await compareStates(signed, paintOver(signed, FORGED))
  assert.equal(comparison?.differing, 1)
  assert.equal(comparison.complete, true)
  const [page] = comparison.pages
  assert.equal(page!.page, 1)
  const [before, after] = [decode(page!.signed!), decode(page!.now!)]
  assert.deepEqual([before.width, before.height], [page!.width, page!.height])
  assert.deepEqual([after.width, after.height], [page!.width, page!.height])
  assert.ok(page!.width < 700 && page!.height < 200, 'the rest of the page is left out')
  const { x, y, width, height } = page!.frame!
  assert.ok(x >= 0 && y >= 0 && x + width <= page!.width && y + height <= page!.height)
})

test('checking 6: files that look alike show no page', async () => {
  const signed = await drawnPage()
  const comparison = await compareStates(signed, alterInPlace(signed))
  assert.deepEqual([comparison?.differing, comparison?.pages.length], [0, 0])
})

test('checking 6: what cannot be drawn is no comparison', async () => {
  assert.equal(
    await compareStates(Buffer.from('%PDF-1.7 nothing'), Buffer.from('%PDF-1.7 nothing')),
    undefined,
  )
})
