import type { Policy, TrustTerms } from '@khoso/pades'
import { canonicalJson } from '../../platform/canonical-json.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import type { Trust } from './anchors.ts'
import { listCertificatesByFingerprint } from './report.queries.ts'

/** Căn cứ xét: whom a judgement trusted and by which rules, as handed to the judge. Bytes of certificates by name. */
export interface Basis {
  readonly anchors: readonly string[]
  readonly helpers: readonly string[]
  /** What each anchor was trusted for; judgements from before terms have none. */
  readonly terms?: TrustTerms
  readonly policy: Policy
}

/** A basis with the certificates themselves. */
export interface OpenedBasis {
  readonly anchors: readonly Uint8Array[]
  readonly helpers: readonly Uint8Array[]
  readonly terms?: TrustTerms
  readonly policy: Policy
}

export const openTrust = ({ anchors, helpers, terms }: Trust, policy: Policy): OpenedBasis => ({
  anchors: anchors.map(({ der }) => der),
  helpers: helpers.map(({ der }) => der),
  terms,
  policy,
})

/** A basis as a thread is sent it; copies of their own, since a small Buffer is a window on memory that others use. */
export const forThread = ({ anchors, helpers, policy, terms }: OpenedBasis) => ({
  anchors: anchors.map((der) => Uint8Array.from(der)),
  helpers: helpers.map((der) => Uint8Array.from(der)),
  policy,
  ...(terms && { terms }),
})

/**
 * Keeps what a judgement rests on, once for all judgements that rest on the same: by it a judgement is made again
 * whatever was trusted, withdrawn or decreed since. The address of the kept text.
 */
export function keepBasis(
  tx: Tx,
  files: FileStore,
  { anchors, helpers, terms }: Trust,
  policy: Policy,
): Promise<string> {
  const name = ({ fingerprint }: { readonly fingerprint: string }) => fingerprint
  const basis: Basis = { anchors: anchors.map(name), helpers: helpers.map(name), terms, policy }
  const text = Buffer.from(canonicalJson(basis))
  return files.put(tx, text, { mediaType: 'application/json', sensitivity: 1 })
}

/** The kept basis under this address, with its certificates. Throws when one is lost. */
export async function getBasis(read: Read, files: FileStore, digest: string): Promise<OpenedBasis> {
  const basis = JSON.parse((await files.get(read, digest)).toString()) as Basis
  const [anchors, helpers] = await Promise.all([
    listCertificates(read, basis.anchors),
    listCertificates(read, basis.helpers),
  ])
  return { anchors, helpers, policy: basis.policy, ...(basis.terms && { terms: basis.terms }) }
}

async function listCertificates(read: Read, fingerprints: readonly string[]): Promise<Uint8Array[]> {
  const found = await listCertificatesByFingerprint(read, fingerprints)
  if (found.length !== fingerprints.length) throw new Error('a certificate of a kept basis is lost')
  return found.map(({ der }) => der)
}
