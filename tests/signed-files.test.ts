import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { toPem } from '@khoso/pades/issue'
import { drawnPage, makeSigned, sharedWorld, SIGNED_CASES, type SignedCase } from './signed-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-signed-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const missing = [['pdfsig', '-v'] as const, ['certutil', '-H'] as const].find(
  ([name, arg]) => spawnSync(name, [arg]).error,
)
const skip = missing ? `no ${missing[0]} here to give a second opinion` : false

before(() => {
  if (skip) return
  writeFileSync(join(folder, 'root.crt'), toPem(sharedWorld().anchor))
  const database = ['-d', `sql:${folder}`]
  execFileSync('certutil', ['-N', ...database, '--empty-password'], { stdio: 'ignore' })
  const trusted = ['-n', 'root', '-t', 'CT,C,C', '-i', join(folder, 'root.crt')]
  execFileSync('certutil', ['-A', ...database, ...trusted])
})

/** [signatures whose digest pdfsig finds right, signatures it finds at all]; it never asks what was added later. */
const PDFSIG = {
  good: [1, 1],
  'two-signatures': [2, 2],
  'person-only': [1, 1],
  unsigned: [0, 0],
  'image-only': [0, 0],
  'wrong-agency': [1, 1],
  'unknown-chain': [1, 1],
  'not-stamped': [1, 1],
  'expired-then-stamped': [1, 1],
  'expired-not-stamped': [1, 1],
  'revoked-before': [1, 1],
  'revoked-after': [1, 1],
  'revoked-after-not-stamped': [1, 1],
  'key-stolen-after': [1, 1],
  altered: [0, 2],
  'altered-by-revision': [2, 2],
  're-saved': [0, 2],
  truncated: [0, 0],
  encrypted: [0, 0],
  'not-a-pdf': [0, 0],
  pkcs7: [1, 1],
  'clock-seven-hours-off': [1, 1],
  sha1: [1, 1],
  'indefinite-ber': [1, 1],
  'rsa-pss': [1, 1],
  // NSS, which pdfsig asks, cannot check Ed25519 in CMS.
  ed25519: [0, 1],
} as const satisfies Record<SignedCase, readonly [number, number]>

for (const what of SIGNED_CASES) {
  test(`the file "${what}" is what its name says, by pdfsig's opinion`, { skip }, async () => {
    const path = join(folder, `${what}.pdf`)
    writeFileSync(path, await makeSigned(what))
    const args = ['-nssdir', `sql:${folder}`, '-no-ocsp', path]
    const { stdout } = spawnSync('pdfsig', args, { encoding: 'utf8' })
    const count = (pattern: RegExp) => stdout.match(pattern)?.length ?? 0
    assert.deepEqual([count(/Signature is Valid\./g), count(/^Signature #/gm)], PDFSIG[what], stdout)
  })
}

test('a drawn page with Vietnamese words is signed and spoilt like the small one', async () => {
  const page = await drawnPage()
  for (const what of ['two-signatures', 'altered', 'altered-by-revision'] as const) {
    const made = await makeSigned(what, { page })
    assert.ok(made.length > page.length, what)
    assert.equal(made.subarray(0, page.length).equals(page), what !== 'altered')
  }
})

test('every case is made by no more than the authority in memory', async () => {
  for (const what of SIGNED_CASES) assert.ok((await makeSigned(what)).length > 0, what)
})
