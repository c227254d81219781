import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listXml, makeOperator, signList } from '../../../../tests/trusted-lists.ts'
import { readList } from './read-list.ts'
import { verifyList } from './verify-list.ts'

const operator = makeOperator()
const signers = [makeOperator('ec').certificate, operator.certificate]
const good = signList(listXml({}), operator)

const refusal = (bytes: Uint8Array, by: readonly Uint8Array[] = signers) => {
  try {
    readList(verifyList(bytes, by).root)
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
  return 'taken'
}
const edit = (bytes: Buffer, from: string | RegExp, to: string): Buffer => {
  const edited = bytes.toString().replace(from, () => to)
  assert.notEqual(edited, bytes.toString(), `${from} stands in the list`)
  return Buffer.from(edited)
}

test('a list signed by a known operator is read, by RSA or ECDSA, over the document or by the name of its root', () => {
  assert.equal(refusal(good), 'taken')
  const ec = makeOperator('ec')
  assert.equal(refusal(signList(listXml({}), ec, { whole: '#the-list' }), [ec.certificate]), 'taken')
  const { root } = verifyList(good, signers)
  const { series, sequence, operator: name, issuedAt } = readList(root)
  assert.deepEqual([series, sequence, name], ['VN:generic', 1, 'Scheme operator'])
  assert.equal(issuedAt.toISOString(), '2026-11-01T00:00:00.000Z')
})

test('a list that nobody known signed, or nobody at all, is refused', () => {
  assert.equal(refusal(good, [makeOperator().certificate]), 'trust.list_signer_unknown')
  assert.equal(refusal(Buffer.from(listXml({}))), 'trust.list_unsigned')
  // The stranger signs, and puts the known operator's certificate into KeyInfo.
  const stranger = { ...makeOperator(), certificate: operator.certificate }
  assert.equal(refusal(signList(listXml({}), stranger)), 'trust.list_signature')
})

test('a list altered after signing is refused, wherever', () => {
  assert.equal(refusal(edit(good, 'A provider', 'B provider')), 'trust.list_signature')
  assert.equal(
    refusal(edit(good, '<xades:SigningTime>2026', '<xades:SigningTime>2025')),
    'trust.list_signature',
  )
  assert.equal(refusal(edit(good, 'TSLTag="http', 'TSLTag="xttp')), 'trust.list_signature')
})

test('the signing certificate is named inside what is signed', () => {
  const other = signList(listXml({}), operator, { naming: makeOperator().certificate })
  assert.equal(refusal(other), 'trust.list_signature')
})

test('signature wrapping: only what is signed is read, and it must be the root', () => {
  const text = good.toString()
  const signature = /<ds:Signature [\s\S]*<\/ds:Signature>/.exec(text)![0]
  const inner = text.replace(/^<\?xml.*\?>\s*/, '')
  const forged = listXml({ sequence: 99 })
  const into = (what: string) =>
    Buffer.from(forged.replace('</TrustServiceStatusList>', `${what}</TrustServiceStatusList>`))
  // The signed list as a part of another one.
  assert.equal(refusal(into(`<Extension>${inner}</Extension>`)), 'trust.list_wrapped')
  // The signature moved under another root; its reference "" is that root now.
  assert.equal(refusal(into(signature)), 'trust.list_signature')
  // By name: the signed root with its name hidden below, the signature above.
  const byName = signList(listXml({}), operator, { whole: '#the-list' }).toString()
  const own = /<ds:Signature [\s\S]*<\/ds:Signature>/.exec(byName)![0]
  const hidden = byName.replace(own, '').replace(/^<\?xml.*\?>\s*/, '')
  const renamed = forged.replace('Id="the-list"', 'Id="other"')
  const wrapped = renamed.replace(
    '</TrustServiceStatusList>',
    `<Extension>${hidden}</Extension>${own}</TrustServiceStatusList>`,
  )
  assert.equal(refusal(Buffer.from(wrapped)), 'trust.list_wrapped')
  // Two of one name.
  const twice = forged.replace(
    '</TrustServiceStatusList>',
    `<Extension>${hidden}</Extension>${own}</TrustServiceStatusList>`,
  )
  assert.equal(refusal(Buffer.from(twice)), 'trust.list_signature')
  // Two signatures.
  assert.equal(
    refusal(edit(good, '</TrustServiceStatusList>', `${signature}</TrustServiceStatusList>`)),
    'trust.list_wrapped',
  )
})

test('other transforms, canonical forms and algorithms than those of the standard are refused', () => {
  const exclusive = 'Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"'
  const xpath = 'Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"'
  assert.equal(refusal(edit(good, exclusive, xpath)), 'trust.list_wrapped')
  assert.equal(
    refusal(
      edit(
        good,
        'CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"',
        'CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"',
      ),
    ),
    'trust.list_algorithm',
  )
  for (const weak of [
    'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
    'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
  ])
    assert.equal(
      refusal(edit(good, 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', weak)),
      'trust.list_algorithm',
    )
  assert.equal(
    refusal(
      edit(
        good,
        /DigestMethod Algorithm="http:\/\/www.w3.org\/2001\/04\/xmlenc#sha256"/,
        'DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"',
      ),
    ),
    'trust.list_algorithm',
  )
})

test('XML that declares, nests or swells is not given to a parser', () => {
  const doctype = (dtd: string) => edit(good, '<TrustServiceStatusList', `${dtd}<TrustServiceStatusList`)
  const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1_000)}">]>`
  assert.equal(refusal(doctype(bomb)), 'trust.list_declares')
  assert.equal(refusal(doctype('<!DOCTYPE x SYSTEM "file:///etc/passwd">')), 'trust.list_declares')
  assert.equal(refusal(doctype('<?xml-stylesheet href="http://stranger.invalid/"?>')), 'trust.list_declares')
  assert.equal(refusal(Buffer.from('<a>'.repeat(10_000))), 'trust.list_too_large')
  assert.equal(refusal(Buffer.from(`<a>${'<b/>'.repeat(400_001)}</a>`)), 'trust.list_too_large')
  assert.equal(refusal(Buffer.from(`<!--${'<!--'.repeat(100_000)}`)), 'trust.list_unreadable')
  assert.equal(refusal(Buffer.from('<a b="')), 'trust.list_unreadable')
  assert.equal(refusal(Buffer.from([0xff, 0xfe, 0x3c, 0x00])), 'trust.list_unreadable')
  assert.equal(refusal(Buffer.from('Kính gửi')), 'trust.list_unreadable')
  assert.equal(refusal(Buffer.from('<html/>')), 'trust.list_unreadable')
})

test('versions and fields the standard does not know are refused', () => {
  assert.equal(refusal(signList(listXml({ version: '3' }), operator)), 'trust.list_version')
  assert.equal(refusal(signList(listXml({ issuedAt: 'yesterday' }), operator)), 'trust.list_unreadable')
  assert.equal(refusal(signList(listXml({ sequence: 0 }), operator)), 'trust.list_unreadable')
})
