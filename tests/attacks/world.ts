import {
  DEFAULT_RULES,
  makeFetcher,
  readTrust,
  verifyPdf,
  verifyWithEvidence,
  type Report,
} from '@khoso/pades'
import { addDocumentTimeStamp, minimalPdf } from '@khoso/pades/sign'
import { NOW, sharedWorld, SIGNED_AT, stampAt, wrongAgency } from '../signed/world.ts'
import type { Honest } from './attack.ts'
import { signByHand } from './sign-by-hand.ts'

const LINES = ['SO Y TE - GIAY CHUNG NHAN', 'So: 12/2026/GCN-SYT', 'Co hieu luc den 31/12/2027']

/** The page all these files are made of; its last line stands where the attacks want something else. */
export const honestPage = (drawing = ''): Buffer => minimalPdf({ lines: LINES, drawing })

export async function makeHonest(): Promise<Honest> {
  const page = honestPage()
  const [table, stream, final, forms, notes] = await Promise.all([
    signByHand(page),
    signByHand(minimalPdf({ lines: LINES, style: 'stream' })),
    signByHand(page, { level: 1 }),
    signByHand(page, { level: 2 }),
    signByHand(page, { level: 3 }),
  ])
  return { table, stream, certified: { 1: final, 2: forms, 3: notes } }
}

let known: ReturnType<typeof wrongAgency> | undefined
/** Another agency, certified by the same authority and as good as the first. */
export const stranger = () => (known ??= wrongAgency(sharedWorld()))

/** Judges with all evidence there is, so that nothing but the file itself can be wrong. */
export async function makeJudge(): Promise<(file: Uint8Array) => Report> {
  const trust = { ...readTrust([sharedWorld().anchor]), at: NOW.getTime() }
  const ask = makeFetcher({ ...DEFAULT_RULES, hosts: ['authority.invalid'], fetch: sharedWorld().fetch })
  const holders = [sharedWorld().agency, sharedWorld().person, stranger()]
  const files = await Promise.all(holders.map((holder) => signByHand(honestPage(), { holder })))
  const stamped = { timeStamper: stampAt(sharedWorld(), SIGNED_AT) }
  files.push(await addDocumentTimeStamp(files[0]!, stamped))
  const collected = await Promise.all(files.map((file) => verifyWithEvidence(file, trust, ask)))
  const options = {
    ...trust,
    evidence: collected.flatMap(({ evidence }) => evidence),
    intermediates: collected.flatMap(({ intermediates }) => intermediates),
  }
  return (file) => verifyPdf(file, options)
}
