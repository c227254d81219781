import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '../../server/platform/access.ts'
import type { Tx } from '../../server/platform/database/transaction.ts'
import { newMasterKeyLine, parseMasterKeys } from '../../server/platform/files/envelope.ts'
import { createFileStore } from '../../server/platform/files/file-store.ts'
import type { ObjectStore } from '../../server/platform/files/local-folder.ts'
import { newId } from '../../server/platform/ids.ts'
import type { Claim } from '../../server/modules/intake/contract.ts'
import { findDelivery, moveDelivery } from '../../server/modules/intake/delivery.queries.ts'
import { dossierKey, type Delivery, type DeliveryId } from '../../server/modules/intake/delivery.ts'
import type { InspectedFile } from '../../server/modules/intake/judge/inspect-file.ts'
import type { Arrival } from '../../server/modules/intake/receive/read-call.ts'
import { storeReport, type Judgement, type SignatureReport } from '../../server/modules/signatures/index.ts'
import type { QuarantineCode } from '../../server/modules/intake/errors.ts'
import {
  receiveDeliveries,
  type Counter,
  type Sender,
} from '../../server/modules/intake/receive/receive-deliveries.ts'
import * as catalog from './catalog.ts'
import type { GivenAgency } from './catalog.ts'

/** The case system of the city, whose deliveries reach every agency. */
export const EGOV: Sender = { actor: client('egov'), scope: 'city' }

export function client(id: string): Actor {
  return { kind: 'client', id, grants: [{ role: 'case-system', agencyId: null }] }
}

/** An agency competent for a procedure that results in a type: all that a claim needs to be believed. */
export async function world(tx: Tx, named: Parameters<typeof catalog.agency>[1] = {}) {
  const issuer = await catalog.agency(tx, named)
  const type = await catalog.resultType(tx)
  const procedure = await catalog.procedure(tx, { resultTypeCodes: [type.code] })
  await catalog.competence(tx, procedure.code, { agencyId: issuer.id })
  const codes = { issuerCode: issuer.codeNew, procedureCode: procedure.code, resultTypeCode: type.code }
  return { issuer, type, procedure, codes }
}

/** A claim that nothing is wrong with, for codes the test has made in the catalogue. */
export function claim(
  codes: Pick<Claim, 'issuerCode' | 'procedureCode' | 'resultTypeCode'>,
  overrides: Partial<Claim> = {},
): Claim {
  return {
    dossierCode: 'H17.12-20261118-0000421',
    dossierState: '9',
    completedOn: '19/11/2026 16:20:00',
    number: '421/GCN-SYT',
    title: 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm',
    decidedOn: '2026-11-19',
    holders: [
      {
        name: 'Trần Thị Hoà',
        kind: 'person',
        birth: '1990',
        identifiers: [{ type: 'personal-number', value: '048190001234' }],
      },
    ],
    metadata: { facility: 'Quán Bà Hoà, 12 Lê Lợi' },
    ...codes,
    ...overrides,
  }
}

/** A claim with the bytes it came with, as they stand at the door. */
export function arrival(claimed: Claim, bytes: string | Buffer | null = '%PDF-1.7 …'): Arrival {
  if (bytes === null) return { claim: claimed, sent: null, file: null }
  const content = Buffer.from(bytes)
  const digest = createHash('sha256').update(content).digest('hex')
  return { claim: claimed, sent: null, file: { bytes: content, mediaType: 'application/pdf', digest } }
}

export interface SignedBy {
  readonly by: readonly (GivenAgency | 'a person')[]
  /** The judge's code; `accepted` unless told otherwise. */
  readonly code?: string
  readonly digest?: string
  readonly qrTexts?: readonly string[]
}

/** A delivery with what the judge found in its file, for rules that come after the judge; no file is read. */
export async function judged(
  tx: Tx,
  claimed: Claim,
  signed: SignedBy,
): Promise<{ readonly delivery: Delivery; readonly file: InspectedFile }> {
  const digest = signed.digest ?? randomBytes(32).toString('hex')
  await tx.db
    .insertInto('platform.file')
    .values({
      digest,
      size: 1,
      media_type: 'application/pdf',
      encrypted: false,
      object_name: digest,
      stored_at: tx.now,
    })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
  const delivery: Delivery = {
    id: newId<'delivery'>(tx.now),
    source: 'egov',
    dossierCode: dossierKey(claimed.dossierCode),
    ordinal: claimed.ordinal ?? nextOrdinal(),
    agencyId: null,
    claim: claimed,
    digest,
    state: 'received',
    reasonCode: null,
    reasonDetails: {},
    resultId: null,
    tries: 0,
    faults: 0,
    nextTryAt: null,
    receivedAt: tx.now,
    changedAt: tx.now,
  }
  return { delivery, file: await inspected(tx, digest, signed) }
}

let ordinal = 0
const nextOrdinal = () => (ordinal += 1)

async function inspected(tx: Tx, digest: string, { by, code = 'accepted', qrTexts = [] }: SignedBy) {
  const subjects = await Promise.all(
    by.map(async (signer) => (signer === 'a person' ? 'Nguyễn Văn An' : subjectOf(tx, signer))),
  )
  const signatures = by.map((signer, at) => ({
    signer: {
      commonName: subjects[at]!,
      organization: null,
      sha256: null,
      kind: signer === 'a person' ? ('person' as const) : ('agency' as const),
    },
    code: code as Judgement['code'] & SignatureReport['code'],
    provenTime: '2026-11-19T03:00:00.000Z',
    chain: [],
  }))
  const decision = code === 'accepted' ? ('accept' as const) : ('wait' as const)
  return {
    digest,
    decision,
    code,
    signatures,
    reportId: await report(tx, digest, code),
    qrTexts,
  }
}

const report = (tx: Tx, digest: string, code: string) =>
  storeReport(tx, digest, {
    decision: 'accept',
    code: code as Judgement['code'],
    report: undefined,
    policy: 'khoso-2026-1',
    evidence: [],
    judgedAt: tx.now,
  })

async function subjectOf(tx: Tx, { id }: GivenAgency): Promise<string> {
  const row = await tx.db
    .selectFrom('catalog.signing_subject')
    .select('common_name')
    .where('agency_id', '=', id)
    .executeTakeFirstOrThrow()
  return row.common_name
}

/** What a counter needs to keep files and sign receipts, in memory. */
export async function counter(): Promise<Counter> {
  const objects = new Map<string, Buffer>()
  const store: ObjectStore = {
    write: async (name, bytes) => void objects.set(name, Buffer.from(bytes)),
    read: async (name) => objects.get(name),
  }
  return {
    files: createFileStore(store, parseMasterKeys(newMasterKeyLine())),
    receipts: { sign: async ({ id }) => `receipt ${id}`, jwks: { keys: [] } },
  }
}

/** A delivery of eGov in quarantine for a reason, as the judge would have left it. */
export async function quarantined(
  tx: Tx,
  claimed: Claim,
  code: QuarantineCode,
  files?: Counter['files'],
): Promise<DeliveryId> {
  const [receipt] = await receiveDeliveries(tx, { ...(await counter()), ...(files && { files }) }, EGOV, [
    arrival(claimed, randomBytes(16)),
  ])
  const id = receipt!.id as DeliveryId
  const delivery = await findDelivery(tx, id)
  if (delivery?.state === 'received') {
    await moveDelivery(tx, { id, to: 'quarantined', actor: EGOV.actor, code })
  }
  return id
}
