import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { corpus, realData } from '../corpus.ts'
import { makeCertificate } from '../issue/certificate.ts'
import { findDictionary, openPdf, resolve } from './pdf-file.ts'
import { readArray } from './pdf-syntax.ts'
import { signPdf } from './sign-pdf.ts'
import { keySigner } from './signer.ts'
import { SigningError } from './signing-error.ts'

const AT = new Date('2026-11-22T03:04:05Z')
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const certificate = makeCertificate({
  issuer: { name: [['commonName', 'Sở Y tế']], key: privateKey },
  subject: [['commonName', 'Sở Y tế']],
  publicKey,
  serial: Buffer.of(1),
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2030-01-01T00:00:00Z'),
  extensions: [],
})
const order = {
  signer: keySigner({ key: privateKey, certificate, chain: [] }),
  claimedTime: AT,
  appearance: { kind: 'seal', box: { x: 10, y: 10, width: 60, height: 60 }, page: 0 },
} as const

function listFields(pdf: Uint8Array): string[] {
  const file = openPdf(pdf)
  const form = findDictionary(file, findDictionary(file, file.trailer.get('Root'))?.get('AcroForm'))
  const fields = resolve(file, form?.get('Fields'))
  return fields ? readArray(fields).map(String) : []
}

/** Says so and passes where the shared material does not lie beside the project. */
test('files that others made and signed get one field more and lose no octet, or are refused with a code', async (t) => {
  const files = [corpus(''), realData('signed-pdfs')].flatMap((folder) => globSync(join(folder, '**/*.pdf')))
  const refused: string[] = []
  for (const path of files) {
    const before = readFileSync(path)
    try {
      const signed = await signPdf(before, order)
      assert.ok(signed.subarray(0, before.length).equals(before), path)
      assert.deepEqual(listFields(signed).slice(0, -1), listFields(before), path)
    } catch (error) {
      if (!(error instanceof SigningError)) throw new Error(path, { cause: error })
      refused.push(error.code)
    }
  }
  t.diagnostic(
    files.length === 0
      ? 'no shared material beside the project: nothing was tried'
      : `${files.length - refused.length} of ${files.length} signed, ${refused.length} refused`,
  )
  assert.ok(refused.length <= files.length / 10)
})
