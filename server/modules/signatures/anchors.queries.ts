import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import type { Anchor } from './anchors.ts'
import type { StoredTerms } from './anchor-terms.ts'

const { read: looking, write } = handleOf('signatures')

interface NewCertificate {
  readonly fingerprint: string
  readonly der: Buffer
  readonly subject: string
  readonly selfSigned: boolean
  readonly source: string
}

/** Keeps a certificate once; a second time changes nothing. */
export async function insertCertificate(tx: Tx, certificate: NewCertificate): Promise<void> {
  await write(tx)
    .insertInto('signatures.certificate')
    .values({
      fingerprint: certificate.fingerprint,
      der: certificate.der,
      subject: certificate.subject,
      self_signed: certificate.selfSigned,
      source: certificate.source,
      added_at: tx.now,
    })
    .onConflict((conflict) => conflict.column('fingerprint').doNothing())
    .execute()
}

export type NewAnchor = Omit<Anchor, 'der' | 'subject' | 'recordedAt'>

export async function insertAnchor(tx: Tx, anchor: NewAnchor): Promise<void> {
  await write(tx)
    .insertInto('signatures.anchor')
    .values({
      fingerprint: anchor.fingerprint,
      scope: anchor.scope,
      trusted_from: anchor.trustedFrom,
      trusted_to: anchor.trustedTo,
      source: anchor.source,
      terms: anchor.terms ? JSON.stringify(anchor.terms) : null,
      letter: anchor.letter,
      recorded_by: anchor.recordedBy,
      source_digest: anchor.sourceDigest,
      series: anchor.series,
      recorded_at: tx.now,
    })
    .execute()
}

const COLUMNS = sql`a.fingerprint, c.der, c.subject, a.scope, a.trusted_from as "trustedFrom",
  a.trusted_to as "trustedTo", a.source, a.terms, a.letter, a.recorded_by as "recordedBy",
  a.source_digest as "sourceDigest", a.series, a.recorded_at as "recordedAt"`

/** The newest row of each certificate and scope among those recorded by `at`. */
export async function listAnchorsKnown(read: Read, at: Date): Promise<Anchor[]> {
  const { rows } = await sql<Anchor>`
    select distinct on (a.fingerprint, a.scope) ${COLUMNS}
    from signatures.anchor a join signatures.certificate c on c.fingerprint = a.fingerprint
    where a.recorded_at <= ${at}
    order by a.fingerprint, a.scope, a.id desc`.execute(looking(read))
  return rows
}

/** Everything ever said of one certificate's trust, newest first. */
export async function listAnchorHistory(read: Read, fingerprint: string): Promise<Anchor[]> {
  const { rows } = await sql<Anchor>`
    select ${COLUMNS}
    from signatures.anchor a join signatures.certificate c on c.fingerprint = a.fingerprint
    where a.fingerprint = ${fingerprint} order by a.id desc`.execute(looking(read))
  return rows
}

export async function listCertificatesKnown(
  read: Read,
  at: Date,
): Promise<{ fingerprint: string; der: Buffer }[]> {
  return looking(read)
    .selectFrom('signatures.certificate')
    .select(['fingerprint', 'der'])
    .where('added_at', '<=', at)
    .orderBy('fingerprint')
    .execute()
}

export const findCertificate = (
  read: Read,
  fingerprint: string,
): Promise<{ der: Buffer; subject: string } | undefined> =>
  looking(read)
    .selectFrom('signatures.certificate')
    .select(['der', 'subject'])
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()

/**
 * Differs whenever any row that counts at `at` is another: both tables are only ever added to, so how many there
 * are and the sum of their numbers tell one state from every other of this database.
 */
export async function findTrustVersion(read: Read, at: Date): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws(':',
      (select concat_ws(',', count(*), sum(id), max(id)) from signatures.anchor where recorded_at <= ${at}),
      (select count(*) from signatures.certificate where added_at <= ${at}),
      (select count(*) from signatures.certificate)) as version`.execute(looking(read))
  return rows[0]!.version
}

export interface AcceptedList {
  readonly series: string
  readonly sequence: number
  readonly operator: string
  readonly issuedAt: Date
  readonly nextUpdate: Date | null
  readonly digest: string
  readonly signer: string
}

export async function insertTrustedList(
  tx: Tx,
  list: AcceptedList,
  { letter, recordedBy }: { readonly letter: string; readonly recordedBy: string },
): Promise<void> {
  await write(tx)
    .insertInto('signatures.trusted_list')
    .values({
      series: list.series,
      sequence: list.sequence,
      operator: list.operator,
      issued_at: list.issuedAt,
      next_update: list.nextUpdate,
      digest: list.digest,
      signer: list.signer,
      letter,
      recorded_by: recordedBy,
      recorded_at: tx.now,
    })
    .execute()
}

/** The last accepted list of each series among those recorded by `at`. */
export async function listTrustedLists(read: Read, at: Date): Promise<AcceptedList[]> {
  const { rows } = await sql<AcceptedList>`
    select distinct on (series) series, sequence::int as sequence, operator, issued_at as "issuedAt",
      next_update as "nextUpdate", digest, signer
    from signatures.trusted_list where recorded_at <= ${at} order by series, sequence desc`.execute(
    looking(read),
  )
  return rows
}

export interface KeptImport {
  readonly id: string
  readonly kind: 'certificates' | 'list'
  readonly files: readonly { readonly name: string; readonly digest: string }[]
  readonly choices: ImportChoices
  readonly plan: unknown
  readonly planDigest: string
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decidedBy: string | null
  readonly letter: string | null
}

/** What whoever imports says beside the files. */
export interface ImportChoices {
  readonly terms?: StoredTerms
  readonly scope?: string
}

export async function insertImport(
  tx: Tx,
  one: Omit<KeptImport, 'decidedBy' | 'letter' | 'proposedAt'>,
): Promise<void> {
  await write(tx)
    .insertInto('signatures.trust_import')
    .values({
      id: one.id,
      kind: one.kind,
      files: JSON.stringify(one.files),
      choices: JSON.stringify(one.choices),
      plan: JSON.stringify(one.plan),
      plan_digest: one.planDigest,
      proposed_by: one.proposedBy,
      proposed_at: tx.now,
    })
    .execute()
}

export async function findImport(read: Read, id: string): Promise<KeptImport | undefined> {
  const { rows } = await sql<KeptImport>`
    select i.id, i.kind, i.files, i.choices, i.plan, i.plan_digest as "planDigest", i.proposed_by as "proposedBy",
      i.proposed_at as "proposedAt", d.decided_by as "decidedBy", d.letter
    from signatures.trust_import i left join signatures.trust_import_decision d on d.import_id = i.id
    where i.id = ${id}::uuid`.execute(looking(read))
  return rows[0]
}

/** False when somebody else confirmed it first. */
export async function insertDecision(
  tx: Tx,
  { id, letter, decidedBy }: { readonly id: string; readonly letter: string; readonly decidedBy: string },
): Promise<boolean> {
  const made = await write(tx)
    .insertInto('signatures.trust_import_decision')
    .values({ import_id: id, letter, decided_by: decidedBy, decided_at: tx.now })
    .onConflict((conflict) => conflict.column('import_id').doNothing())
    .executeTakeFirst()
  return made.numInsertedOrUpdatedRows === 1n
}
