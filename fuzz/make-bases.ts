/**
 * Makes the good files that mutants come from, and keeps them with what is needed to accept them. Keys and signatures
 * are new each time, so seeds speak of other mutants afterwards: `npm run fuzz -- --make-bases` is for when the judge
 * or the signing half has learnt something that the files should show.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_RULES, makeFetcher, readTrust, verifyWithEvidence } from '@khoso/pades'
import {
  archive,
  embedSignature,
  makeDetachedSignature,
  minimalPdf,
  prepareSignature,
  signPdf,
  toIndefiniteBer,
  type PreparedSignature,
} from '@khoso/pades/sign'
import { drawnPage, makeSigned, NOW, sharedWorld, SIGNED_AT } from '../tests/signed-files.ts'
import { stampAt } from '../tests/signed/world.ts'
import { PAGES, withHybrid, withTable } from './pages.ts'
import { BASES, type KeptBase, type KeptBases } from './base.ts'

const world = sharedWorld()
const timeStamp = stampAt(world, SIGNED_AT)
const trust = readTrust([world.anchor])
const ask = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: world.fetch })
const LINES = ['SO Y TE - GIAY CHUNG NHAN', 'So: 12/2026/GCN-SYT', 'Co hieu luc den 31/12/2027']

const seal = (page: Uint8Array): Promise<Buffer> =>
  signPdf(page, {
    signer: world.agency.signer,
    claimedTime: SIGNED_AT,
    timeStamp,
    appearance: { kind: 'seal', box: { x: 300, y: 120, width: 90, height: 90 } },
  })

/** Longer than what will stand in its place. */
const ROOM = 'x'.repeat(160)

/** Certified with DocMDP: the reference is written over a text kept free for it, before anything is signed. */
async function certify(page: Uint8Array, level: 1 | 2 | 3): Promise<Buffer> {
  const prepared: PreparedSignature = prepareSignature(page, {
    subFilter: 'ETSI.CAdES.detached',
    room: 10_000,
    claimedTime: SIGNED_AT,
    location: ROOM,
  })
  const found = /\/Location <[0-9A-Fa-f]+>/.exec(prepared.bytes.toString('latin1'))!
  const reference = `/Reference [<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P ${level}/V/1.2>>>>]`
  prepared.bytes.write(reference.padEnd(found[0].length), found.index, 'latin1')
  const order = { signer: world.agency.signer, timeStamp, claimedTime: SIGNED_AT }
  return embedSignature(prepared, await makeDetachedSignature(prepared, order))
}

/** The form and its widgets, which old readers do without. */
const HIDDEN_OBJECTS = [6, 7, 8, 9, 10, 11, 12]

const MAKERS: Readonly<Record<string, () => Promise<Buffer>>> = {
  'b-b': () => makeSigned('not-stamped'),
  'b-t': () => makeSigned('good'),
  'two-signatures': () => makeSigned('two-signatures'),
  pkcs7: () => makeSigned('pkcs7'),
  'indefinite-ber': () =>
    signPdf(minimalPdf({ lines: LINES, pages: 2 }), {
      signer: world.agency.signer,
      claimedTime: SIGNED_AT,
      timeStamp,
      recode: toIndefiniteBer,
    }),
  drawn: async () => seal(await drawnPage()),
  'object-stream': () => seal(minimalPdf({ lines: LINES, style: 'stream' })),
  'object-stream-two-signatures': async () => seal(await seal(minimalPdf({ lines: LINES, style: 'stream' }))),
  form: () => seal(withTable(PAGES.form)),
  'b-lta': async () =>
    archive(await makeSigned('good'), {
      judging: { ...trust, at: NOW.getTime() },
      fetcher: ask,
      timeStamper: stampAt(world, NOW),
    }),
  'form-certified-2': () => certify(withTable(PAGES.form), 2),
  'form-hybrid': () => seal(withHybrid(PAGES.form, HIDDEN_OBJECTS)),
  'notes-certified-3': () => certify(withTable(PAGES.notes), 3),
  'final-certified-1': () => certify(withTable(PAGES.long, '/Info 41 0 R'), 1),
  shadows: () => seal(withTable(PAGES.shadows)),
  'shadows-certified-3': () => certify(withTable(PAGES.shadows), 3),
  long: () => seal(withTable(PAGES.long, '/Info 41 0 R')),
}

export async function makeBases(): Promise<KeptBases> {
  const at = NOW.getTime()
  const bases: KeptBase[] = []
  mkdirSync(BASES, { recursive: true })
  for (const [name, make] of Object.entries(MAKERS)) {
    const bytes = await make()
    const { report, evidence, intermediates } = await verifyWithEvidence(bytes, { ...trust, at }, ask)
    if (report.decision !== 'accept') throw new Error(`${name} is judged ${report.code}: no good file`)
    const base64 = (der: Uint8Array) => Buffer.from(der).toString('base64')
    writeFileSync(join(BASES, `${name}.pdf`), bytes)
    bases.push({
      name,
      helpers: intermediates.map(({ der }) => base64(der)),
      evidence: evidence.map(({ kind, der }) => ({ kind, der: base64(der) })),
    })
  }
  const kept: KeptBases = { at, anchor: Buffer.from(world.anchor).toString('base64'), bases }
  writeFileSync(join(BASES, 'bases.json'), `${JSON.stringify(kept, null, 2)}\n`)
  return kept
}
