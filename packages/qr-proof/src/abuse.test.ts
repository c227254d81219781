import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ABUSES, playAbuse, type AbuseName } from '../tests/abuse.ts'
import { givenStatusList, givenTrustList, NOW } from '../tests/given.ts'
import { verifyQr } from './verify-qr.ts'

for (const name of Object.keys(ABUSES) as AbuseName[])
  test(`${name}: ${ABUSES[name].verdict}`, async () => {
    const { text, entry, verdict } = await playAbuse(name)
    const options = { keys: givenTrustList([entry]), statusLists: [givenStatusList()], now: NOW }
    const found = await verifyQr(text, options)
    assert.equal(found.verdict, verdict)
    // Nothing that a forger wrote is shown.
    if (found.integrity.code !== 'integrity.intact') assert.equal(found.payload, undefined)
  })
