import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeRevocationList, serialOf } from '@khoso/pades/issue'
import { keySigner, minimalPdf, signPdf, statusCheck } from '@khoso/pades/sign'
import { createAuthority, fetchFrom, issueAgency, revoke, type Holder } from './index.ts'
import { ROOT_NAME } from './names.ts'

const NOW = new Date('2026-11-22T03:04:05Z')
const clock = () => NOW
const authority = createAuthority({ baseUrl: 'http://authority.invalid', clock, keys: 'ec' })
const anchors = [authority.root.certificate]

const seal = (holder: Holder, sources: Partial<Parameters<typeof statusCheck>[0]> = {}) =>
  signPdf(minimalPdf({ lines: ['x'] }), {
    signer: holder.signer,
    claimedTime: NOW,
    requireGoodCertificate: statusCheck({ anchors, fetch: fetchFrom(authority), clock, ...sources }),
  })

test('a certificate in force signs', async () => {
  assert.ok((await seal(issueAgency(authority, { name: 'Sở Y tế' }))).length > 0)
})

test('a revoked certificate signs nothing', async () => {
  const { entry } = issueAgency(authority, { name: 'Sở Xây dựng' })
  const holder = revoke(authority, entry.id, {
    at: new Date('2026-11-01T00:00:00Z'),
    reason: 'keyCompromise',
  })
  await assert.rejects(seal(holder), { code: 'sign.certificate_revoked' })
})

test('an expired certificate signs nothing', async () => {
  const [notBefore, notAfter] = [new Date('2020-01-01T00:00:00Z'), new Date('2024-01-01T00:00:00Z')]
  const holder = issueAgency(authority, { name: 'Sở Tài chính', notBefore, notAfter })
  await assert.rejects(seal(holder), { code: 'sign.certificate_expired' })
})

test('a certificate of an authority we do not trust signs nothing', async () => {
  const stranger = createAuthority({ baseUrl: 'http://authority.invalid', clock, keys: 'ec' })
  const holder = issueAgency(stranger, { name: 'Sở Y tế' })
  await assert.rejects(seal(holder), { code: 'sign.certificate_untrusted' })
})

test('where nobody answers for a certificate it signs nothing', async () => {
  const fetch = () => Promise.reject(new TypeError('no network'))
  const holder = issueAgency(authority, { name: 'Sở Y tế' })
  await assert.rejects(seal(holder, { fetch }), { code: 'sign.certificate_unknown' })
})

test('a certificate on hold signs nothing', async () => {
  const { entry } = issueAgency(authority, { name: 'Sở Nội vụ' })
  const holder = revoke(authority, entry.id, {
    at: new Date('2026-11-01T00:00:00Z'),
    reason: 'certificateHold',
  })
  await assert.rejects(seal(holder), { code: 'sign.certificate_on_hold' })
})

test('a certificate for something else than signing signs nothing', async () => {
  const signer = keySigner(authority.issuing)
  await assert.rejects(seal({ ...issueAgency(authority, { name: 'Sở Y tế' }), signer }), {
    code: 'sign.certificate_use',
  })
})

test('an issuer that is revoked lets nobody below it sign', async () => {
  const { issuing, root } = authority
  const holder = issueAgency(authority, { name: 'Sở Y tế' })
  const list = makeRevocationList({
    issuer: { name: ROOT_NAME, key: root.key },
    number: 2,
    thisUpdate: NOW,
    nextUpdate: new Date(NOW.getTime() + 86_400_000),
    revoked: [
      { serial: serialOf(issuing.certificate), at: new Date('2026-11-01T00:00:00Z'), reason: 'cACompromise' },
    ],
    keepsExpiredSince: new Date('2015-01-01T00:00:00Z'),
  })
  const reach = fetchFrom(authority)
  const fetch: typeof globalThis.fetch = (input, init) =>
    typeof input === 'string' && input.endsWith('/crl/root.crl')
      ? Promise.resolve(new Response(new Uint8Array(list)))
      : reach(input, init)
  await assert.rejects(seal(holder, { fetch }), { code: 'sign.authority_revoked' })
})

test('an issuer that was not sent along is fetched where the certificate names it', async () => {
  const holder = issueAgency(authority, { name: 'Sở Y tế' })
  const alone = { ...holder, signer: { ...holder.signer, chain: [] } }
  assert.ok((await seal(alone)).length > 0)
})
