import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minimalPdf, signPdf, statusCheck } from '@khoso/pades/sign'
import { createAuthority, fetchFrom, issueAgency, revoke, type Holder } from './index.ts'

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
  await assert.rejects(seal(holder), { code: 'sign.certificate_invalid' })
})

test('a certificate of an authority we do not trust signs nothing', async () => {
  const stranger = createAuthority({ baseUrl: 'http://authority.invalid', clock, keys: 'ec' })
  const holder = issueAgency(stranger, { name: 'Sở Y tế' })
  await assert.rejects(seal(holder), { code: 'sign.certificate_invalid' })
})

test('where nobody answers for a certificate it signs nothing', async () => {
  const fetch = () => Promise.reject(new TypeError('no network'))
  const holder = issueAgency(authority, { name: 'Sở Y tế' })
  await assert.rejects(seal(holder, { fetch }), { code: 'sign.certificate_unknown' })
})
