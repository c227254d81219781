import { sql } from 'kysely'
import type { AccessTable } from '../../server/platform/access.ts'
import { legalDayOf } from '../../server/platform/legal-day.ts'
import type { App } from '../../server/platform/http/app.ts'
import type { Services } from '../../server/platform/services.ts'
import { KNOWN_PEOPLE } from '../city/people.ts'
import { STANDINGS, welcomePage, type Example, type Holder, type Person } from './page.ts'

export const welcomeAccess = { 'demonstration.open': ['public'] } as const satisfies AccessTable

const OPEN = { access: 'demonstration.open', audit: 'none' } as const

/** The first page of the demonstration: papers to verify, people to be, commands to try. Not part of the product. */
export function welcomeRoutes(app: App, services: Services): void {
  app.get('/', { config: OPEN, schema: { hide: true } }, async (request, reply) => {
    const page = welcomePage({
      examples: await listExamples(services),
      people: await listPeople(services),
      holders: await listHolders(services),
      url: services.config.publicUrl,
      signedIn: request.actor.kind === 'public' ? undefined : (request.actor.name ?? request.actor.id),
    })
    return reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'sha256-${page.styleDigest}'; base-uri 'none'; form-action 'self'`,
      )
      .send(page.html)
  })
}

/** One paper for each way a paper can stand today. */
async function listExamples({ database, clock }: Services): Promise<readonly Example[]> {
  const today = legalDayOf(clock())
  const { rows } = await sql<Example>`
    select distinct on (stands) c.code, r.title, r.number, r.issuer_name as issuer,
      case when c.status_value = 1 then 'revoked' when c.status_value = 2 then 'suspended'
           when c.status_value = 3 then 'replaced' when r.effective_to < ${today} then 'expired'
           when r.effective_from > ${today} then 'not-yet-valid'
           when r.effective_to < ${today}::date + 31 then 'expiring' else 'valid' end as stands
    from verification.qr_code c join results.result r on r.id = c.result_id
    where c.standing = 'issued' order by stands, r.issued_on desc, r.id`.execute(database.read().db)
  const order = Object.keys(STANDINGS)
  return rows.toSorted((one, other) => order.indexOf(one.stands) - order.indexOf(other.stands))
}

async function listPeople({ database, clock }: Services): Promise<readonly Person[]> {
  const today = legalDayOf(clock())
  const { rows } = await sql<Person>`
    select s.id, s.name, array_agg(distinct g.role order by g.role) as roles
    from platform.staff s join platform.role_grant g on g.subject_id = 'staff:' || s.id
    where s.active and g.valid_from <= ${today} and (g.valid_to is null or g.valid_to >= ${today})
    group by s.id, s.name order by s.id limit 12`.execute(database.read().db)
  return rows
}

/** Of the people the demonstration is told about, those who hold papers; who shares only a name is not among them. */
async function listHolders({ database }: Services): Promise<readonly Holder[]> {
  const known = Object.values(KNOWN_PEOPLE).map(([name, , birth]) => ({ name, birth }))
  const { rows } = await sql<Holder>`
    select p.id, k.name, count(distinct h.result_id)::int as results
    from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as k(name text, birth date)
    join parties.party p on p.birth_on = k.birth
      and exists (select from parties.name n where n.party_id = p.id and n.printed = k.name)
    join results.holder_link l on l.party_id = p.id and l.finding in ('exact', 'linked')
    join results.holder h on h.id = l.holder_id
    where not exists (select from results.holder_link o where o.holder_id = l.holder_id and o.ordinal > l.ordinal)
    group by p.id, k.name order by results desc, k.name limit 3`.execute(database.read().db)
  return rows
}
