import { ATTRIBUTE, type SignerInfo } from '../cms/signed-data.ts'
import { children } from '../der/read.ts'
import { oid } from '../der/values.ts'
import type { ReadSignature } from './read-signature.ts'

/** Departures from the PAdES baseline (EN 319 142-1 table 1) that leave what was signed beyond doubt. */
export type Note =
  | 'attributes.signing_time'
  | 'attributes.signing_certificate_v1'
  | 'attributes.counter_signature'
  | 'attributes.long_term'
  | 'attributes.commitment_and_reason'
  | 'attributes.no_claimed_time'
  | 'attributes.dictionary_certificate'

type Rule = readonly [Note, (read: ReadSignature, signer: SignerInfo) => boolean]

const LONG_TERM = [
  ATTRIBUTE.certificateValues,
  ATTRIBUTE.revocationValues,
  ATTRIBUTE.archiveTimeStampV2,
  ATTRIBUTE.archiveTimeStampV3,
]

const RULES: readonly Rule[] = [
  // The claimed time stands in /M alone.
  ['attributes.signing_time', (_, { signed }) => signed.has(ATTRIBUTE.signingTime)],
  ['attributes.signing_certificate_v1', (_, { signed }) => signed.has(ATTRIBUTE.signingCertificate)],
  ['attributes.counter_signature', (_, { unsigned }) => unsigned.has(ATTRIBUTE.counterSignature)],
  // What lasts stands in the DSS and in document time-stamps.
  ['attributes.long_term', (_, { unsigned }) => LONG_TERM.some((type) => unsigned.has(type))],
  [
    'attributes.commitment_and_reason',
    ({ value }, { signed }) => signed.has(ATTRIBUTE.commitmentType) && value.dict.map.has('Reason'),
  ],
  ['attributes.no_claimed_time', ({ value }) => value.claimedTime === undefined],
  ['attributes.dictionary_certificate', ({ value }) => value.dict.map.has('Cert')],
]

/** What a PAdES signature does otherwise than the baseline asks; nothing of plain PKCS#7. */
export const listNotes = (read: ReadSignature): Note[] =>
  read.signer && read.value.subFilter === 'ETSI.CAdES.detached'
    ? RULES.filter(([, breaks]) => breaks(read, read.signer!)).map(([note]) => note)
    : []

/** The commitments a signature states (EN 319 122-1 5.2.3); one that cannot be read is left out. */
export function listCommitments({ signed }: SignerInfo): string[] {
  return (signed.get(ATTRIBUTE.commitmentType) ?? []).flatMap((node) => {
    try {
      return [oid(children(node)[0]!)]
    } catch {
      return []
    }
  })
}
