import { createHash } from 'node:crypto'
import { foldName } from '../../parties/index.ts'
import type { Claim } from '../contract.ts'

const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** Number and sign of a paper for comparison only: composed, upper case, without spaces. */
export const foldNumber = (printed: string): string =>
  printed.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()

/** The holders of a claim for comparison only, in no order: a number where there is one, else name and birth. */
export function foldHolders(claim: Pick<Claim, 'holders'>): readonly string[] {
  return (claim.holders ?? [])
    .map(({ name, birth, identifiers = [] }) =>
      identifiers.length > 0
        ? identifiers
            .map(({ value }) => foldNumber(value))
            .toSorted()
            .join('|')
        : `${foldName(name)}|${birth ?? ''}`,
    )
    .toSorted()
}

/**
 * Which result of its dossier a claim means, for senders that give no ordinal: type, number and holders. One file
 * that lists fifty people comes fifty times under one dossier, and each keeps its ordinal when it is sent again.
 */
export const printOfMeaning = (claim: Claim): string =>
  hash([claim.resultTypeCode ?? '', foldNumber(claim.number ?? ''), foldHolders(claim)])

/** Everything a claim says, so that a repeat that says something else can be told; Unicode form makes no difference. */
export function printOfClaim({ ordinal: _ordinal, ...claim }: Claim): string {
  return hash(JSON.parse(JSON.stringify(claim, inOrder).normalize('NFC')))
}

/** Keys sorted, so that the order in which a sender writes its fields means nothing. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
