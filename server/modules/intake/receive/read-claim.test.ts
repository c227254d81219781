import assert from 'node:assert/strict'
import test from 'node:test'
import { claim as claimOf } from '../../../../tests/given/intake.ts'
import type { Claim } from '../contract.ts'
import { readClaim } from './read-claim.ts'

const CODES = { issuerCode: 'H17.12', procedureCode: '1.004946', resultTypeCode: 'kq.h17.000012' }
const read = (overrides: Partial<Claim> = {}) => readClaim(claimOf(CODES, overrides))

test('days that are not given follow from those that are', () => {
  const { claim } = read({ decidedOn: '19/11/2026' })
  assert.deepEqual(
    [claim?.decidedOn, claim?.issuedOn, claim?.effectiveFrom, claim?.effectiveTo],
    ['2026-11-19', '2026-11-19', '2026-11-19', null],
  )
})

test('"Không thời hạn" in either Unicode form is no last day', () => {
  for (const form of ['NFC', 'NFD']) {
    assert.equal(read({ effectiveTo: 'Không thời hạn'.normalize(form) }).claim?.effectiveTo, null)
  }
})

test('a printed name is kept exactly as it came', () => {
  const name = 'Trần Thị Hoà'.normalize('NFD')
  assert.equal(read({ holders: [{ name, birth: '1990' }] }).claim?.holders[0]?.name, name)
})

test('all faults are named at once, and none of them says what the field said', () => {
  const { faults } = read({
    title: ' ',
    decidedOn: '31/02/2026',
    abstract: 'QuyÕt ®Þnh vÒ viÖc cÊp phÐp',
    holders: [{ name: '', birth: 'lâu rồi', identifiers: [{ type: 'personal-number', value: '12345' }] }],
  })
  assert.deepEqual(faults, [
    { field: 'title', fault: 'missing' },
    { field: 'decidedOn', fault: 'no-such-day' },
    { field: 'abstract', fault: 'garbled' },
    { field: 'holders[0].name', fault: 'missing' },
    { field: 'holders[0].birth', fault: 'no-such-day' },
    { field: 'holders[0].identifiers[0]', fault: 'number-wrong-length' },
  ])
})

test('a name in the letters of an old font is not taken for a name', () => {
  const { faults } = read({ holders: [{ name: 'NguyÔn ThÞ Hång', birth: '1990' }] })
  assert.deepEqual(faults, [{ field: 'holders[0].name', fault: 'garbled' }])
})

test('a first zero that a spreadsheet dropped is named, not guessed back', () => {
  const holder = {
    name: 'Lê Văn Đức',
    identifiers: [{ type: 'personal-number' as const, value: '48190001234' }],
  }
  assert.deepEqual(read({ holders: [holder] }).faults, [
    { field: 'holders[0].identifiers[0]', fault: 'number-leading-zero-lost' },
  ])
})

test('a validity that ends before it begins is a fault', () => {
  assert.deepEqual(read({ effectiveFrom: '2026-12-01', effectiveTo: '2026-11-30' }).faults, [
    { field: 'effectiveTo', fault: 'before-its-start' },
  ])
})

test('a claim without holders is incomplete', () => {
  assert.deepEqual(read({ holders: [] }).faults, [{ field: 'holders', fault: 'missing' }])
})
