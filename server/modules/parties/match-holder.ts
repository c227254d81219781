import type { Read } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import { readName, type FoldedName } from './folded-name.ts'
import { judgePersonalNumber, readIdentifier, type Identifier } from './identifiers.ts'
import { judgeMatch } from './judge-match.ts'
import { foldOrganisationName } from './organisation-name.ts'
import type { Candidate, Match, MatchEvidence, PartyId, PrintedHolder } from './party.ts'
import { listBearers, listLinkedNumbers, listNamesakes, listParties } from './party.queries.ts'

/**
 * Which party a printed holder is, with the evidence; looks only. `decidedOn`, the day of the paper, lets a
 * paper decided for somebody already dead be noticed.
 */
export async function matchHolder(
  on: Read,
  printed: PrintedHolder,
  { decidedOn }: { readonly decidedOn?: LegalDay } = {},
): Promise<Match> {
  const name = readName(printed.name)
  if (!name.readable) return { finding: 'none', evidence: [], conflict: 'name-unreadable' }
  const folded = foldFor(printed)
  const { identifiers, faults } = readNumbers(printed)
  const candidates = await listCandidates(on, printed, folded, identifiers)
  return judgeMatch({ printed, folded, faults, decidedOn }, candidates)
}

/** The key a holder's name is compared by: an organisation's legal form is spelled out. */
export function foldFor({ kind, name }: Pick<PrintedHolder, 'kind' | 'name'>): FoldedName {
  const reading = readName(name)
  if (!reading.readable) throw new RangeError('a garbled name has no key')
  return kind === 'person' ? reading.folded : foldOrganisationName(name)
}

function readNumbers({ identifiers, birth }: PrintedHolder) {
  const read: Identifier[] = []
  const faults: MatchEvidence[] = []
  for (const { type, value } of identifiers) {
    const { identifier, fault } = readIdentifier(type, value)
    if (fault) faults.push({ kind: 'identifier-fault', type, fault })
    if (!identifier) continue
    read.push(identifier)
    // Since 1 July 2025 the personal number is also an individual's tax code: one number under two names.
    if (type === 'tax-code' && identifier.value.length === 12) {
      read.push({ type: 'personal-number', value: identifier.value })
    }
    if (type !== 'personal-number' || birth === undefined) continue
    for (const found of judgePersonalNumber(identifier.value, { birthYear: Number(birth.slice(0, 4)) })) {
      faults.push({ kind: 'identifier-fault', type, fault: found })
    }
  }
  return { identifiers: read, faults }
}

async function listCandidates(
  on: Read,
  printed: PrintedHolder,
  folded: FoldedName,
  identifiers: readonly Identifier[],
): Promise<readonly Candidate[]> {
  const routes = new Map<PartyId, Candidate['through'][number][]>()
  const reach = (partyId: PartyId, route?: Candidate['through'][number]) =>
    routes.set(partyId, [...(routes.get(partyId) ?? []), ...(route ? [route] : [])])
  for (const { partyId, type, value, endedOn } of await listBearers(on, identifiers)) {
    reach(partyId, { kind: 'identifier', identifier: { type, value }, endedOn })
  }
  const links = await listLinkedNumbers(on, identifiers)
  const bearers = await listBearers(
    on,
    links.map(({ borne }) => borne),
  )
  for (const { partyId, type, value } of bearers) {
    const link = links.find(({ borne }) => borne.type === type && borne.value === value)
    if (link) reach(partyId, { kind: 'link', ...link })
  }
  if (routes.size === 0 && printed.birth !== undefined) {
    for (const partyId of await listNamesakes(on, folded, printed.birth)) reach(partyId)
  }
  const parties = await listParties(on, [...routes.keys()])
  return parties.map(({ members, ...party }) => ({
    ...party,
    through: members.flatMap((member) => routes.get(member) ?? []),
  }))
}
