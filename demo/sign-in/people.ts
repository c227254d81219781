import type { SamplePeople } from '../../server/platform/identity/provider.ts'
import { legalDayOf } from '../../server/platform/legal-day.ts'
import type { Services } from '../../server/platform/services.ts'
import { SEED } from '../city/load.ts'
import { makePeople } from '../city/people.ts'
import { STAFF } from '../city/staff.ts'

/** Somebody the demonstration's sign-in knows, with what a real issuer would say of them. */
export interface SamplePerson {
  readonly subject: string
  readonly kind: 'staff' | 'citizen'
  readonly name: string
  readonly about: string
  readonly claims: Readonly<Record<string, string>>
}

/** The page on which a sample person is chosen. */
export const CHOOSE = '/dang-nhap/trinh-dien'

/** Staff by their user name; holders with the claims of the national sign-in, under the names it gives them. */
export function listSamplePeople({ clock }: Services): readonly SamplePerson[] {
  const { known } = makePeople(SEED, legalDayOf(clock()))
  const holders = Object.entries(known).map(([key, { name, birth, number }]): SamplePerson => {
    const [year, month, day] = birth.split('-')
    const claims = { HoVaTen: name, SoDinhDanh: number ?? '', NgayThangNamSinh: `${day}/${month}/${year}` }
    return { subject: `holder-${key}`, kind: 'citizen', name, about: `Sinh năm ${year}`, claims }
  })
  const staff = STAFF.map(({ id, name, works }): SamplePerson => ({
    subject: `staff-${id}`,
    kind: 'staff',
    name,
    about: works,
    claims: { preferred_username: id, name },
  }))
  return [...holders, ...staff]
}

/** What the built-in provider asks: who a subject is. */
export const samplePeople = (services: Services): SamplePeople => ({
  page: CHOOSE,
  find: async (subject) => listSamplePeople(services).find((person) => person.subject === subject)?.claims,
})
