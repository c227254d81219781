import { showPublicCode } from '@khoso/qr-proof'
import { sql } from 'kysely'
import type { AgencyScope } from '../../../platform/access.ts'
import { handleOf } from '../../../platform/database/handles.ts'
import type { Read } from '../../../platform/database/transaction.ts'
import { legalDayOf } from '../../../platform/legal-day.ts'
import type { Services } from '../../../platform/services.ts'
import { listAgenciesInScope, type AgencyId } from '../../catalog/index.ts'
import type { ResultId } from '../../results/index.ts'
import { findRecorded } from '../answer/answer.queries.ts'
import { findCodeOfResult, type QrCode } from '../code/code.queries.ts'
import { refuse } from '../errors.ts'
import { makeRendition } from './make-rendition.ts'

const { read } = handleOf('verification')

/** Who may see a result: by the agencies they reach, or because they are its holder. */
export interface Viewer {
  readonly scope: AgencyScope
  readonly partyId?: string | undefined
}

/** The rendition of a result for one who may see it: made now, from the signed original, and not kept. */
export async function renderResult(
  services: Services,
  on: Read,
  id: ResultId,
  viewer: Viewer,
): Promise<Uint8Array> {
  const { code, title, fileDigest } = await getVisible(on, id, viewer)
  const original = await services.files.get(on, fileDigest)
  const { publicUrl, systemName } = services.config
  return makeRendition(original, {
    qrText: code.qrText,
    code: showPublicCode(code.code),
    title,
    system: systemName,
    address: `${publicUrl.replace(/^https?:\/\//, '')}/v`,
    madeAt: writtenTime(on.now),
  })
}

/** The QR of a result for one who may see it, to be printed by others. */
export async function getVisible(
  on: Read,
  id: ResultId,
  viewer: Viewer,
): Promise<{ code: QrCode; title: string; fileDigest: string }> {
  if (!(await mayView(on, id, viewer))) throw refuse('verification.result_unknown')
  const code = await findCodeOfResult(on, id)
  const result = await findRecorded(on, id)
  if (!code || !result?.fileDigest) throw refuse('verification.result_without_qr')
  return { code, title: result.title, fileDigest: result.fileDigest }
}

/** Rights in the query: a stranger learns no more than that there is nothing for him. */
async function mayView(on: Read, id: ResultId, { scope, partyId }: Viewer): Promise<boolean> {
  const agencies =
    scope === 'city' ? [] : await listAgenciesInScope(on, scope as readonly AgencyId[], legalDayOf(on.now))
  const { rows } = await sql`
    select from results.result r where r.id = ${id} and (
      ${scope === 'city'} or r.issuer_id = any(${agencies as AgencyId[]}::uuid[])
      or exists (
        select from results.holder h
        join lateral (select l.party_id, l.finding from results.holder_link l where l.holder_id = h.id
          order by l.ordinal desc limit 1) link on true
        where h.result_id = r.id and link.party_id = ${partyId ?? null}::uuid and link.finding in ('exact', 'linked')))`.execute(
    read(on),
  )
  return rows.length > 0
}

/** An instant as it stands on paper: 10:05 ngày 20/11/2026. */
const writtenTime = (now: Date): string => {
  const time = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(11, 16)
  return `${time} ngày ${legalDayOf(now).split('-').toReversed().join('/')}`
}
