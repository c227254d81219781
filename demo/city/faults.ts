import type { QuarantineCode } from '../../server/modules/intake/errors.ts'
import { addLegalDays } from '../../server/platform/legal-day.ts'
import type { CityClaim, CityHolder } from './claim.ts'
import type { FileRecipe } from './make-file.ts'
import type { Ground, PaperOrder } from './papers/make-paper.ts'
import type { KindName } from './papers/kinds.ts'
import { THE_TWO_TIERS } from './places.ts'
import { ago } from './specials.ts'
import type { PlannedResult } from './planned-result.ts'

/** One delivery that does not become a result: how its paper is, its file, and what its sender says of it. */
export interface Fault {
  readonly paper: Omit<PaperOrder, 'key'>
  readonly file?: FileRecipe
  /** What the sender says otherwise than the paper. */
  readonly says?: (claim: CityClaim, others: Others) => CityClaim
  /** What has to happen besides, since nothing that is delivered leads there by itself. */
  readonly besides?: 'retries-run-out' | 'file-store-fails' | 'qr-of-another' | 'replaces-what-was-annulled'
}

/** Other results of the city that a fault runs into. */
export interface Others {
  /** Delivered before, under the dossier and number that are used again. */
  readonly taken: PlannedResult
  /** Annulled since: nothing can take its place any more. Nothing of a day in the city is. */
  readonly annulled?: PlannedResult
}

/** Whose dossiers and numbers are used a second time. */
export const OTHERS = { taken: 'anh-tuyet', annulled: 'annulled-permit' } as const satisfies Record<
  keyof Others,
  string
>

const lately = ({ today }: Ground, kind: KindName, days = 25): Omit<PaperOrder, 'key'> => ({
  kind,
  decidedOn: ago(today, days),
})

const changed =
  (fields: Partial<CityClaim>) =>
  (claim: CityClaim): CityClaim => ({ ...claim, ...fields })

const without =
  (...fields: readonly (keyof CityClaim)[]) =>
  (claim: CityClaim): CityClaim =>
    Object.fromEntries(
      Object.entries(claim).filter(([name]) => !fields.includes(name as keyof CityClaim)),
    ) as unknown as CityClaim

/** The first holder printed otherwise. */
const printed =
  (change: (holder: CityHolder) => CityHolder) =>
  (claim: CityClaim): CityClaim => ({
    ...claim,
    holders: (claim.holders ?? []).map((holder, at) => (at === 0 ? change(holder) : holder)),
  })

const slotOf = ({ dossierCode, ordinal }: PlannedResult) => ({ dossierCode, ordinal })

