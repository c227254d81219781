import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { DEFAULT_RULES, makeFetcher, readTrust, verifyPdf, type Report } from '@khoso/pades'
import {
  addDocumentTimeStamp,
  addValidationData,
  archive,
  collectValidationData,
  findObject,
  openPdf,
  renewArchive,
} from '@khoso/pades/sign'
import { dictOf, isArray, type PdfValue } from '../packages/pades/src/pdf/values.ts'
import { makeSigned } from './signed-files.ts'
import { openSignedWorld, stampAt, type SignedWorld } from './signed/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'khoso-archive-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const absent = (program: string) =>
  spawnSync(program, ['--version']).error ? `no ${program} here to give a second opinion` : false

const SEALED = new Date('2026-11-22T03:00:00Z')
const YEARS_ON = new Date('2036-11-22T03:00:00Z')

/** A world whose clock the test sets. */
function worldAt(at: Date): { world: SignedWorld; setClock: (to: Date) => void } {
  let now = at
  return { world: openSignedWorld(() => now), setClock: (to) => void (now = to) }
}

const orderAt = (world: SignedWorld, at: Date) => ({
  judging: { ...readTrust([world.anchor]), at: at.getTime() },
  fetcher: makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: world.fetch }),
  timeStamper: stampAt(world, at),
})

const judgeAlone = (file: Uint8Array, world: SignedWorld, at: Date): Report =>
  verifyPdf(file, { ...readTrust([world.anchor]), at: at.getTime() })

const levels = ({ signatures }: Report) => signatures.map(({ level }) => level)
const startsWith = (longer: Buffer, shorter: Buffer) => longer.subarray(0, shorter.length).equals(shorter)

test('validation data makes B-LT, a document time-stamp over it B-LTA, and the file alone is enough', async () => {
  const { world } = worldAt(SEALED)
  const signed = await makeSigned('two-signatures', { world })
  const order = orderAt(world, SEALED)
  const { data } = await collectValidationData(signed, order.judging, order.fetcher)

  const lasting = addValidationData(signed, data)
  assert.ok(startsWith(lasting, signed))
  assert.deepEqual(levels(judgeAlone(lasting, world, SEALED)), ['PAdES-B-LT', 'PAdES-B-LT'])

  const archived = await addDocumentTimeStamp(lasting, order)
  assert.ok(startsWith(archived, lasting))
  const report = judgeAlone(archived, world, SEALED)
  assert.deepEqual(levels(report), ['PAdES-B-LTA', 'PAdES-B-LTA'])
  assert.deepEqual(
    report.signatures.map(({ changesAfter }) => changesAfter),
    ['form-filling', 'extension'],
  )
})

test('what the store holds is not written again, and new items join it', async () => {
  const { world } = worldAt(SEALED)
  const signed = await makeSigned('good', { world })
  const { judging, fetcher } = orderAt(world, SEALED)
  const { data } = await collectValidationData(signed, judging, fetcher)
  const first = addValidationData(signed, { ...data, crls: [] })
  assert.equal(addValidationData(first, { ...data, crls: [] }).length, first.length)

  const second = addValidationData(first, data)
  assert.ok(startsWith(second, first))
  const added = second.subarray(first.length).toString('latin1')
  assert.equal(added.match(/endstream/g)?.length, data.crls.length)
  assert.deepEqual(levels(judgeAlone(second, world, SEALED)), ['PAdES-B-LT'])
})

test('each signature is named in the VRI with what speaks of it and nothing else', async () => {
  const { world } = worldAt(SEALED)
  const signed = await makeSigned('two-signatures', { world })
  const { judging, fetcher } = orderAt(world, SEALED)
  const { data } = await collectValidationData(signed, judging, fetcher)
  const file = openPdf(addValidationData(signed, data))
  const get = (value: PdfValue | undefined) => dictOf(file.document.resolve(value))?.map
  const entries = get(get(file.document.root.map.get('DSS'))?.get('VRI'))
  assert.equal(entries?.size, 2)
  for (const [key, entry] of entries) {
    assert.match(key, /^[0-9A-F]{40}$/)
    // The signer's answer and the time-stamp authority's; the other signer's is not theirs.
    const listed = get(entry)?.get('OCSP')
    assert.equal(isArray(listed) && listed.length, data.ocsps.length - 1)
  }
  assert.ok(findObject(file, 1)?.includes('/ESIC'))
})

test('a B-LTA file renewed ten years on rests on its first time-stamp, judged from the file alone', async () => {
  const { world, setClock } = worldAt(SEALED)
  const archived = await archive(await makeSigned('good', { world }), orderAt(world, SEALED))
  setClock(YEARS_ON)
  const renewed = await renewArchive(archived, orderAt(world, YEARS_ON))
  assert.ok(startsWith(renewed, archived))

  const report = judgeAlone(renewed, world, YEARS_ON)
  assert.deepEqual([report.documentTimeStamps.length, levels(report)], [2, ['PAdES-B-LTA']])
  // The first time-stamp is judged from the file alone at the moment of the second.
  assert.deepEqual(report.documentTimeStamps.map(({ valid, awaitsEvidence }) => [valid, awaitsEvidence])[0], [
    true,
    false,
  ])
})

test('archives nothing that does not pass, that lacks evidence, that nobody signed or that was never archived', async () => {
  const { world } = worldAt(SEALED)
  const order = orderAt(world, SEALED)
  const good = await makeSigned('good', { world })
  await assert.rejects(archive(await makeSigned('altered', { world }), order), { code: 'sign.file_refused' })
  const { fetcher: _, ...alone } = order
  await assert.rejects(archive(good, alone), { code: 'sign.evidence_missing' })
  await assert.rejects(archive(await makeSigned('unsigned', { world }), order), {
    code: 'sign.nothing_signed',
  })
  await assert.rejects(renewArchive(good, order), { code: 'sign.not_archived' })
})

test('a proof whose authority has expired meanwhile cannot be renewed', async () => {
  const { world, setClock } = worldAt(SEALED)
  const archived = await archive(await makeSigned('good', { world }), orderAt(world, SEALED))
  // The demonstration's certificates end with 2044.
  const late = new Date('2046-01-01T00:00:00Z')
  setClock(late)
  await assert.rejects(renewArchive(archived, orderAt(world, late)), { code: 'sign.proof_lapsed' })
})

test('what a service sends in place of a time-stamp is never written', async () => {
  const { world } = worldAt(SEALED)
  const order = { timeStamper: () => Promise.resolve(Buffer.from('<html>')) }
  await assert.rejects(addDocumentTimeStamp(await makeSigned('good', { world }), order), {
    code: 'sign.time_stamp_unsound',
  })
})

test('a time-stamp over something else is never written', async () => {
  const { world } = worldAt(SEALED)
  const stamp = stampAt(world, SEALED)
  const order = { timeStamper: (bytes: Uint8Array) => stamp(bytes.subarray(1)) }
  await assert.rejects(addDocumentTimeStamp(await makeSigned('good', { world }), order), {
    code: 'sign.time_stamp_mismatch',
  })
})

test('qpdf finds no fault in a renewed file', { skip: absent('qpdf') }, async () => {
  const { world } = worldAt(SEALED)
  const order = orderAt(world, SEALED)
  const renewed = await renewArchive(await archive(await makeSigned('good', { world }), order), order)
  const path = join(folder, 'renewed.pdf')
  writeFileSync(path, renewed)
  const { stdout } = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' })
  assert.match(stdout, /No syntax or stream encoding errors found/)
})
