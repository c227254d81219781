import type { Read, Tx } from '../../platform/database/transaction.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import { newId } from '../../platform/ids.ts'
import { createHash } from 'node:crypto'
import { canonicalJson } from '../../platform/canonical-json.ts'
import { nameOf } from './anchors.ts'
import {
  findImport,
  insertDecision,
  insertImport,
  insertTrustedList,
  listTrustedLists,
  type AcceptedList,
  type ImportChoices,
  type KeptImport,
} from './anchors.queries.ts'
import { refuse } from './errors.ts'
import { applyPlan, planOffer, type TrustPlan } from './plan-import.ts'
import { readFiles, type NamedFile, type Offer } from './read-offer.ts'
import { announceTrust, type Actor } from './trust-events.ts'
import { readLists } from './trust-list/accept-list.ts'

export type ImportKind = KeptImport['kind']

/** What somebody brings: certificates, or trusted lists with the list of lists before the lists it points to. */
export interface ImportOrder {
  readonly kind: ImportKind
  readonly files: readonly NamedFile[]
  readonly choices: ImportChoices
}

/** One file's part of an import, and what it would change. */
export interface ImportPart {
  readonly list: AcceptedList | null
  readonly plan: TrustPlan
}

export interface ImportPlan {
  readonly parts: readonly ImportPart[]
  /** Names exactly this outcome: what is confirmed is what was shown. */
  readonly digest: string
}

type Prepared = { readonly list: AcceptedList | null; readonly offer: Offer; readonly plan: TrustPlan }

/** What an import would change as things stand; changes nothing (dry run). */
export async function planImport(read: Read, order: ImportOrder): Promise<ImportPlan> {
  return toPlan(await prepare(read, order))
}

const toPlan = (prepared: readonly Prepared[]): ImportPlan => {
  const parts = prepared.map(({ list, plan }) => ({ list, plan }))
  return { parts, digest: createHash('sha256').update(canonicalJson(parts)).digest('hex') }
}

async function prepare(read: Read, { kind, files, choices }: ImportOrder): Promise<Prepared[]> {
  if (kind === 'certificates') {
    const offer = readFiles(files, choices)
    if (offer.anchors.length + offer.helpers.length === 0)
      throw refuse('trust.import_unreadable', { files: files.map(({ name }) => name) })
    return [{ list: null, offer, plan: await planOffer(read, offer) }]
  }
  const lists = await readLists(read, files, choices.terms)
  return Promise.all(
    lists.map(async ({ list, offer }) => ({ list, offer, plan: await planOffer(read, offer) })),
  )
}

export interface Confirmation {
  readonly digest: string
  readonly letter: string
  readonly actor: Actor
}

/** Carries out an import whose plan is still the one that was shown; otherwise refuses and shows the new one. */
export async function carryOutImport(
  tx: Tx,
  files: FileStore,
  order: ImportOrder,
  { digest, letter, actor }: Confirmation,
): Promise<ImportPlan> {
  const prepared = await prepare(tx, order)
  const plan = toPlan(prepared)
  if (plan.digest !== digest) throw refuse('trust.import_changed', { plan: plan.digest })
  for (const one of order.files) await keepFile(tx, files, one, order.kind)
  for (const { list, offer, plan: part } of prepared) {
    if (list) await acceptList(tx, list, { letter, actor })
    await applyPlan(tx, { offer, plan: part, actor, letter })
  }
  return plan
}

const MEDIA = { certificates: 'application/pkcs7-mime', list: 'application/xml' } as const

const keepFile = (tx: Tx, files: FileStore, { bytes }: NamedFile, kind: ImportKind) =>
  files.put(tx, bytes, { mediaType: MEDIA[kind], sensitivity: 1 })

async function acceptList(
  tx: Tx,
  list: AcceptedList,
  { letter, actor }: Omit<Confirmation, 'digest'>,
): Promise<void> {
  const known = await listTrustedLists(tx, tx.now)
  if (known.some(({ series, sequence }) => series === list.series && sequence === list.sequence)) return
  await insertTrustedList(tx, list, { letter, recordedBy: nameOf(actor) })
  const { series, sequence, digest: sourceDigest, signer } = list
  await announceTrust(tx, {
    actor,
    action: 'TrustedListAccept',
    fingerprint: signer,
    details: { series, sequence, sourceDigest, letter },
  })
}

/** Keeps an import with its plan for somebody to look at and confirm; trusts nothing. */
export async function proposeImport(
  tx: Tx,
  files: FileStore,
  order: ImportOrder,
  actor: Actor,
): Promise<{ id: string; plan: ImportPlan }> {
  const plan = await planImport(tx, order)
  const id = newId(tx.now)
  const kept = []
  for (const one of order.files)
    kept.push({ name: one.name, digest: await keepFile(tx, files, one, order.kind) })
  const { kind, choices } = order
  await insertImport(tx, {
    id,
    kind,
    files: kept,
    choices,
    plan,
    planDigest: plan.digest,
    proposedBy: nameOf(actor),
  })
  return { id, plan }
}

export async function getImport(read: Read, id: string): Promise<KeptImport> {
  const kept = await findImport(read, id)
  if (!kept) throw refuse('trust.import_unknown')
  return kept
}

/** Carries out a kept import once, if what it would change is still what was shown. */
export async function confirmImport(
  tx: Tx,
  files: FileStore,
  id: string,
  confirmation: Confirmation,
): Promise<ImportPlan> {
  const kept = await getImport(tx, id)
  const { letter, actor } = confirmation
  if (!(await insertDecision(tx, { id, letter, decidedBy: nameOf(actor) })))
    throw refuse('trust.import_decided', { letter: kept.letter })
  const named = await Promise.all(
    kept.files.map(async ({ name, digest }) => ({ name, bytes: await files.get(tx, digest) })),
  )
  return carryOutImport(tx, files, { kind: kept.kind, files: named, choices: kept.choices }, confirmation)
}
