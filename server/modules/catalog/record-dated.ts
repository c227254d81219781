import { handleOf } from '../../platform/database/handles.ts'
import type { Read, Tx } from '../../platform/database/transaction.ts'
import { newId } from '../../platform/ids.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import type { AgencyId, AgencyLevel } from './agency.ts'
import { refuse } from './errors.ts'
import type { CompetenceBasis } from './find-competence.ts'
import { bareProcedureCode } from './procedure.ts'
import { findProcedureField } from './procedure.queries.ts'
import { findResultType } from './result-type.queries.ts'

const { read, write } = handleOf('catalog')

/** Since when something holds, until when (its last day; open when left out), and the text it rests on. */
export interface Dated {
  readonly validFrom: LegalDay
  readonly validTo?: LegalDay | undefined
  readonly citation: string
}

export interface NewCompetence extends Dated {
  readonly procedureCode: string
  /** One agency, or every agency of a level: one of the two. */
  readonly agencyId?: AgencyId | undefined
  readonly level?: AgencyLevel | undefined
  /** Of a level, only the agencies of this unit. */
  readonly areaCode?: string | undefined
  readonly basis: CompetenceBasis
}

/** Records by what right an agency, or every agency of a level, decides a procedure. */
export async function recordCompetence(tx: Tx, competence: NewCompetence): Promise<void> {
  const { agencyId, level, areaCode, basis } = competence
  if ((agencyId === undefined) === (level === undefined)) throw refuse('catalog.competence_of_one')
  if (areaCode !== undefined) await requireArea(tx, { areaCode, level, onDay: competence.validFrom })
  const row = {
    id: newId<'competence'>(tx.now),
    procedure_code: await requireProcedure(tx, competence.procedureCode, competence.validFrom),
    agency_id: agencyId ?? null,
    level: level ?? null,
    area_code: areaCode ?? null,
    basis,
    ...datesOf(competence),
  }
  const added = await write(tx)
    .insertInto('catalog.competence')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('valid_from')
    .execute()
  requireAdded(added)
}

export interface NewSigningSubject extends Dated {
  readonly agencyId: AgencyId
  /** As the certificate has them, compared letter by letter. */
  readonly commonName: string
  readonly organization?: string | undefined
}

/** Records a certificate subject by which an agency's signatures are known; one subject is one agency's at a time. */
export async function recordSigningSubject(tx: Tx, subject: NewSigningSubject): Promise<void> {
  const added = await write(tx)
    .insertInto('catalog.signing_subject')
    .values({
      agency_id: subject.agencyId,
      common_name: subject.commonName.normalize('NFC'),
      organization: (subject.organization ?? '').normalize('NFC'),
      ...datesOf(subject),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('valid_from')
    .execute()
  requireAdded(added)
}

export interface NewQrRollout extends Dated {
  readonly resultTypeCode: string
  readonly procedureCode: string
}

/** Records since when results of a type, from a procedure, carry a QR. */
export async function recordQrRollout(tx: Tx, rollout: NewQrRollout): Promise<void> {
  const { resultTypeCode: code, validFrom } = rollout
  if (!(await findResultType(tx, code, validFrom)))
    throw refuse('catalog.result_type_unknown', { code, on: validFrom })
  const added = await write(tx)
    .insertInto('catalog.qr_rollout')
    .values({
      result_type_code: code,
      procedure_code: await requireProcedure(tx, rollout.procedureCode, validFrom),
      ...datesOf(rollout),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('valid_from')
    .execute()
  requireAdded(added)
}

function datesOf({ validFrom, validTo, citation }: Dated) {
  if (validTo !== undefined && validTo < validFrom) throw refuse('catalog.ends_before_it_begins')
  return { valid_from: validFrom, valid_to: validTo ?? null, citation }
}

/** Nothing was added where a row of the same thing holds on one of these days: the database's constraints say so. */
function requireAdded(added: readonly unknown[]): void {
  if (added.length === 0) throw refuse('catalog.recorded_already')
}

async function requireProcedure(on: Read, code: string, onDay: LegalDay): Promise<string> {
  const bare = bareProcedureCode(code)
  if (bare === undefined || (await findProcedureField(on, bare, onDay)) === undefined)
    throw refuse('catalog.procedure_unknown', { code, on: onDay })
  return bare
}

interface AskedArea {
  readonly areaCode: string
  readonly level: AgencyLevel | undefined
  readonly onDay: LegalDay
}

async function requireArea(on: Read, { areaCode, level, onDay }: AskedArea): Promise<void> {
  if (level === undefined) throw refuse('catalog.competence_of_one')
  const unit = await read(on)
    .selectFrom('catalog.territory_unit')
    .select('code')
    .where('code', '=', areaCode)
    .where('valid_from', '<=', onDay)
    .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', onDay)]))
    .executeTakeFirst()
  if (!unit) throw refuse('catalog.area_unknown', { code: areaCode, on: onDay })
}
