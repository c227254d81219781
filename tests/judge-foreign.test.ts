/** Where other programs judge otherwise: what ours says, held in place (docs/specs/conformance.md). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTrust, verifyPdf, type Report } from '@khoso/pades'
import {
  addDocumentTimeStamp,
  appendRevision,
  findObject,
  minimalPdf,
  openPdf,
  signPdf,
  type SignOrder,
} from '@khoso/pades/sign'
import {
  embedSignature,
  listCovered,
  prepareSignature,
} from '../packages/pades/src/sign/prepare-signature.ts'
import { makeSigned, NOW, sharedWorld, SIGNED_AT } from './signed-files.ts'
import { stampAt } from './signed/world.ts'

const options = { ...readTrust([sharedWorld().anchor]), at: NOW.getTime() }
const judge = (pdf: Uint8Array): Report => verifyPdf(pdf, options)
const stamper = () => stampAt(sharedWorld(), SIGNED_AT)
const page = () => minimalPdf({ lines: ['So: 12/GP-SYT'] })
const sign = (pdf: Uint8Array, order: Partial<SignOrder> = {}) =>
  signPdf(pdf, {
    signer: sharedWorld().agency.signer,
    claimedTime: SIGNED_AT,
    timeStamp: stamper(),
    ...order,
  })

const [CATALOG, PAGE, NEW] = [1, 5, 90]
const object = (pdf: Buffer, num: number): string => findObject(openPdf(pdf), num)!.toString('latin1')
const rewrite = (pdf: Buffer, bodies: Readonly<Record<number, string>>): Buffer =>
  appendRevision(
    openPdf(pdf),
    new Map(Object.entries(bodies).map(([num, body]) => [Number(num), Buffer.from(body, 'latin1')])),
  ).bytes

test('a document time-stamp is known by its sub-filter, whatever /Type it bears', async () => {
  const signed = await sign(page())
  const prepared = prepareSignature(signed, { subFilter: 'ETSI.RFC3161', room: 9_000 })
  const at = prepared.bytes.indexOf('/Type /DocTimeStamp', signed.length)
  assert.ok(at > 0)
  prepared.bytes.write('/Type /Sig'.padEnd('/Type /DocTimeStamp'.length), at, 'latin1')
  const stamped = embedSignature(prepared, await stamper()(Buffer.concat(listCovered(prepared))))
  const { signatures, documentTimeStamps } = judge(stamped)
  assert.deepEqual(
    [signatures.length, documentTimeStamps.map(({ fault }) => fault), signatures[0]?.changesAfter],
    [1, [null], 'extension'],
  )
})

test('a broken time-stamp proves no time, and the signature is judged without it', async () => {
  // The token is the last thing in the CMS, its signature the last thing in the token.
  const spoil = (cms: Buffer) =>
    Buffer.from(cms.map((octet, i) => (i === cms.length - 9 ? octet ^ 1 : octet)))
  const [signature] = judge(await sign(page(), { recode: spoil })).signatures
  assert.deepEqual(
    [signature?.intact, signature?.provenTime, signature?.level, signature?.timeStamps[0]?.valid],
    [true, null, 'PAdES-B-B', false],
  )
})

test('a signature of a sub-filter that ISO 32000-2 does not name is not supported', async () => {
  const prepared = prepareSignature(page(), { subFilter: 'ETSI.CAdES.detached', room: 9_000 })
  const name = '/ETSI.CAdES.detached'
  prepared.bytes.write('/PBAD.PAdES'.padEnd(name.length), prepared.bytes.indexOf(name), 'latin1')
  const { code } = judge(embedSignature(prepared, Buffer.from('3000', 'hex')))
  assert.equal(code, 'signature.unsupported')
})

const NOTE = '<</Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Da xem)>>'
const withNote = (pdf: Buffer): Buffer =>
  rewrite(pdf, { [NEW]: NOTE, [PAGE]: object(pdf, PAGE).replace(/\/Annots\s*\[/, `/Annots [${NEW} 0 R `) })

test('a note is allowed by whoever certified that notes may follow, and by nobody else', async () => {
  const codes = await Promise.all(
    (['notes', 'forms-and-signatures', undefined] as const).map(async (certify) => {
      const [signature] = judge(withNote(await sign(page(), { certify }))).signatures
      return [signature?.changesAfter, signature?.code]
    }),
  )
  assert.deepEqual(codes, [
    ['annotation', 'signature.evidence_missing'],
    ['annotation', 'signature.locked_changed'],
    ['annotation', 'signature.annotated_after'],
  ])
})

test('signing may put the new field into the structure of a tagged page, and change nothing else there', async () => {
  const draft = page()
  const tagged = rewrite(draft, {
    50: '<</Type /StructTreeRoot /K [51 0 R] /ParentTree <</Nums [0 51 0 R]>>>>',
    51: `<</Type /StructElem /S /Document /P 50 0 R /Pg ${PAGE} 0 R /K [0]>>`,
    [CATALOG]: object(draft, CATALOG).replace(/>>\s*$/, ' /StructTreeRoot 50 0 R>>'),
  })
  const signed = await sign(await sign(tagged))
  const grown = (kids: string) =>
    rewrite(signed, {
      51: `<</Type /StructElem /S /Document /P 50 0 R /Pg ${PAGE} 0 R /K ${kids}>>`,
      [NEW]: '<</Type /StructElem /S /Form /P 51 0 R /K []>>',
    })
  const kinds = (pdf: Buffer) => judge(pdf).signatures.map(({ changesAfter }) => changesAfter)
  assert.deepEqual(kinds(grown(`[0 ${NEW} 0 R]`)), ['form-filling', 'form-filling'])
  assert.deepEqual(kinds(grown(`[${NEW} 0 R]`)), ['suspicious', 'suspicious'])
})

test('the order of the structure, written out, is no other order', async () => {
  const signed = await sign(page())
  const ordered = (by: string) =>
    rewrite(signed, { [PAGE]: object(signed, PAGE).replace(/>>\s*$/, ` /Tabs /${by}>>`) })
  const kindOf = (pdf: Buffer) => judge(pdf).signatures[0]?.changesAfter
  assert.deepEqual([kindOf(ordered('S')), kindOf(ordered('R'))], ['form-filling', 'annotation'])
})

test('several signatures, archive data and time-stamps one after another spoil none of those before', async () => {
  const twice = await sign(await addDocumentTimeStamp(await sign(page()), { timeStamper: stamper() }))
  const { signatures } = judge(await addDocumentTimeStamp(twice, { timeStamper: stamper() }))
  assert.deepEqual(
    signatures.map(({ intact, changesAfter }) => [intact, changesAfter]),
    [
      [true, 'form-filling'],
      [true, 'extension'],
    ],
  )
})

test('of several signatures each is judged, and the worst speaks for the file', async () => {
  const pdf = Buffer.from(await makeSigned('two-signatures'))
  pdf[20]! ^= 1
  assert.equal(judge(pdf).decision, 'refuse')
})
