import type { KeyObject } from 'node:crypto'
import { findAgencyByKey, loadSeed } from '../../server/modules/catalog/index.ts'
import { linkFromIdCard, recordDeath, registerParty } from '../../server/modules/parties/index.ts'
import type { Tx } from '../../server/platform/database/transaction.ts'
import { handleOf } from '../../server/platform/database/handles.ts'
import { legalDayOf } from '../../server/platform/legal-day.ts'
import { grantRole, registerClient, registerStaff } from '../../server/platform/identity/subjects.ts'
import { publicKeysOf } from '../egov/system-keys.ts'
import { numbersOf, printAddressOf, type Business, type Person } from './people.ts'
import type { Plan } from './plan.ts'
import { STAFF, type AgencyKey, type Member } from './staff.ts'
import { SYSTEMS, type System } from './systems.ts'

const { read } = handleOf('platform')
const BASIS = 'Quyết định phân quyền của ca trình diễn'
/** Rights run from the day the city's own instructions asked agencies to send people to be given them. */
const SINCE = '2023-03-30'

export type SystemKeys = ReadonlyMap<System['id'], KeyObject>

/**
 * Founds the city in one transaction: catalogue, connected systems with their keys, staff with their rights, and
 * everybody who lives here. Does nothing where that was done before.
 */
export async function foundCity(tx: Tx, plan: Plan, keys: SystemKeys): Promise<void> {
  if (await isFounded(tx)) return
  await loadSeed(tx)
  for (const system of Object.values(SYSTEMS)) await connect(tx, system, keys.get(system.id)!)
  for (const member of STAFF) await employ(tx, member)
  await registerPeople(tx, plan)
}

async function isFounded(tx: Tx): Promise<boolean> {
  const found = await read(tx)
    .selectFrom('platform.staff')
    .select('id')
    .where('id', '=', STAFF[0].id)
    .executeTakeFirst()
  return found !== undefined
}

async function connect(tx: Tx, { id, name, agency }: System, key: KeyObject): Promise<void> {
  await registerClient(tx, { id, name, jwks: publicKeysOf(key) })
  const agencyId = await agencyIdOf(tx, agency)
  await grantRole(tx, { subject: `client:${id}`, role: 'case-system', agencyId, from: SINCE, basis: BASIS })
}

async function employ(tx: Tx, { id, name, grants }: Member): Promise<void> {
  await registerStaff(tx, { id, name })
  for (const { role, agency } of grants) {
    const agencyId = agency === null ? null : await agencyIdOf(tx, agency)
    await grantRole(tx, { subject: `staff:${id}`, role, agencyId, from: SINCE, basis: BASIS })
  }
}

async function agencyIdOf(tx: Tx, key: AgencyKey): Promise<string> {
  const agency = await findAgencyByKey(tx, key, legalDayOf(tx.now))
  if (!agency) throw new Error(`the catalogue has no agency ${key}`)
  return agency.id
}

async function registerPeople(tx: Tx, { people }: Plan): Promise<void> {
  const { known, persons, children, late, twin, companies, households } = people
  for (const person of [...persons, ...children, twin, twin]) await registerPerson(tx, person)
  for (const person of Object.values(known)) await registerPerson(tx, person)
  const lateId = await registerPerson(tx, late)
  await recordDeath(tx, lateId, late.diedOn!, 'Trích lục khai tử')
  for (const business of [...companies, ...households]) await registerBusiness(tx, business)
  // A counter scanned this card: his older papers are found by the number they were printed with.
  await linkFromIdCard(tx, idCardText(known['tan-phuoc']), 'mot-cua-hai-chau')
}

const registerPerson = (tx: Tx, person: Person) =>
  registerParty(tx, {
    kind: 'person',
    name: person.name,
    birth: person.birth,
    sex: person.sex,
    identifiers: numbersOf(person).filter(({ type }) => type === 'personal-number'),
    origin: 'Tài khoản công dân',
  })

const registerBusiness = (tx: Tx, business: Business) =>
  registerParty(tx, {
    kind: business.kind,
    name: business.name,
    identifiers: numbersOf(business),
    origin: 'Cơ sở dữ liệu đăng ký kinh doanh',
  })

/** What the QR of an identity card says: seven fields, days without separators. */
function idCardText(person: Person): string {
  const { number, oldNumber, name, sex, birth } = person
  const day = (iso: string) => iso.split('-').toReversed().join('')
  const address = printAddressOf(person, '2021-08-10')
  return [number, oldNumber, name, day(birth), sex === 'male' ? 'Nam' : 'Nữ', address, '10082021'].join('|')
}