/** One case for each reason of quarantine, and for waiting, by its code. */
export const listFaults = (ground: Ground) => {
  const { people, today } = ground
  const of = (kind: KindName, days?: number) => lately(ground, kind, days)
  return {
    'intake.no_file': { paper: of('catering'), file: { fate: 'nothing-sent' } },
    'intake.file_not_pdf': { paper: of('householdBusiness'), file: { fate: 'photograph' } },
    'intake.file_unreadable': { paper: of('buildingPermit'), file: { fate: 'cut-off' } },
    'intake.claim_incomplete': { paper: of('pavement', 12), says: without('title', 'decidedOn') },
    'intake.procedure_unknown': { paper: of('vessel'), says: changed({ procedureCode: '1.999999' }) },
    'intake.result_type_unknown': {
      paper: of('farmFood'),
      says: changed({ resultTypeCode: 'KQ.H17.999999' }),
    },
    'intake.result_type_not_of_procedure': {
      paper: of('cosmeticsAdvertising'),
      says: changed({ resultTypeCode: 'KQ.G10.000871' }),
    },
    'intake.agency_unknown': { paper: of('veterinaryShop'), says: changed({ issuerCode: 'H17.99' }) },
    // Health certifies kitchens; trade has no right to.
    'intake.competence_unknown': {
      paper: of('tradeFood'),
      says: changed({ procedureCode: '9.170002', resultTypeCode: 'KQ.H17.900001' }),
    },
    'intake.decided_in_future': {
      paper: of('transportLicence', 3),
      says: changed({ decidedOn: addLegalDays(today, 20), effectiveFrom: addLegalDays(today, 20) }),
    },
    'intake.dossier_not_completed': { paper: of('fishing', 6), says: changed({ dossierState: '4' }) },
    'intake.signature_missing': { paper: of('single', 8), file: { signed: 'nobody' } },
    'intake.signature_altered': { paper: of('buildersCertificate'), file: { fate: 'altered' } },
    'intake.signature_invalid': { paper: of('brokersCertificate'), file: { seal: 'tooEarly' } },
    'intake.agency_signature_missing': { paper: of('marriage', 9), file: { signed: 'person' } },
    'intake.signer_unknown': { paper: of('lawOffice'), file: { seal: 'unlisted' } },
    'intake.signer_not_issuer': { paper: of('pesticideShop'), file: { agency: 'so-tu-phap' } },
    // Decided by the district; signed by the ward that came after it.
    'intake.signed_by_successor': {
      paper: { kind: 'transportLicence', decidedOn: '2025-02-20' },
      file: { agency: 'so-xay-dung', on: addLegalDays(THE_TWO_TIERS, 40) },
    },
    'intake.annotated_after_signing': { paper: of('environment'), file: { fate: 'annotated' } },
    'intake.certificate_ceased': { paper: of('retailElectricity'), file: { seal: 'ceased' } },
    'intake.certificate_expired': { paper: of('fishCages'), file: { seal: 'expired', stamped: false } },
    'intake.certificate_revoked': { paper: of('foodProduct'), file: { seal: 'withdrawn' } },
    'intake.key_compromised': { paper: of('foodAdvertising'), file: { seal: 'stolen' } },
    'intake.evidence_awaited': { paper: of('roadWorks', 15), file: { seal: 'foreign' } },
    'intake.evidence_never_came': {
      paper: of('waterMain', 20),
      file: { seal: 'foreign' },
      besides: 'retries-run-out',
    },
    'intake.holder_unmatched': {
      paper: of('certifiedCopy', 18),
      says: printed(({ name, kind }) => ({ name, ...(kind && { kind }) })),
    },
    'intake.holder_name_differs': {
      paper: of('judicialRecord', 30),
      says: printed((holder) => ({ ...holder, name: 'Nguyễn Thị Hoàng Yến Nhi' })),
    },
    'intake.holder_ambiguous': { paper: { ...of('buildersCertificate', 35), holder: people.twin } },
    'intake.holder_deceased': { paper: { ...of('certifiedCopy', 14), holder: people.late } },
    'intake.metadata_invalid': {
      paper: of('trees', 5),
      says: changed({ metadata: { place: '12 Lê Duẩn', treeCount: 'vài cây' } }),
    },
    'intake.key_conflict': {
      paper: { kind: 'catering', holder: people.known['anh-tuyet'], decidedOn: ago(today, 140) },
      says: (claim, { taken }) => ({ ...claim, ...slotOf(taken) }),
    },
    'intake.duplicate_suspected': {
      paper: { kind: 'catering', holder: people.known['anh-tuyet'], decidedOn: ago(today, 150) },
      says: (claim, { taken }) => ({ ...claim, number: taken.number }),
    },
    'intake.qr_of_other_record': { paper: of('cosmeticsProduction', 16), besides: 'qr-of-another' },
    'intake.reserved_code_unknown': {
      paper: of('oversizeVehicle', 4),
      says: changed({ publicCode: '7K3M9X2QP4' }),
    },
    'intake.repository_refused': {
      paper: of('buildingPermit', 100),
      says: (claim, { annulled }) => ({ ...claim, ...(annulled && slotOf(annulled)) }),
      besides: 'replaces-what-was-annulled',
    },
    'intake.judging_failed': {
      paper: of('roadWorks', 11),
      file: { seal: 'foreign' },
      besides: 'file-store-fails',
    },
  } as const satisfies Record<QuarantineCode, Fault>
}
