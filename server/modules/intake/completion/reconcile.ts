import { legalDayOf, type LegalDay } from '../../../platform/legal-day.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import type { AgencyId } from '../../catalog/index.ts'
import type { Reconciliation } from '../contract.ts'
import {
  listCompletedDossiers,
  type CompletedDossier,
  type ReconciliationScope,
} from './completion.queries.ts'
import { matchDue } from './match-due.ts'

/** Why an arrived result is not a signed one: what the leaders' "100 % signed" is about. */
const UNSIGNED = new Set([
  'intake.no_file',
  'intake.file_not_pdf',
  'intake.signature_missing',
  'intake.agency_signature_missing',
  'intake.signature_altered',
  'intake.signature_invalid',
  'intake.signer_not_issuer',
])

type Standing = 'notArrived' | 'unsigned' | 'held' | 'open' | 'accepted'
type Line = Reconciliation['agencies'][number]['notArrived'][number]

/**
 * What completed dossiers owe against what the repository has, per agency. The results due are the denominator of
 * "100 % of new results"; a dossier that owes none is counted with its dossiers and not with its results.
 */
export async function reconcile(on: Read, scope: ReconciliationScope): Promise<Reconciliation> {
  const dossiers = await listCompletedDossiers(on, scope)
  const today = legalDayOf(on.now)
  const perAgency = Map.groupBy(dossiers, ({ agencyCode }) => agencyCode)
  return {
    from: scope.from,
    to: scope.to,
    asOf: on.now.toISOString(),
    agencies: [...perAgency]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([agencyCode, own]) =>
        reconcileAgency(agencyCode, own[0]?.agencyId ?? null, { dossiers: own, today }),
      ),
  }
}

function reconcileAgency(
  agencyCode: string,
  agencyId: AgencyId | null,
  { dossiers, today }: { readonly dossiers: readonly CompletedDossier[]; readonly today: LegalDay },
): Reconciliation['agencies'][number] {
  const lines = dossiers.flatMap((dossier) => linesOf(dossier, today))
  const listOf = (standing: Standing) =>
    lines.filter((line) => line.standing === standing).map(({ line }) => line)
  const accepted = listOf('accepted').length
  return {
    agencyCode,
    agencyId,
    dossiersCompleted: dossiers.length,
    dossiersOwingNone: dossiers.filter(({ due }) => due.length === 0).length,
    resultsDue: lines.length,
    resultsAccepted: accepted,
    // With nothing due there is no share; a hundred per cent of nothing would be a lie.
    shareAccepted: lines.length === 0 ? null : accepted / lines.length,
    notArrived: listOf('notArrived'),
    unsigned: listOf('unsigned'),
    held: listOf('held'),
    open: listOf('open'),
  }
}

function linesOf(dossier: CompletedDossier, today: LegalDay): readonly { standing: Standing; line: Line }[] {
  return matchDue(dossier.due, dossier.arrived).map(({ due, arrived }) => ({
    standing: arrived === undefined ? 'notArrived' : standingOf(arrived),
    line: {
      dossierCode: dossier.dossierCode,
      source: dossier.source,
      procedureCode: dossier.procedureCode,
      completedOn: dossier.completedOn,
      ageDays: daysBetween(dossier.completedOn, today),
      ordinal: arrived?.ordinal ?? due.ordinal,
      resultTypeCode: due.resultTypeCode ?? arrived?.resultTypeCode ?? null,
      deliveryId: arrived?.id ?? null,
      code: arrived?.reasonCode ?? null,
    },
  }))
}

function standingOf({ state, reasonCode }: CompletedDossier['arrived'][number]): Standing {
  if (state === 'accepted') return 'accepted'
  if (state === 'received' || state === 'waiting') return 'open'
  return UNSIGNED.has(reasonCode ?? '') ? 'unsigned' : 'held'
}

const DAY = 86_400_000
const daysBetween = (from: LegalDay, to: LegalDay) =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY))
