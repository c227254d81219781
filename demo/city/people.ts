import { addLegalDays, type LegalDay } from '../../server/platform/legal-day.ts'
import type { IdentifierType, PrintedHolder } from '../../server/modules/parties/index.ts'
import { companyName, nameOf, shopName, TRADES, type Sex, type Trade } from './names.ts'
import { addressIn, anyAddress, printAddress, type Address } from './places.ts'
import { between, chance, digits, pick, randomFor, type Random } from './random.ts'

/** Somebody of the demonstration city. All of them are made up; so are their numbers. */
export interface Person {
  readonly kind: 'person'
  readonly name: string
  readonly sex: Sex
  readonly birth: LegalDay
  /** Số định danh cá nhân; a child whose birth is not yet in the register has none. */
  readonly number: string | null
  /** Số chứng minh nhân dân of earlier times. */
  readonly oldNumber: string | null
  readonly address: Address
  readonly diedOn?: LegalDay
}

/** A company or a household business, with the person who answers for it. */
export interface Business {
  readonly kind: 'organisation' | 'household'
  readonly name: string
  readonly taxCode: string
  readonly address: Address
  readonly owner: Person
}

export type Holder = Person | Business

export interface People {
  readonly known: Readonly<Record<KnownPerson, Person>>
  /** All of them alive. */
  readonly persons: readonly Person[]
  readonly late: Person
  /** Entered into the register twice by mistake; nobody has merged the two yet. */
  readonly twin: Person
  readonly children: readonly Person[]
  readonly companies: readonly Business[]
  readonly households: readonly Business[]
}

/** Whom the demonstration is told about. Their names and births do not depend on the seed. */
export const KNOWN_PEOPLE = {
  'anh-tuyet': ['Nguyễn Thị Ánh Tuyết', 'female', '1984-03-05'],
  'minh-quan': ['Trần Minh Quân', 'male', '1990-11-21'],
  'hoai-thuong': ['Lê Thị Hoài Thương', 'female', '1992-07-14'],
  'tan-phuoc': ['Huỳnh Tấn Phước', 'male', '1966-01-30'],
  'bao-tram': ['Phan Bảo Trâm', 'female', '2001-09-02'],
} as const satisfies Record<string, readonly [string, Sex, LegalDay]>
export type KnownPerson = keyof typeof KNOWN_PEOPLE

/** Everybody of the city that a seed gives, as old as they are on `today`. */
export function makePeople(seed: string, today: LegalDay): People {
  const born = (yearsAgo: number, random: Random) =>
    addLegalDays(today, -Math.floor(yearsAgo * 365.25) - between(random, 0, 364))
  const adults = randomFor(seed, 'persons')
  const persons = Array.from({ length: 110 }, () => makePerson(adults, born(between(adults, 20, 74), adults)))
  const apart = randomFor(seed, 'late and twin')
  const young = randomFor(seed, 'children')
  const children = Array.from({ length: 3 }, (_, at) => ({
    ...makePerson(young, born(at + 1, young)),
    number: null,
  }))
  const trades = randomFor(seed, 'businesses')
  return {
    known: Object.fromEntries(
      Object.entries(KNOWN_PEOPLE).map(([key, [name, sex, birth]]) => {
        const random = randomFor(seed, `person ${key}`)
        return [key, { ...makePerson(random, birth, sex), name }]
      }),
    ) as Record<KnownPerson, Person>,
    persons,
    late: { ...makePerson(apart, born(68, apart)), diedOn: addLegalDays(today, -400) },
    twin: makePerson(apart, born(41, apart)),
    children,
    companies: distinct(36, (at) => makeCompany(trades, pick(trades, persons), TRADES[at % TRADES.length]!)),
    households: distinct(18, () => makeHousehold(trades, pick(trades, persons))),
  }
}

function makePerson(
  random: Random,
  birth: LegalDay,
  sex: Sex = pick(random, ['male', 'female'] as const),
): Person {
  return {
    kind: 'person',
    name: nameOf(random, sex),
    sex,
    birth,
    number: personalNumber(random, { sex, birth, province: chance(random, 0.72) ? '048' : '049' }),
    oldNumber: birth < '2002-01-01' ? `20${digits(random, 7)}` : null,
    address: anyAddress(random),
  }
}

/**
 * Twelve digits: province of birth registration, century and sex, year of birth, and six that tell people apart
 * (Circular 07/2016/TT-BCA). These six begin with 99 so that a made-up number can be known for one.
 */
function personalNumber(
  random: Random,
  { sex, birth, province }: { readonly sex: Sex; readonly birth: LegalDay; readonly province: string },
): string {
  const century = 2 * (Number(birth.slice(0, 2)) - 19) + (sex === 'male' ? 0 : 1)
  return `${province}${century}${birth.slice(2, 4)}99${digits(random, 4)}`
}

function makeCompany(random: Random, owner: Person, trade: Trade): Business {
  const name = companyName(random, trade)
  return { kind: 'organisation', name, taxCode: taxCode(random), address: anyAddress(random), owner }
}

function makeHousehold(random: Random, owner: Person): Business {
  const address = addressIn(random, owner.address.ward)
  return {
    kind: 'household',
    name: `Hộ kinh doanh ${shopName(random, owner)}`,
    taxCode: taxCode(random),
    address,
    owner,
  }
}

const TAX_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3]

/** Ten digits whose last one checks the others; numbers with no such digit are not given out. */
export function taxCode(random: Random): string {
  for (;;) {
    const body = `0499${digits(random, 5)}`
    const sum = TAX_WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
    const check = 10 - (sum % 11)
    if (check < 10) return `${body}${check}`
  }
}

/** As many as asked for, no two of one name. */
function distinct(count: number, make: (at: number) => Business): readonly Business[] {
  const found = new Map<string, Business>()
  while (found.size < count) {
    const one = make(found.size)
    if (!found.has(one.name)) found.set(one.name, one)
  }
  return [...found.values()]
}

/** A company that does this trade. */
export const companyIn = (random: Random, { companies }: People, trade: Trade): Business =>
  pick(
    random,
    companies.filter(({ name }) => name.includes(` ${trade} `)),
  )

export const ownerOf = (holder: Holder): Person => (holder.kind === 'person' ? holder : holder.owner)

type Number = { readonly type: IdentifierType; readonly value: string }

/** Every number of a person or a business, by kind. */
export function numbersOf(holder: Holder): readonly Number[] {
  if (holder.kind !== 'person') return [{ type: 'tax-code', value: holder.taxCode }]
  const { number, oldNumber } = holder
  return [
    ...(number ? [{ type: 'personal-number', value: number } as const] : []),
    ...(oldNumber ? [{ type: 'old-id-number', value: oldNumber } as const] : []),
  ]
}

/** The holder as a paper prints them: one number, and the birth of a person. */
export function printHolder(
  holder: Holder,
  {
    role = 'holder',
    printed,
  }: { readonly role?: PrintedHolder['role']; readonly printed?: 'old-number' } = {},
): PrintedHolder {
  const numbers = numbersOf(holder)
  return {
    name: holder.name,
    kind: holder.kind,
    role,
    identifiers: printed ? numbers.filter(({ type }) => type === 'old-id-number') : numbers.slice(0, 1),
    ...(holder.kind === 'person' ? { birth: holder.birth } : {}),
  }
}

export const printAddressOf = (holder: Holder, onDay: LegalDay): string => printAddress(holder.address, onDay)
