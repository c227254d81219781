import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { makeCertificate } from '../issue/certificate.ts'
import { listSignatures } from '../pdf/signature-fields.ts'
import { verifyPdf } from '../verify-pdf.ts'
import { addValidationData } from './validation-data.ts'
import { minimalPdf } from './minimal-pdf.ts'
import { openPdf } from './pdf-file.ts'
import { appendRevision } from './pdf-revision.ts'
import { signPdf, type SignOrder } from './sign-pdf.ts'
import { keySigner } from './signer.ts'

const AT = new Date('2026-11-22T03:04:05Z')
const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const certify = (commonName: string, { publicKey, privateKey }: typeof own): Buffer =>
  makeCertificate({
    issuer: { name: [['commonName', commonName]], key: privateKey },
    subject: [['commonName', commonName]],
    publicKey,
    serial: Buffer.of(1),
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2030-01-01T00:00:00Z'),
    extensions: [],
  })
const certificate = certify('Sở Y tế', own)
const signer = keySigner({ key: own.privateKey, certificate, chain: [] })
const sign = (file: Uint8Array, order: Partial<SignOrder> = {}) =>
  signPdf(file, { signer, claimedTime: AT, ...order })
const plain = () => minimalPdf({ lines: ['So: 12/GP-SYT'] })
const judge = (file: Uint8Array) =>
  verifyPdf(file, { anchors: [], intermediates: [], at: AT.getTime() }).signatures

/** The file with objects added or replaced, each body as written. */
const withObjects = (file: Buffer, objects: Readonly<Record<number, string>>): Buffer =>
  appendRevision(
    openPdf(file),
    new Map(Object.entries(objects).map(([n, body]) => [Number(n), Buffer.from(body)])),
  ).bytes

/** A page with a form whose lists stand in objects of their own, and one field waiting to be signed. */
const prepared = (field = ''): Buffer =>
  withObjects(plain(), {
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm 10 0 R>>',
    5: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 3 0 R/Annots 12 0 R>>',
    10: '<</Fields 11 0 R>>',
    11: '[13 0 R 14 0 R]',
    12: '[13 0 R 14 0 R]',
    13: `<</Type/Annot/Subtype/Widget/FT/Sig/T(seal)/Rect[10 10 90 90]/F 4/P 5 0 R${field}>>`,
    14: '<</Type/Annot/Subtype/Widget/FT/Tx/T(note)/Rect[10 100 90 120]/F 4/P 5 0 R>>',
  })

test('a certification as final lets nobody sign after it, yet takes validation data', async () => {
  const final = await sign(plain(), { certify: 'nothing' })
  await assert.rejects(sign(final), { code: 'sign.changes_forbidden' })
  const longer = addValidationData(final, { certificates: [certificate], ocsps: [], crls: [] })
  assert.deepEqual(
    judge(longer).map(({ changesAfter, intact }) => [changesAfter, intact]),
    [['extension', true]],
  )
})

test('a certification that allows signatures is followed by one, and both stand', async () => {
  const twice = await sign(await sign(plain(), { certify: 'forms-and-signatures' }))
  assert.deepEqual(
    judge(twice).map(({ changesAfter, intact }) => [changesAfter, intact]),
    [
      ['form-filling', true],
      ['none', true],
    ],
  )
  assert.ok(openPdf(twice).document.root.map.has('Perms'))
})

test('a document that somebody signed can no longer be certified', async () => {
  await assert.rejects(sign(await sign(plain()), { certify: 'nothing' }), { code: 'sign.certified_late' })
})

test('a seal is not put over words that somebody else signed, and beside them it may stand', async () => {
  const once = await sign(plain())
  const seal = (x: number, y: number) => ({ kind: 'seal', box: { x, y, width: 60, height: 60 } }) as const
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const other = keySigner({ key: key.privateKey, certificate: certify('Sở Công Thương', key), chain: [] })
  await assert.rejects(sign(once, { signer: other, appearance: seal(60, 750) }), {
    code: 'sign.covers_signed',
  })
  const twice = await sign(once, { signer: other, appearance: seal(300, 100) })
  assert.deepEqual(
    judge(twice).map(({ changesAfter }) => changesAfter),
    ['form-filling', 'none'],
  )
  // The same house may: a seal over the handwriting of its own head.
  assert.ok(await sign(once, { appearance: seal(60, 750) }))
})

test('a prepared field is filled in where it stands, with its appearance in its own rectangle', async () => {
  const file = prepared()
  const signed = await sign(file, {
    field: 'seal',
    appearance: { kind: 'seal', box: { x: 300, y: 300, width: 9, height: 9 } },
  })
  const added = signed.subarray(file.length).toString('latin1')
  assert.match(added, /13 0 obj[^]*\/Rect \[10 10 90 90\][^]*\/AP <<\/N \d+ 0 R>>/)
  assert.match(added, /\/BBox\[0 0 80 80\]/)
  assert.doesNotMatch(added, /\n(?:1|5|11|12|14) 0 obj/)
  assert.deepEqual(
    listSignatures(openPdf(signed).document).map(({ field }) => field.name),
    ['seal'],
  )
  await assert.rejects(sign(signed, { field: 'seal' }), { code: 'sign.field_taken' })
  await assert.rejects(sign(file, { field: 'note' }), { code: 'sign.field_taken' })
})

test('lists that stand in objects of their own grow there, and form and page stay untouched', async () => {
  const file = prepared()
  const added = (await sign(file)).subarray(file.length).toString('latin1')
  assert.match(added, /11 0 obj\n\[13 0 R 14 0 R \d+ 0 R \]/)
  assert.match(added, /12 0 obj\n\[13 0 R 14 0 R \d+ 0 R \]/)
  assert.doesNotMatch(added, /\n(?:1|5|13|14) 0 obj/)
})

