import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { readConfig } from '../../server/platform/config.ts'
import type { Tx } from '../../server/platform/database/transaction.ts'
import type { NewResult, ResultId } from '../../server/modules/results/index.ts'
import type { Keeper } from '../../server/modules/verification/publish/issuing-keys.ts'
import type { NewResultType } from '../../server/modules/catalog/result-type.queries.ts'
import * as catalog from './catalog.ts'
import { result } from './results.ts'

/** An installation with a secrets folder of its own, reached at https://kq.danang.gov.vn. */
export function keeper(t: Pick<TestContext, 'after'>): Keeper {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return { config: readConfig({ KHOSO_FOLDER: folder, KHOSO_PUBLIC_URL: 'https://kq.danang.gov.vn' }) }
}

/** A type whose QR is enabled for a procedure, with the agency that issues it. */
export async function enabledType(tx: Tx, overrides: Partial<NewResultType> = {}) {
  const type = await catalog.resultType(tx, overrides)
  const procedure = await catalog.procedure(tx)
  await catalog.qrRollout(tx, type.code, procedure.code)
  const issuer = await catalog.agency(tx)
  return { typeCode: type.code, procedureCode: procedure.code, issuerId: issuer.id, issuer }
}

/** A registered result of a type whose QR is enabled; it has no code until somebody gives it one. */
export async function enabledResult(tx: Tx, overrides: Partial<NewResult> = {}): Promise<ResultId> {
  const { issuer: _, ...known } = await enabledType(tx)
  return result(tx, { ...known, ...overrides })
}
