import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bitString, element, generalizedTime, integer, namedBits, oid, setOf, time } from './write.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('lengths take the shortest form', () => {
  assert.equal(hex(element(0x04, Buffer.alloc(127)).subarray(0, 2)), '047f')
  assert.equal(hex(element(0x04, Buffer.alloc(128)).subarray(0, 3)), '048180')
  assert.equal(hex(element(0x04, Buffer.alloc(65_536)).subarray(0, 5)), '0483010000')
})

test('integers are minimal and never read as negative', () => {
  assert.equal(hex(integer(0)), '020100')
  assert.equal(hex(integer(127)), '02017f')
  assert.equal(hex(integer(128)), '02020080')
  assert.equal(hex(integer(Buffer.from('0000ff', 'hex'))), '020200ff')
})

test('object identifiers carry arcs of any size', () => {
  assert.equal(hex(oid('1.2.840.113549.1.7.2')), '06092a864886f70d010702')
  assert.equal(hex(oid('2.16.704.1.1')), '0605608540' + '0101')
})

test('a set is sorted by encoding whatever order it was given in', () => {
  assert.deepEqual(setOf(integer(9), integer(300), integer(2)), setOf(integer(300), integer(2), integer(9)))
  assert.equal(hex(setOf(integer(9), integer(2))), '3106020102020109')
})

test('bit strings drop trailing zero bits of a named list', () => {
  assert.equal(hex(namedBits([0, 1])), '030206c0')
  assert.equal(hex(namedBits([5, 6])), '03020106')
  assert.equal(hex(namedBits([])), '030100')
  assert.equal(hex(bitString(Buffer.of(1))), '03020001')
})

test('years up to 2049 are written as UTCTime, later ones as GeneralizedTime', () => {
  assert.equal(time(new Date('2049-12-31T23:59:59Z')).toString('latin1', 2), '491231235959Z')
  assert.equal(time(new Date('2050-01-01T00:00:00Z')).toString('latin1', 2), '20500101000000Z')
  assert.equal(generalizedTime(new Date('2026-11-22T01:02:03.9Z')).toString('latin1', 2), '20261122010203Z')
})
