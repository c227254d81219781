import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitByAddress } from './limit-by-address.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 3, minute))

test('verification 1.3: after twenty misses an address waits ten minutes, others do not', () => {
  const limit = limitByAddress(20)
  for (let miss = 0; miss < 20; miss += 1) {
    assert.equal(limit.isExhausted('10.0.0.1', at(0)), false)
    limit.count('10.0.0.1', at(0))
  }
  assert.equal(limit.isExhausted('10.0.0.1', at(9)), true)
  assert.equal(limit.isExhausted('10.0.0.2', at(9)), false)
  assert.equal(limit.isExhausted('10.0.0.1', at(10)), false)
})

test('verification 1.3: the many addresses of one IPv6 household are one', () => {
  const limit = limitByAddress(1)
  limit.count('2405:4800:1:2:aaaa::1', at(0))
  assert.equal(limit.isExhausted('2405:4800:1:2:bbbb::9', at(0)), true)
  assert.equal(limit.isExhausted('2405:4800:1:3::1', at(0)), false)
})
