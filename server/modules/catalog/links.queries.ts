import { sql } from 'kysely'
import { handleOf } from '../../platform/database/handles.ts'
import type { Read } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import type { AgencyId, AgencyLevel } from './agency.ts'
import { validOn } from './dated.ts'
import type { CompetenceBasis } from './find-competence.ts'

const { read } = handleOf('catalog')

/** How a result type hangs together with procedures on a day. */
export interface TypeLinks {
  /** Procedures that result in it. */
  readonly resultOf: readonly string[]
  /** Papers it stands in for (thành phần hồ sơ), with the announcement that says so. */
  readonly satisfies: readonly {
    readonly procedureCode: string
    readonly componentName: string
    readonly citation: string
  }[]
  /** Procedures whose results of this type carry a QR. */
  readonly qrOnFor: readonly string[]
}

/** What links a type with procedures on a day; the lists are empty where nothing is recorded. */
export async function getTypeLinks(on: Read, typeCode: string, onDay: LegalDay): Promise<TypeLinks> {
  const resultOf = await read(on)
    .selectFrom('catalog.procedure_result_type as t')
    .innerJoin('catalog.procedure_version as v', (join) =>
      join.onRef('v.code', '=', 't.procedure_code').onRef('v.valid_from', '=', 't.procedure_from'),
    )
    .select('v.code')
    .where('t.result_type_code', '=', typeCode)
    .where(validOn('v', onDay))
    .orderBy('v.code')
    .execute()
  const satisfies = await read(on)
    .selectFrom('catalog.component_result_type as l')
    .select(['procedure_code as procedureCode', 'component_name as componentName', 'citation'])
    .where('result_type_code', '=', typeCode)
    .where(validOn('l', onDay))
    .orderBy('procedure_code')
    .orderBy('component_name')
    .execute()
  const qrOnFor = await read(on)
    .selectFrom('catalog.qr_rollout as q')
    .select('procedure_code as code')
    .where('result_type_code', '=', typeCode)
    .where(validOn('q', onDay))
    .orderBy('procedure_code')
    .execute()
  const codes = (rows: readonly { readonly code: string }[]) => rows.map(({ code }) => code)
  return { resultOf: codes(resultOf), satisfies, qrOnFor: codes(qrOnFor) }
}

/** One row of competence: an agency, or every agency of a level (in an area), may decide. */
export interface CompetentParty {
  readonly agencyId: AgencyId | null
  readonly level: AgencyLevel | null
  readonly areaCode: string | null
  readonly basis: CompetenceBasis
  readonly from: LegalDay
  readonly to: LegalDay | null
  readonly citation: string
}

/** Who is recorded as competent for a procedure on a day. Those who took over from them are asked for one by one. */
export async function listCompetent(
  on: Read,
  procedureCode: string,
  onDay: LegalDay,
): Promise<readonly CompetentParty[]> {
  return read(on)
    .selectFrom('catalog.competence as c')
    .select([
      'agency_id as agencyId',
      'level',
      'area_code as areaCode',
      'basis',
      'valid_from as from',
      'valid_to as to',
      'citation',
    ])
    .where('procedure_code', '=', procedureCode)
    .where(validOn('c', onDay))
    .orderBy(sql`level nulls last`)
    .orderBy('valid_from')
    .orderBy('id')
    .$castTo<CompetentParty>()
    .execute()
}
