import { showPublicCode } from '@khoso/qr-proof'
import type { Actor, AgencyScope } from '../../../platform/access.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import type { Services } from '../../../platform/services.ts'
import {
  partiesOf,
  refuseExtractOnly,
  requireHeldBy,
  requireWithin,
  type Result,
  type ResultId,
} from '../../results/index.ts'
import { findCodeOfResult, type QrCode } from '../code/code.queries.ts'
import { refuse } from '../errors.ts'
import { makeRendition } from './make-rendition.ts'

/** Who asks: a citizen sees what is theirs, everybody else what lies within the agencies they reach. */
export interface Viewer {
  readonly actor: Actor
  readonly scope: AgencyScope
}

/**
 * The rendition of a result for one who may have its file: made now, from the signed original, and not kept.
 * Refuses as `getVisible` does.
 */
export async function renderResult(
  services: Services,
  on: Read,
  id: ResultId,
  viewer: Viewer,
): Promise<Uint8Array> {
  const { code, result } = await getVisible(on, id, viewer)
  const original = result.files.find(({ role }) => role === 'signed-original')
  if (!original) throw refuse('verification.result_without_qr')
  const { publicUrl, systemName } = services.config
  return makeRendition(await services.files.get(on, original.digest), {
    qrText: code.qrText,
    code: showPublicCode(code.code),
    title: result.title,
    system: systemName,
    address: `${publicUrl.replace(/^https?:\/\//, '')}/v`,
    madeAt: writtenTime(on.now),
  })
}

/**
 * A result and its QR, by the rights to its file: who may not see it is told it is unknown, and a holder of a paper
 * that names others gets only an extract. That holds for the QR alone too, since it bears the first holder's name.
 */
export async function getVisible(
  on: Read,
  id: ResultId,
  viewer: Viewer,
): Promise<{ readonly code: QrCode; readonly result: Result }> {
  const result = await requireVisible(on, id, viewer)
  const code = await findCodeOfResult(on, id)
  if (!code) throw refuse('verification.result_without_qr')
  return { code, result }
}

async function requireVisible(on: Read, id: ResultId, { actor, scope }: Viewer): Promise<Result> {
  if (actor.kind !== 'citizen') return requireWithin(on, scope, id)
  const result = await requireHeldBy(on, await partiesOf(on, actor), id)
  await refuseExtractOnly(on, result, 'signed-original')
  return result
}

/** An instant as it stands on paper: 10:05 ngày 20/11/2026. */
const writtenTime = (now: Date): string => {
  const time = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(11, 16)
  return `${time} ngày ${legalDayOf(now).split('-').toReversed().join('/')}`
}
