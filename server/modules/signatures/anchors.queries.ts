import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import type { Anchor } from './anchors.ts'

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

type NewAnchor = Pick<Anchor, 'fingerprint' | 'scope' | 'trustedFrom' | 'trustedTo' | 'source'>

export async function insertAnchor(tx: Tx, anchor: NewAnchor): Promise<void> {
  await write(tx)
    .insertInto('signatures.anchor')
    .values({
      fingerprint: anchor.fingerprint,
      scope: anchor.scope,
      trusted_from: anchor.trustedFrom,
      trusted_to: anchor.trustedTo,
      source: anchor.source,
      recorded_at: tx.now,
    })
    .execute()
}

/** What was last said of this certificate's trust for this scope. */
export async function findAnchor(
  read: Read,
  fingerprint: string,
  scope: string,
): Promise<{ trustedFrom: LegalDay; trustedTo: LegalDay | null } | undefined> {
  return looking(read)
    .selectFrom('signatures.anchor')
    .select(['trusted_from as trustedFrom', 'trusted_to as trustedTo'])
    .where('fingerprint', '=', fingerprint)
    .where('scope', '=', scope)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The newest row of each certificate and scope among those recorded by `at`. */
export async function listAnchorsKnown(read: Read, at: Date): Promise<Anchor[]> {
  const { rows } = await sql<Anchor>`
    select distinct on (a.fingerprint, a.scope) a.fingerprint, c.der, c.subject, a.scope,
      a.trusted_from as "trustedFrom", a.trusted_to as "trustedTo", a.source
    from signatures.anchor a join signatures.certificate c on c.fingerprint = a.fingerprint
    where a.recorded_at <= ${at}
    order by a.fingerprint, a.scope, a.id desc`.execute(looking(read))
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
