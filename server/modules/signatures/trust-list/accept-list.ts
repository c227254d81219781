import { createHash, X509Certificate } from 'node:crypto'
import type { Read } from '../../../platform/database/transaction.ts'
import type { StoredTerms } from '../anchor-terms.ts'
import { listAnchorsKnown, listTrustedLists, type AcceptedList } from '../anchors.queries.ts'
import { isInForce } from '../anchors.ts'
import { refuse } from '../errors.ts'
import type { NamedFile, Offer } from '../read-offer.ts'
import { offerList } from './offer-list.ts'
import { readList, type Pointer, type TrustedList } from './read-list.ts'
import { verifyList } from './verify-list.ts'

/** A list that may be accepted: its signature holds, it is in force and newer than what we have. */
export interface AcceptableList {
  readonly list: AcceptedList
  readonly pointers: readonly Pointer[]
  readonly offer: Offer
}

/** A list of lists gives no anchors of its own; it says who signs the others (TS 119 612 5.3.3, D.4). */
const isListOfLists = ({ series }: TrustedList) => series.endsWith(':EUlistofthelists')

/**
 * Reads lists in the order given: each must be signed by a certificate that is trusted for lists, or that a list of
 * lists given before it names for that territory. Nothing is kept.
 */
export async function readLists(
  read: Read,
  files: readonly NamedFile[],
  terms?: Partial<StoredTerms>,
): Promise<AcceptableList[]> {
  const known = await listTrustedLists(read, read.now)
  const operators = (await listAnchorsKnown(read, read.now))
    .filter((one) => one.terms?.uses.includes('list') && isInForce(one, read.now))
    .map(({ der }) => der)
  const accepted: AcceptableList[] = []
  for (const file of files) {
    const pointed = accepted.flatMap(({ pointers }) => pointers)
    accepted.push(readOne(file, { operators, pointed, known, now: read.now, ...(terms && { terms }) }))
  }
  return accepted
}

interface Around {
  readonly operators: readonly Uint8Array[]
  readonly pointed: readonly Pointer[]
  readonly known: readonly AcceptedList[]
  readonly now: Date
  readonly terms?: Partial<StoredTerms>
}

function readOne({ name, bytes }: NamedFile, around: Around): AcceptableList {
  const { operators, pointed, known, now, terms } = around
  const { root, signer } = verifyList(bytes, [...operators, ...pointed.flatMap(({ signers }) => signers)])
  const list = readList(root)
  requireSigner(list, signer, around)
  requireInForce(list, now)
  const digest = createHash('sha256').update(bytes).digest('hex')
  requireNewer(list, digest, known)
  const offer = isListOfLists(list)
    ? { anchors: [], helpers: [], unreadable: [] }
    : offerList(list, { source: name, sourceDigest: digest, ...(terms && { terms }) })
  const { series, sequence, operator, issuedAt, nextUpdate, pointers } = list
  return { list: { series, sequence, operator, issuedAt, nextUpdate, digest, signer }, pointers, offer }
}

/** A pointer names who signs for one territory, and for no other; the certificate was in force when it signed. */
function requireSigner(list: TrustedList, signer: string, { operators, pointed }: Around): void {
  const territory = list.series.split(':')[0]!
  const named = pointed.filter((one) => one.territory === territory).flatMap(({ signers }) => signers)
  const der = [...operators, ...named].find(
    (one) => createHash('sha256').update(one).digest('hex') === signer,
  )
  if (!der) throw refuse('trust.list_signer_unknown', { signers: [signer], territory })
  const { validFrom, validTo } = new X509Certificate(der)
  if (list.issuedAt < new Date(validFrom) || list.issuedAt > new Date(validTo))
    throw refuse('trust.list_signer_expired', { signer, validTo })
}

/** An operator's clock may run ahead of ours by this much. */
const SKEW_MS = 3_600_000

function requireInForce({ issuedAt, nextUpdate, series }: TrustedList, now: Date): void {
  if (issuedAt.getTime() > now.getTime() + SKEW_MS)
    throw refuse('trust.list_early', { series, issuedAt: issuedAt.toISOString() })
  if (nextUpdate && nextUpdate < now)
    throw refuse('trust.list_expired', { series, nextUpdate: nextUpdate.toISOString() })
}

/** Numbers only rise (TS 119 612 5.3.2): an old list brings back whom a newer one has dropped. */
function requireNewer(
  { series, sequence }: TrustedList,
  digest: string,
  known: readonly AcceptedList[],
): void {
  const last = known.find((one) => one.series === series)
  if (!last || sequence > last.sequence || (sequence === last.sequence && digest === last.digest)) return
  throw refuse('trust.list_rolled_back', { series, sequence, last: last.sequence })
}