test('who signs a field with a lock locks those fields, and a later signature in one is refused', async () => {
  const lock = '/Lock<</Type/SigFieldLock/Action/Include/Fields[(note)(Signature1)]>>'
  const locked = await sign(prepared(lock), { field: 'seal' })
  assert.match(locked.toString('latin1'), /\/TransformMethod \/FieldMDP \/Data 1 0 R/)
  await assert.rejects(sign(locked), { code: 'sign.field_locked' })
  const twice = await sign(locked, { field: 'Director' })
  assert.ok(judge(twice).every(({ intact }) => intact))
  const filled = withObjects(twice, {
    14: '<</Type/Annot/Subtype/Widget/FT/Tx/T(note)/V(changed)/Rect[10 100 90 120]/F 4/P 5 0 R>>',
  })
  assert.equal(judge(filled).find(({ field }) => field === 'seal')?.code, 'signature.locked_changed')
})

test('a lock may be asked for, and locks all but the fields named', async () => {
  const locked = await sign(prepared(), { lock: { action: 'Exclude', fields: ['Director'] } })
  await assert.rejects(sign(locked, { field: 'seal' }), { code: 'sign.field_locked' })
  assert.ok((await sign(locked, { field: 'Director' })).length > locked.length)
})

test('what the seed values of a field demand is done or refused', async () => {
  const seed = (entries: string) => prepared(`/SV<</Type/SV${entries}>>`)
  const refused = [
    '/Ff 2/SubFilter[/adbe.pkcs7.detached]',
    '/Ff 64/DigestMethod[(SHA512)]',
    '/Ff 8/Reasons[(Duyet)]',
    '/MDP<</P 2>>',
    '/Cert<</Ff 1/Subject[(x)]>>',
  ]
  for (const entries of refused) {
    await assert.rejects(sign(seed(entries), { field: 'seal' }), { code: 'sign.seed_value' }, entries)
  }
  const met = seed('/Ff 74/SubFilter[/ETSI.CAdES.detached]/DigestMethod[(SHA256)]/Reasons[(Duyet)]')
  assert.ok(await sign(met, { field: 'seal', reason: 'Duyet' }))
  // Suggestions bind nobody.
  assert.ok(await sign(seed('/SubFilter[/adbe.pkcs7.detached]'), { field: 'seal' }))
})

test('an object where a key stands twice is not written anew', async () => {
  const file = withObjects(plain(), { 1: '<</Type/Catalog/Pages 2 0 R/Lang(vi)/Lang(en)>>' })
  await assert.rejects(sign(file), { code: 'sign.pdf_unreadable' })
})

test('a file that ends before what its signature covers takes nothing more', async () => {
  const signed = await sign(plain())
  const cut = signed.subarray(0, -1)
  await assert.rejects(sign(cut), { code: 'sign.pdf_cut_off' })
})

test('a generation that is not 0 is kept in references and rows', async () => {
  const file = Buffer.from(
    plain()
      .toString('latin1')
      .replace('5 0 obj', '5 3 obj')
      .replace('[5 0 R]', '[5 3 R]')
      .replace(/00000 n\r\n(?=trailer)/, '00003 n\r\n'),
    'latin1',
  )
  const added = (await sign(file)).subarray(file.length).toString('latin1')
  assert.match(added, /5 3 obj/)
  assert.match(added, /\/P 5 3 R/)
  assert.match(added, / 00003 n/)
})

test('in a hybrid file the table is followed by a table, and what the hidden stream holds is found', async () => {
  const signed = await sign(hybrid())
  assert.ok(signed.subarray(0, hybrid().length).equals(hybrid()))
  const { document, style } = openPdf(signed)
  assert.deepEqual([style, document.rebuilt, document.sections.length], ['table', false, 2])
  assert.doesNotMatch(signed.subarray(hybrid().length).toString('latin1'), /XRefStm/)
  assert.deepEqual(
    judge(signed).map(({ intact }) => intact),
    [true],
  )
})

/** A file whose page stands in an object stream that only the hidden cross-reference stream names. */
function hybrid(): Buffer {
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>'
  const packed = `3 0 ${page}`
  const bodies = [
    '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n',
    '2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n',
    `4 0 obj\n<</Type/ObjStm/N 1/First 4/Length ${packed.length}>>\nstream\n${packed}\nendstream\nendobj\n`,
  ]
  let text = '%PDF-1.5\n'
  const offsets = bodies.map((body) => {
    const at = text.length
    text += body
    return at
  })
  const hidden = text.length
  const rows = Buffer.from(
    [
      [2, 0, 4, 0],
      [1, offsets[2]! >> 8, offsets[2]! & 255, 0],
    ].flat(),
  )
  const dictionary = `<</Type/XRef/Size 6/W[1 2 1]/Index[3 2]/Length ${rows.length}>>`
  text += `5 0 obj\n${dictionary}\nstream\n${rows.toString('latin1')}\nendstream\nendobj\n`
  const row = (at: number) => `${String(at).padStart(10, '0')} 00000 n\r\n`
  const free = '0000000000 00000 f\r\n'
  const table = `xref\n0 6\n0000000000 65535 f\r\n${row(offsets[0]!)}${row(offsets[1]!)}${free}${free}${row(hidden)}`
  return Buffer.from(
    `${text}${table}trailer\n<</Size 6/Root 1 0 R/XRefStm ${hidden}>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  )
}
