import type { Read } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import { refuse } from './errors.ts'
import { getTypeLinks, type TypeLinks } from './links.queries.ts'
import { findResultType } from './result-type.queries.ts'
import type { ResultType } from './result-type.ts'

/** A published type with what it hangs together with on a day; refused where there is none. */
export async function getResultTypeView(
  on: Read,
  code: string,
  onDay: LegalDay,
): Promise<ResultType & TypeLinks> {
  const type = await findResultType(on, code, onDay)
  if (!type) throw refuse('catalog.result_type_unknown', { code, on: onDay })
  return { ...type, ...(await getTypeLinks(on, type.code, onDay)) }
}
