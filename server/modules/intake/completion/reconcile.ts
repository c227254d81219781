import { legalDayOf, type LegalDay } from '../../../platform/legal-day.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import type { Reconciliation } from '../contract.ts'
import {
  countUndeclared,
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
  const dossiers = Map.groupBy(await listCompletedDossiers(on, scope), ({ agencyCode }) => agencyCode)
  const undeclared = await countUndeclared(on, scope)
  const today = legalDayOf(on.now)
  const codes = [...new Set([...dossiers.keys(), ...undeclared.keys()])].toSorted()
  return {
    from: scope.from,
    to: scope.to,
    asOf: on.now.toISOString(),
    agencies: codes.map((agencyCode) => ({
      agencyCode,
      ...reconcileAgency(dossiers.get(agencyCode) ?? [], today),
      arrivedUndeclared: undeclared.get(agencyCode) ?? 0,
    })),
  }
}

function reconcileAgency(dossiers: readonly CompletedDossier[], today: LegalDay) {
  const lines = dossiers.flatMap((dossier) => linesOf(dossier, today))
  const listOf = (standing: Standing) =>
    lines.filter((line) => line.standing === standing).map(({ line }) => line)
  const accepted = listOf('accepted').length
  return {
    agencyId: dossiers[0]?.agencyId ?? null,
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
