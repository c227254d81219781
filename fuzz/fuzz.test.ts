import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '@khoso/pades'
import { loadBases } from './base.ts'
import { findVisibleChange } from './compare-pictures.ts'
import { judgeMutant } from './judge-mutant.ts'
import { makeMutant } from './mutate/index.ts'
import { findDifference, isInstalled, openDrawer, type Picture } from './picture.ts'

const bases = loadBases()
const SOME = 300

test('a seed is always the same mutant', () => {
  for (let seed = 1; seed <= 40; seed += 1)
    assert.ok(makeMutant(bases, seed).bytes.equals(makeMutant(loadBases(), seed).bytes), `seed ${seed}`)
})

test('every good file is accepted as it is', () => {
  for (const base of bases) {
    const { judged } = judgeMutant({
      seed: 0,
      base,
      family: 'evidence',
      bytes: base.bytes,
      evidence: base.options.evidence ?? [],
    })
    assert.deepEqual([base.name, judged.decision, judged.flaw], [base.name, 'accept', undefined])
  }
})

test(`of ${SOME} mutants half leave every signed octet alone, some are accepted, none breaks a promise`, () => {
  const all = Array.from({ length: SOME }, (_, n) => judgeMutant(makeMutant(bases, n + 1)).judged)
  assert.deepEqual(
    all.filter(({ flaw }) => flaw),
    [],
  )
  assert.ok(all.filter(({ leavesSigned }) => leavesSigned).length * 2 >= SOME)
  assert.ok(all.filter(({ decision }) => decision === 'accept').length * 10 >= SOME)
})

test('a pixel that differs is seen, unless it lies in a place the report names', () => {
  const white: Picture = { width: 4, height: 4, pixels: Buffer.alloc(48, 255) }
  const spotted: Picture = { ...white, pixels: Buffer.from(white.pixels) }
  spotted.pixels[(2 * 4 + 1) * 3] = 0
  const patch = { page: 1, left: 1, top: 2, right: 2, bottom: 3 }
  assert.match(findDifference([white], [spotted], []) ?? '', /page 1 differs at 1,2/)
  assert.equal(findDifference([white], [spotted], [patch]), undefined)
  assert.match(findDifference([white], [spotted], [{ ...patch, page: 2 }]) ?? '', /differs/)
  assert.match(findDifference([white, white], [white], []) ?? '', /2 pages/)
})

for (const program of ['pdftoppm', 'mutool'] as const) {
  test(
    `a page drawn over is seen by ${program}`,
    { skip: isInstalled(program) ? false : `no ${program} here` },
    async (t) => {
      const base = bases.find(({ name }) => name === 'form')!
      const over = Buffer.from(base.bytes.toString('latin1').replace('/V (Nguyen', '/V (Khac  '), 'latin1')
      const moved = Buffer.from(over.toString('latin1').replace('60 600 300 620', '60 640 300 660'), 'latin1')
      const drawer = openDrawer(`test-${program}`)
      t.after(() => drawer.close())
      const report = (changes: Report['signatures'][number]['changes']) =>
        ({ signatures: [{ field: 'Signature1', changes }] }) as unknown as Report
      const look = (bytes: Buffer, changes: Report['signatures'][number]['changes']) =>
        findVisibleChange(drawer, program, { base, bytes }, report(changes))
      assert.equal(await look(base.bytes, []), undefined)
      assert.match((await look(moved, [])) ?? '', /page 1 differs/)
      const place = {
        kind: 'form-filling',
        code: 'change.field_filled',
        field: 'HoTen',
        page: 1,
        rect: [60, 600, 300, 660],
        covers: false,
        object: null,
        revision: null,
      } as const
      assert.equal(await look(moved, [place]), undefined)
    },
  )
}
