import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read } from '../../platform/database/transaction.ts'
import { legalDayOf, type LegalDay } from '../../platform/legal-day.ts'
import type { Agency, AgencyId, CertificateSubject } from './agency.ts'
import { validOn } from './dated.ts'

const { read } = handleOf('catalog')

/** The name or code nearest to a day: the one valid then, else the last before it, else the first after. */
const nearest = (day: LegalDay) => sql`
  order by (valid_from <= ${day}::date and coalesce(valid_to >= ${day}::date, true)) desc,
    (valid_from <= ${day}::date) desc, case when valid_from <= ${day}::date then valid_from end desc, valid_from limit 1`

export function selectAgency(on: Read, day: LegalDay) {
  return read(on)
    .selectFrom('catalog.agency')
    .select((row) => [
      'catalog.agency.id',
      'catalog.agency.key',
      'catalog.agency.level',
      'catalog.agency.parent_id as parentId',
      'catalog.agency.territory_code as territoryCode',
      'catalog.agency.valid_from as validFrom',
      'catalog.agency.valid_to as validTo',
      validOn('catalog.agency', day).as('stands'),
      sql<string>`(select name from catalog.agency_name where agency_id = ${row.ref('catalog.agency.id')} ${nearest(day)})`.as(
        'name',
      ),
      codeOf('new', day).as('codeNew'),
      codeOf('old', day).as('codeOld'),
    ])
    .$castTo<Agency>()
}

const codeOf = (scheme: 'old' | 'new', day: LegalDay) =>
  sql<string | null>`(select code from catalog.agency_code
    where agency_id = catalog.agency.id and scheme = ${scheme} ${nearest(day)})`

/** The agency of this id, as it was on a day (today when none is given), standing or not. */
export async function findAgency(
  on: Read,
  id: AgencyId,
  onDay: LegalDay = legalDayOf(on.now),
): Promise<Agency | undefined> {
  return selectAgency(on, onDay).where('catalog.agency.id', '=', id).executeTakeFirst()
}

/**
 * The agency a new- or old-style code meant on a day. Codes stay resolvable for ever: when nobody bore it on
 * that day, the last who bore it before, with `stands: false` where it had ended.
 */
export async function findAgencyByCode(on: Read, code: string, onDay: LegalDay): Promise<Agency | undefined> {
  const bearer = await read(on)
    .selectFrom('catalog.agency_code')
    .select('agency_id')
    .where('code', '=', code.trim().toUpperCase())
    .where('valid_from', '<=', onDay)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  return bearer && findAgency(on, bearer.agency_id as AgencyId, onDay)
}

/** The agency with this key of the seed or of the city's own list, as it was on a day. */
export async function findAgencyByKey(on: Read, key: string, onDay: LegalDay): Promise<Agency | undefined> {
  return selectAgency(on, onDay).where('catalog.agency.key', '=', key).executeTakeFirst()
}

/** Agencies as they were on a day, by name; abolished ones too when `standing` is false. */
export async function listAgencies(
  on: Read,
  { onDay, standing }: { readonly onDay: LegalDay; readonly standing: boolean },
): Promise<readonly Agency[]> {
  const query = selectAgency(on, onDay).orderBy('catalog.agency.level').orderBy('catalog.agency.key')
  return (standing ? query.where(validOn('catalog.agency', onDay)) : query).execute()
}

/**
 * Which agency signs with certificates of this subject on a day, by exact comparison; undefined when none is
 * recorded. What the certificate is worth is the business of `signatures`.
 */
export async function agencyOfSigner(
  on: Read,
  subject: CertificateSubject,
  onDay: LegalDay,
): Promise<Agency | undefined> {
  const row = await read(on)
    .selectFrom('catalog.signing_subject')
    .select('agency_id')
    .where('common_name', '=', subject.commonName.normalize('NFC'))
    .where('organization', 'in', ['', (subject.organization ?? '').normalize('NFC')])
    .where(validOn('catalog.signing_subject', onDay))
    // A row that names the organisation too says more than one that does not.
    .orderBy('organization', 'desc')
    .executeTakeFirst()
  return row && findAgency(on, row.agency_id as AgencyId, onDay)
}

/**
 * The agencies whose results somebody over `roots` may reach: the roots, all below them, and every agency
 * wholly taken over by one of these by that day. What was only partly taken over is left out: no column of a
 * result says which part it belongs to.
 */
export async function listAgenciesInScope(
  on: Read,
  roots: readonly AgencyId[],
  onDay: LegalDay,
): Promise<readonly AgencyId[]> {
  const { rows } = await sql<{ id: AgencyId }>`
    with recursive scope(id) as (
      select unnest(${roots as AgencyId[]}::uuid[])
      union
      select next.id from scope join lateral (
        select a.id from catalog.agency a where a.parent_id = scope.id
        union all
        select s.predecessor_id from catalog.agency_succession s
        where s.successor_id = scope.id and s.share = 'whole' and s.field is null and s.effective_on <= ${onDay}::date
      ) next on true
    )
    select id from scope`.execute(read(on))
  return rows.map(({ id }) => id)
}
