import { sql } from 'kysely'
import { handleOf } from '../../database/handles.ts'
import type { Read, Tx } from '../../database/transaction.ts'
import type { Session } from './session.queries.ts'

const { read, write } = handleOf('platform')

type Person = { readonly kind: Session['kind']; readonly personId: string }

/** The person this subject was found to be at its first sign-in, unless the tie was released. */
export async function findAccount(
  reading: Read,
  provider: string,
  subject: string,
): Promise<Person | undefined> {
  const row = await read(reading)
    .selectFrom('platform.account as a')
    .leftJoin('platform.account_release as r', 'r.id', 'a.id')
    .select(['a.kind', 'a.person_id'])
    .where('a.provider', '=', provider)
    .where('a.subject', '=', subject)
    .where('r.id', 'is', null)
    .executeTakeFirst()
  return row && { kind: row.kind as Session['kind'], personId: row.person_id }
}

type Account = Person & { readonly provider: string; readonly subject: string }

/** Ties a subject to a person; false when either is tied already. Two at once are asked one after the other. */
export async function linkAccount(tx: Tx, id: string, account: Account): Promise<boolean> {
  const { provider, subject, kind, personId } = account
  await sql`select pg_advisory_xact_lock(hashtext('platform.account'), hashtext(${provider}))`.execute(
    read(tx),
  )
  const { rows } = await sql`insert into platform.account (id, provider, subject, kind, person_id, linked_at)
    select ${id}, ${provider}, ${subject}, ${kind}, ${personId}, ${tx.now} where not exists (
      select from platform.account a where a.provider = ${provider}
        and (a.subject = ${subject} or (a.kind = ${kind} and a.person_id = ${personId}))
        and not exists (select from platform.account_release r where r.id = a.id))
    returning id`.execute(write(tx))
  return rows.length === 1
}

/** Releases every tie of a person, by letter; says how many there were. */
export async function releaseAccounts(
  tx: Tx,
  { kind, personId, letter }: Person & { readonly letter: string },
): Promise<number> {
  const { rows } = await sql`insert into platform.account_release (id, letter, released_at)
    select a.id, ${letter}, ${tx.now} from platform.account a
    where a.kind = ${kind} and a.person_id = ${personId}
      and not exists (select from platform.account_release r where r.id = a.id)
    returning id`.execute(write(tx))
  return rows.length
}
