import { addLegalDays, type LegalDay } from '../../server/platform/legal-day.ts'
import type { Ground, PaperOrder } from './papers/make-paper.ts'
import type { Content } from './papers/paper.ts'
import type { Person } from './people.ts'
import { THE_TWO_TIERS, WARDS } from './places.ts'

/** On the list of the one decision that names many. */
export const LISTED = 40

export const ago = (today: LegalDay, days: number) => addLegalDays(today, -days)

/** The papers the demonstration tells stories about, each with a name of its own; the moves refer to them. */
export function specialOrders({ today, people }: Ground): readonly PaperOrder[] {
  const { known } = people
  const before = (days: number) => addLegalDays(THE_TWO_TIERS, -days)
  return [
    {
      key: 'anh-tuyet',
      kind: 'catering',
      holder: known['anh-tuyet'],
      decidedOn: ago(today, 150),
      reserves: true,
      change: named({ facilityName: 'Quán mì Quảng Bà Tuyết', activity: 'Quán ăn phục vụ tại chỗ' }),
    },
    {
      key: 'anh-tuyet-business',
      kind: 'householdBusiness',
      holder: known['anh-tuyet'],
      decidedOn: ago(today, 190),
    },
    { key: 'minh-quan-house', kind: 'buildingPermit', holder: known['minh-quan'], decidedOn: before(200) },
    {
      key: 'minh-quan-extension',
      kind: 'buildingExtension',
      holder: known['minh-quan'],
      decidedOn: ago(today, 60),
    },
    {
      key: 'minh-quan-builder',
      kind: 'buildersCertificate',
      holder: known['minh-quan'],
      decidedOn: ago(today, 700),
    },
    {
      key: 'minh-quan-marriage',
      kind: 'marriage',
      holder: known['minh-quan'],
      decidedOn: ago(today, 320),
      change: married(known['minh-quan'], known['hoai-thuong']),
    },
    {
      key: 'tan-phuoc-boat',
      kind: 'vessel',
      holder: known['tan-phuoc'],
      decidedOn: before(500),
      change: (content) => ({ ...content, holders: [{ who: known['tan-phuoc'], printed: 'old-number' }] }),
    },
    { key: 'tan-phuoc-fishing', kind: 'fishing', holder: known['tan-phuoc'], decidedOn: before(480) },
    { key: 'bao-tram-single', kind: 'single', holder: known['bao-tram'], decidedOn: ago(today, 40) },
    { key: 'bao-tram-record', kind: 'judicialRecord', holder: known['bao-tram'], decidedOn: ago(today, 90) },
    { key: 'street-works', kind: 'roadWorks', decidedOn: ago(today, 10), reserves: true },
    { key: 'late-register', kind: 'death' },
    ...[1, 2, 3].map((car) => ({
      key: `badge-${car}`,
      kind: 'carBadge' as const,
      dossier: 'three-badges',
      holder: people.companies.find(({ name }) => name.includes(' Vận tải '))!,
      decidedOn: ago(today, 75),
    })),
    ...movedOrders({ today, people }),
    ...listOrders({ today, people }),
  ]
}

/** Papers that something was decided about since; what, stands in `moves.ts`. */
function movedOrders({ today, people }: Pick<Ground, 'today' | 'people'>): readonly PaperOrder[] {
  const kitchen = people.households[0]!
  const advertiser = people.companies.find(({ name }) => name.includes(' Dược mỹ phẩm '))!
  const power = people.companies.find(({ name }) => name.includes(' Điện lực '))!
  return [
    { key: 'suspended-kitchen', kind: 'catering', decidedOn: ago(today, 400) },
    { key: 'resumed-kitchen', kind: 'catering', decidedOn: ago(today, 430) },
    { key: 'reopened-kitchen', kind: 'catering', decidedOn: ago(today, 470) },
    { key: 'withdrawn-transport', kind: 'transportLicence', decidedOn: ago(today, 800) },
    { key: 'withdrawn-next-month', kind: 'farmFood', decidedOn: ago(today, 500) },
    { key: 'cancelled-cosmetics', kind: 'cosmeticsProduction', decidedOn: ago(today, 600) },
    { key: 'annulled-permit', kind: 'buildingPermit', decidedOn: ago(today, 210) },
    { key: 'reinstated-vessel', kind: 'vessel', decidedOn: ago(today, 640) },
    { key: 'exchanged-kitchen', kind: 'catering', holder: kitchen, decidedOn: ago(today, 380) },
    { key: 'exchanged-kitchen-new', kind: 'cateringExchange', holder: kitchen, decidedOn: ago(today, 30) },
    { key: 'corrected-broker', kind: 'brokersCertificate', decidedOn: ago(today, 350) },
    {
      key: 'restored-advertising',
      kind: 'cosmeticsAdvertising',
      holder: advertiser,
      decidedOn: ago(today, 300),
    },
    {
      key: 'annulled-advertising',
      kind: 'cosmeticsAdvertising',
      holder: advertiser,
      decidedOn: ago(today, 120),
    },
    { key: 'amended-electricity', kind: 'retailElectricity', holder: power, decidedOn: ago(today, 260) },
    {
      key: 'amending-electricity',
      kind: 'retailElectricityAmended',
      holder: power,
      decidedOn: ago(today, 25),
    },
  ]
}

/** One decision of a ward's committee; each household has the part that names it. */
function listOrders({ today, people }: Pick<Ground, 'today' | 'people'>): readonly PaperOrder[] {
  const [ward] = WARDS
  const heads = people.persons.slice(0, LISTED)
  return heads.map((head, at) => ({
    key: listedKey(at),
    kind: 'poorHouseholds' as const,
    document: 'listed',
    // All of one ward, whatever else their papers say: a list is made where people live now.
    holder: { ...head, address: { ...head.address, ward: ward! } },
    decidedOn: ago(today, 200),
    change: named({ householdCount: heads.length }),
  }))
}

/** Completed, as their systems say, and never delivered: somebody forgot to sign. */
export const missingOrders = ({ today }: Ground): readonly PaperOrder[] => [
  { key: 'missing-kitchen', kind: 'catering', decidedOn: ago(today, 3) },
  { key: 'missing-permit', kind: 'buildingPermit', decidedOn: ago(today, 12) },
  { key: 'missing-vessel', kind: 'vessel', decidedOn: ago(today, 27) },
  { key: NONE_DUE, kind: 'pavement', decidedOn: ago(today, 9) },
]

/** Completed without a result: the applicant took the dossier back. */
export const NONE_DUE = 'taken-back'

/** In the order of the list, which is the order of their numbers too. */
export const listedKey = (at: number): string => `listed-${String(at + 1).padStart(2, '0')}`

const named =
  (fields: Content['metadata']) =>
  (content: Content): Content => ({ ...content, metadata: { ...content.metadata, ...fields } })

const married =
  (husband: Person, wife: Person) =>
  (content: Content): Content => ({
    ...content,
    holders: [{ who: husband }, { who: wife, role: 'co-holder' }],
    metadata: { ...content.metadata, husbandName: husband.name, wifeName: wife.name },
  })
