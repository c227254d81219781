import type { SuppliedEvidence } from '@khoso/pades'
import type { Base } from '../base.ts'
import { pickWeighted, startRandom, type Random } from '../random.ts'
import { appendRevisions } from './append.ts'
import { spoilDer } from './der.ts'
import { padContents } from './gap.ts'
import { changeSigned, spoilCms } from './signed.ts'
import { changeTail } from './tail.ts'

/** Of a hundred mutants, how many come from where; the first four leave every signed octet alone. */
const FAMILIES = { append: 60, tail: 5, padding: 5, cms: 10, evidence: 5, signed: 15 }
export type Family = keyof typeof FAMILIES

/** A file to be judged, and what is supplied beside it. */
export interface Mutant {
  readonly seed: number
  readonly base: Base
  readonly family: Family
  readonly bytes: Buffer
  readonly evidence: readonly SuppliedEvidence[]
}

type Make = (base: Base, random: Random) => Buffer

const MAKERS: Readonly<Record<Family, Make>> = {
  append: appendRevisions,
  tail: changeTail,
  padding: padContents,
  cms: spoilCms,
  evidence: ({ bytes }) => bytes,
  signed: changeSigned,
}

/** The mutant of a seed: from the same good files, the same on every machine. */
export function makeMutant(bases: readonly Base[], seed: number): Mutant {
  const random = startRandom(seed)
  const base = random.pick(bases)
  const family = pickWeighted(random, FAMILIES)
  const bytes = MAKERS[family](base, random)
  const evidence = base.options.evidence ?? []
  return {
    seed,
    base,
    family,
    bytes,
    evidence: family === 'evidence' ? spoilOne(evidence, random) : evidence,
  }
}

function spoilOne(evidence: readonly SuppliedEvidence[], random: Random): SuppliedEvidence[] {
  const spoilt = random.below(evidence.length)
  return evidence.map((item, i) =>
    i === spoilt || random.once(4) ? { ...item, der: spoilDer(Buffer.from(item.der), random) } : item,
  )
}
