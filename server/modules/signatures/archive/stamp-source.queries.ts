import { X509Certificate } from 'node:crypto'
import type { Foundation, MadeWith, Revoked } from '@khoso/pades'
import { sql } from 'kysely'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read, Tx } from '../../../platform/database/transaction.ts'
import { digestOf } from '../../../platform/files/file-store.ts'
import { insertCertificate } from '../anchors.queries.ts'
import type { Stamp } from './archive-task.ts'
import type { Lapse } from './renewal-rule.ts'

const { read: looking, write } = handleOf('signatures')

/** What time-stamps rest on: all files whose newest one rests on the same are due on the same day. */
export interface StampSource extends Lapse {
  readonly id: number
  /** SHA-256 of the authority's certificate. */
  readonly authority: string
  readonly chain: readonly string[]
  readonly certificateEnds: Date
  readonly madeWith: readonly MadeWith[]
  readonly revoked: Revoked | undefined
  readonly checkCode: string | null
}

/** The source this time-stamp rests on, recorded the first time one does, with the certificates of its chain. */
export async function keepStampSource(tx: Tx, stamp: Stamp, lapse: Lapse): Promise<StampSource> {
  const known = await findSourceOf(tx, stamp.foundation)
  if (known) return known
  const { chain, certificateEnds, madeWith } = stamp.foundation
  for (const der of stamp.chain) await keepCertificate(tx, der)
  await sql`insert into signatures.stamp_source
      (authority, chain, made_with, certificate_ends, lapses_at, due_at, why, checked_at)
    values (${chain.at(-1)!}, ${chain as string[]}, ${canonicalJson(madeWith)}::jsonb, ${new Date(certificateEnds)},
      ${lapse.lapsesAt}, ${lapse.dueAt}, ${lapse.why}, ${tx.now})
    on conflict (authority, made_with) do nothing`.execute(write(tx))
  return (await findSourceOf(tx, stamp.foundation))!
}

/** A certificate of an authority that stamped for us helps to build chains later; it makes nothing trusted. */
async function keepCertificate(tx: Tx, der: Uint8Array): Promise<void> {
  const certificate = new X509Certificate(der)
  await insertCertificate(tx, {
    fingerprint: digestOf(der),
    der: certificate.raw,
    subject: certificate.subject,
    selfSigned: certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey),
    source: 'archive',
  })
}

async function findSourceOf(read: Read, { chain, madeWith }: Foundation): Promise<StampSource | undefined> {
  const row = await selectSource(read)
    .where('authority', '=', chain.at(-1)!)
    .where(sql<boolean>`made_with = ${canonicalJson(madeWith)}::jsonb`)
    .executeTakeFirst()
  return row && fromRow(row)
}

const selectSource = (read: Read) =>
  looking(read)
    .selectFrom('signatures.stamp_source')
    .select([
      'id',
      'authority',
      'chain',
      'made_with as madeWith',
      'certificate_ends as certificateEnds',
      'lapses_at as lapsesAt',
      'due_at as dueAt',
      'why',
      'revoked_at as revokedAt',
      'revocation_reason as reason',
      'check_code as checkCode',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof selectSource>['executeTakeFirstOrThrow']>>

const fromRow = ({ revokedAt, reason, ...row }: Row): StampSource => ({
  ...row,
  why: row.why as Lapse['why'],
  madeWith: row.madeWith as unknown as readonly MadeWith[],
  revoked: revokedAt ? { at: revokedAt.getTime(), reason } : undefined,
})

export async function findStampSource(read: Read, id: number | null): Promise<StampSource | undefined> {
  if (id === null) return undefined
  const row = await selectSource(read).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Sources that the newest time-stamp of some file rests on. */
export async function listSourcesInUse(read: Read): Promise<StampSource[]> {
  const rows = await selectSource(read)
    .where(sql<boolean>`exists (select from signatures.archive_work w where w.source_id = stamp_source.id)`)
    .orderBy('lapses_at')
    .execute()
  return rows.map(fromRow)
}

/** What a check found; nothing of what hangs on the source is touched. */
export async function markChecked(
  tx: Tx,
  id: number,
  { lapse, revoked, code }: { lapse: Lapse; revoked?: Revoked | undefined; code: string | null },
): Promise<void> {
  await write(tx)
    .updateTable('signatures.stamp_source')
    .set({
      lapses_at: lapse.lapsesAt,
      due_at: lapse.dueAt,
      why: lapse.why,
      revoked_at: revoked ? new Date(revoked.at) : null,
      revocation_reason: revoked?.reason ?? null,
      checked_at: tx.now,
      check_code: code,
    })
    .where('id', '=', id)
    .execute()
}

/** Nothing is gained by renewing what hangs on it before `dueAt`: the service still stamps with what ends then. */
export async function postponeSource(tx: Tx, id: number, dueAt: Date, code: string): Promise<void> {
  await write(tx)
    .updateTable('signatures.stamp_source')
    .set({ due_at: dueAt, check_code: code })
    .where('id', '=', id)
    .where('due_at', '<', dueAt)
    .execute()
}
