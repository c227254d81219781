import { signPdf } from '@khoso/pades/sign'
import { timeStamperAt, type Authority, type Holder } from '../authority/index.ts'
import { drawResult, type DrawnResult } from '../documents/index.ts'
import { startOfLegalDay, type LegalDay } from '../../server/platform/legal-day.ts'
import { drawingOf } from './draw.ts'
import type { PlannedResult } from './planned-result.ts'
import { printQr } from './print-qr.ts'
import { personOf, SEALS, type SealName } from './seals.ts'
import { alter, annotate, cutOff } from './spoil.ts'
import type { AgencyKey } from './staff.ts'

/** How the file of a result is made; left out, it is what the law asks for: a person's signature and the seal. */
export interface FileRecipe {
  /** Nobody signs, a person alone, or a person and a seal. */
  readonly signed?: 'nobody' | 'person' | 'both'
  /** Another agency's seal than the issuer's. */
  readonly agency?: AgencyKey
  readonly seal?: SealName
  /** Signed on another day than the day of decision. */
  readonly on?: LegalDay
  /** False: no time-stamp proves when it was signed. */
  readonly stamped?: boolean
  /** What happened to the file afterwards, or what was sent in its place. */
  readonly fate?: 'altered' | 'annotated' | 'cut-off' | 'photograph' | 'nothing-sent'
}

export interface Workshop {
  readonly seed: string
  readonly authority: Authority
}

export interface FileOrder {
  readonly recipe?: FileRecipe | undefined
  /** The results of one file, where it names many. */
  readonly list?: readonly PlannedResult[] | undefined
  /** The QR of a code reserved for it, to be printed before it is signed. */
  readonly qrText?: string | undefined
}

/** The file that a case system holds for a result; undefined where it has none. */
export async function makeFile(
  workshop: Workshop,
  result: PlannedResult,
  { recipe = {}, list = [], qrText }: FileOrder = {},
): Promise<Buffer | undefined> {
  if (recipe.fate === 'nothing-sent') return undefined
  if (recipe.fate === 'photograph') return PHOTOGRAPH
  const page = await drawResult(drawingOf(workshop.seed, result, list))
  const drawn = qrText === undefined ? page : { ...page, bytes: await printQr(page.bytes, qrText) }
  const signed = await signFile(workshop, { drawn, result, recipe })
  return recipe.fate ? SPOILED[recipe.fate](signed) : signed
}

const SPOILED = {
  altered: alter,
  annotated: (pdf: Buffer) => annotate(pdf, 'Đã xem, đề nghị lưu hồ sơ.'),
  'cut-off': cutOff,
} as const satisfies Record<string, (pdf: Buffer) => Buffer>

/** The first octets of a picture: somebody photographed the paper and sent that. */
const PHOTOGRAPH = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100', 'hex'),
  Buffer.alloc(512, 0x5a),
])

interface Sheet {
  readonly drawn: DrawnResult
  readonly result: PlannedResult
  readonly recipe: FileRecipe
}

/** The signer in the morning, the registry's seal a quarter of an hour later (Decree 30/2020/NĐ-CP art. 5). */
async function signFile(workshop: Workshop, { drawn, result, recipe }: Sheet): Promise<Buffer> {
  const { signed = 'both', agency = result.issuer, on = result.decidedOn, seal = 'ordinary' } = recipe
  if (signed === 'nobody') return drawn.bytes
  const { authority, seed } = workshop
  const morning = startOfLegalDay(on).getTime() + 9.5 * 3_600_000
  const stamped = recipe.stamped ?? true
  const sign = (pdf: Buffer, holder: Holder, place: Place, time: Date) =>
    signPdf(pdf, {
      signer: holder.signer,
      signerName: holder.entry.name,
      claimedTime: time,
      timeStamp: stamped ? timeStamperAt(authority, time) : undefined,
      appearance: place,
      // Some faults are seals of another house over a person's name; a city's own software would refuse to make them.
      mayCover: true,
    })
  const byPerson = await sign(
    drawn.bytes,
    personOf(authority, seed, agency),
    { kind: 'handwriting', box: drawn.places.person },
    new Date(morning),
  )
  if (signed === 'person') return byPerson
  const holder = SEALS[seal](authority, { agency, usedOn: on })
  return sign(byPerson, holder, { kind: 'seal', box: drawn.places.agency }, new Date(morning + 900_000))
}

type Place = NonNullable<Parameters<typeof signPdf>[1]['appearance']>
