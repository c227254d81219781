import assert from 'node:assert/strict'
import { test } from 'node:test'
import { berToDer } from './ber.ts'
import { children, content, DerError, hex, inner, raw, readDer, readWholeDer } from './read.ts'
import { bitStringBytes, bool, integer, namedBits, oid, smallInteger, text, time } from './values.ts'

const der = (written: string) => readDer(Buffer.from(written.replaceAll(' ', ''), 'hex'))
const fails = (code: string) => (error: unknown) => error instanceof DerError && error.code === code

test('reads a sequence without copying it', () => {
  const bytes = Buffer.from('3006020105010100ff', 'hex')
  const sequence = readDer(bytes)
  const [five, no] = children(sequence)
  assert.equal(smallInteger(five!), 5)
  assert.equal(bool(no!), false)
  assert.equal(raw(five!).buffer, bytes.buffer)
  assert.equal(sequence.end, 8)
  assert.throws(() => readWholeDer(bytes), fails('der.trailing'))
})

test('refuses lengths that run past their container or say nothing', () => {
  assert.throws(() => der('3005020105'), fails('der.truncated'))
  assert.throws(() => children(der('3003 0205 01')), fails('der.truncated'))
  assert.throws(() => der('3080 0201050000'), fails('der.length'))
  assert.throws(() => der('3086 010000000000'), fails('der.length'))
  assert.throws(() => der('1f8101 00'), fails('der.tag'))
  assert.throws(() => der(''), fails('der.truncated'))
})

test('reads values as the standards write them', () => {
  assert.equal(oid(der('06092a864886f70d010701')), '1.2.840.113549.1.7.1')
  assert.equal(oid(der('0603550403')), '2.5.4.3')
  assert.equal(oid(der('06028837')), '2.999')
  assert.equal(integer(der('0202ff7f')), -129n)
  assert.equal(integer(der('020900ffffffffffffffff')), 0xffffffffffffffffn)
  assert.equal(hex(bitStringBytes(der('030300a1b2'))), 'a1b2')
  assert.equal(namedBits(der('03020560')), 0b110)
  assert.equal(text(der('1e04 1ea4 006e')), 'Ấn')
  assert.throws(() => oid(der('06028880')), fails('der.value'))
  assert.throws(() => bitStringBytes(der('030204a0')), fails('der.value'))
})

test('reads times as UTC and refuses days that do not exist', () => {
  const at = (tag: string, written: string) =>
    time(der(`${tag}${written.length.toString(16).padStart(2, '0')}${Buffer.from(written).toString('hex')}`))
  assert.equal(at('17', '491231235959Z'), Date.UTC(2049, 11, 31, 23, 59, 59))
  assert.equal(at('17', '500101000000Z'), Date.UTC(1950, 0, 1))
  assert.equal(at('18', '20261120070000.5Z'), Date.UTC(2026, 10, 20, 7, 0, 0, 500))
  assert.throws(() => at('17', '260231000000Z'), fails('der.value'))
  assert.throws(() => at('17', '260201000000+0700'), fails('der.value'))
})

test('turns indefinite BER into DER and keeps definite parts octet by octet', () => {
  const converted = berToDer(
    Buffer.from('3080 a080 24800401aa0402bbcc0000 0000 020105 0000 000000'.replaceAll(' ', ''), 'hex'),
  )
  assert.equal(hex(converted), '300aa0050403aabbcc020105')
  // Lengths longer than needed, as some issuers write them, stay: a signature covers these octets.
  const kept = '30810602820002 0005'.replaceAll(' ', '')
  assert.equal(hex(berToDer(Buffer.from(`${kept}0000`, 'hex'))), kept)
  assert.equal(content(inner(children(readDer(converted))[0]!)).length, 3)
})

test('stops at a depth no honest file reaches', () => {
  const deep = Buffer.from(`${'3080'.repeat(5000)}${'0000'.repeat(5000)}`, 'hex')
  assert.throws(() => berToDer(deep), fails('der.too_deep'))
})
