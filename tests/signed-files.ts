/**
 * Real signed PDFs for tests, one per thing that happens to signed papers. Signatures are made on the spot by
 * the demonstration authority: nothing is recorded, nothing is faked.
 */
import {
  appearanceOperators,
  keySigner,
  minimalPdf,
  signPdf,
  toIndefiniteBer,
  type Signer,
  type SignOrder,
} from '@khoso/pades/sign'
import type { Holder } from '../demo/authority/index.ts'
import { drawResult, type ResultDrawing } from '../demo/documents/index.ts'
import { alterByRevision, alterInPlace, encrypt, saveAgain, truncate } from './signed/spoil.ts'
import {
  agencyWithKeys,
  DIRECTOR,
  expiredAgency,
  HEALTH,
  revokedAgency,
  sharedWorld,
  SIGNED_AT,
  stampAt,
  strangeAgency,
  wrongAgency,
  type SignedWorld,
} from './signed/world.ts'

export { DIRECTOR, HEALTH, NOW, sharedWorld, SIGNED_AT } from './signed/world.ts'
export type { SignedWorld } from './signed/world.ts'

export interface Wish {
  /** The page to be signed; a small one of ASCII text when left out. */
  readonly page: Buffer
  readonly world: SignedWorld
}

const BOXES = {
  seal: { x: 300, y: 120, width: 90, height: 90 },
  handwriting: { x: 360, y: 140, width: 120, height: 50 },
}

const LINES = ['SO Y TE - GIAY CHUNG NHAN', 'So: 12/2026/GCN-SYT', 'Co hieu luc den 31/12/2027']
/** A page with Vietnamese words on it, as the demonstration city's results look. */
export async function drawnPage(drawing: Partial<ResultDrawing> = {}): Promise<Buffer> {
  const { bytes } = await drawResult({ ...DRAWING, ...drawing })
  return bytes
}

const DRAWING: ResultDrawing = {
  agencyName: 'Sở Y tế',
  parentName: HEALTH.parent,
  number: '12/2026/GCN-SYT',
  title: 'Giấy chứng nhận',
  subtitle: 'Cơ sở đủ điều kiện an toàn thực phẩm',
  place: 'Đà Nẵng',
  date: '2026-11-02',
  fields: [['Chủ cơ sở', 'Nguyễn Thị Ngọc Hường']],
  signerTitle: 'Giám đốc',
  signerName: DIRECTOR.name,
}

/** A small page of ASCII, made in no time. */
export const plainPage = (): Buffer => minimalPdf({ lines: LINES })

type Options = Partial<SignOrder> & { readonly at?: Date; readonly stamped?: boolean }

const seal = ({ page, world }: Wish, holder: Holder | Signer, options: Options = {}): Promise<Buffer> => {
  const { at = SIGNED_AT, stamped = true, ...rest } = options
  return signPdf(page, {
    signer: 'signer' in holder ? holder.signer : holder,
    claimedTime: at,
    timeStamp: stamped ? stampAt(world, at) : undefined,
    appearance: { kind: 'seal', box: BOXES.seal },
    ...rest,
  })
}

const signByPerson = (wish: Wish): Promise<Buffer> =>
  seal(wish, wish.world.person, {
    signerName: wish.world.person.entry.name,
    appearance: { kind: 'handwriting', box: BOXES.handwriting },
  })

/** Person, then agency: the original of a decision (NĐ 30/2020 Đ5). */
const signByBoth = async (wish: Wish): Promise<Buffer> =>
  seal({ ...wish, page: await signByPerson(wish) }, wish.world.agency)

const days = (count: number): Date => new Date(SIGNED_AT.getTime() + count * 86_400_000)
const rsaOf = (wish: Wish, algorithm: Signer['algorithm']): Signer =>
  keySigner(agencyWithKeys(wish.world, 'rsa').held, algorithm)

const CASES = {
  /** Agency alone, B-T. */
  good: (wish) => seal(wish, wish.world.agency),
  /** Person then agency, both B-T. */
  'two-signatures': signByBoth,
  'person-only': signByPerson,
  unsigned: ({ page }) => Promise.resolve(page),
  /** A red seal is drawn, nobody signed. */
  'image-only': () => Promise.resolve(pageWithDrawnSeal()),
  'wrong-agency': (wish) => seal(wish, wrongAgency(wish.world)),
  /** Signed under a root of the same names that nobody trusts. */
  'unknown-chain': (wish) => seal(wish, strangeAgency()),
  'not-stamped': (wish) => seal(wish, wish.world.agency, { stamped: false }),
  /** The certificate ended in 2024; a time-stamp proves 2021. */
  'expired-then-stamped': (wish) =>
    seal(wish, expiredAgency(wish.world), { at: new Date('2021-05-06T02:00:00Z') }),
  'expired-not-stamped': (wish) =>
    seal(wish, expiredAgency(wish.world), { at: new Date('2021-05-06T02:00:00Z'), stamped: false }),
  /** Revoked for a stolen key two weeks before the proven time. */
  'revoked-before': (wish) =>
    seal(wish, revokedAgency(wish.world, { at: days(-14), reason: 'keyCompromise' })),
  /** Revoked a week after the proven time, because the body ceased. */
  'revoked-after': (wish) =>
    seal(wish, revokedAgency(wish.world, { at: days(7), reason: 'cessationOfOperation' })),
  'revoked-after-not-stamped': (wish) =>
    seal(wish, revokedAgency(wish.world, { at: days(7), reason: 'cessationOfOperation' }), {
      stamped: false,
    }),
  /** Revoked a week after the proven time, for a stolen key. */
  'key-stolen-after': (wish) =>
    seal(wish, revokedAgency(wish.world, { at: days(7), reason: 'keyCompromise' })),
  /** A signed octet changed where it stands. */
  altered: async (wish) => alterInPlace(await signByBoth(wish)),
  /** The page replaced by a later revision (incremental saving attack). */
  'altered-by-revision': async (wish) => alterByRevision(await signByBoth(wish)),
  're-saved': async (wish) => saveAgain(await signByBoth(wish)),
  truncated: async (wish) => truncate(await seal(wish, wish.world.agency)),
  encrypted: ({ page }) => encrypt(page),
  'not-a-pdf': () => Promise.resolve(Buffer.from('Kính gửi: Sở Y tế\n')),
  /** As the Government's own tools of the last years: signing time inside, certificate not named. */
  pkcs7: (wish) => seal(wish, rsaOf(wish, { scheme: 'rsa-pkcs1', digest: 'sha256' }), { manner: 'pkcs7' }),
  /** The computer that signed was seven hours ahead: local time taken for UTC. */
  'clock-seven-hours-off': (wish) =>
    seal(wish, wish.world.agency, { claimedTime: new Date(SIGNED_AT.getTime() + 7 * 3_600_000) }),
  sha1: (wish) => seal(wish, rsaOf(wish, { scheme: 'rsa-pkcs1', digest: 'sha1' }), { manner: 'pkcs7' }),
  'indefinite-ber': (wish) => seal(wish, wish.world.agency, { recode: toIndefiniteBer }),
  'rsa-pss': (wish) => seal(wish, rsaOf(wish, { scheme: 'rsa-pss', digest: 'sha256' })),
  ed25519: (wish) => seal(wish, agencyWithKeys(wish.world, 'ed25519')),
} as const satisfies Record<string, (wish: Wish) => Promise<Buffer>>

export type SignedCase = keyof typeof CASES
export const SIGNED_CASES = Object.keys(CASES) as SignedCase[]

/** The file of a case; `page` is any PDF that should be signed in place of the small one. */
export function makeSigned(what: SignedCase, wish: Partial<Wish> = {}): Promise<Buffer> {
  return CASES[what]({ page: wish.page ?? plainPage(), world: wish.world ?? sharedWorld() })
}

function pageWithDrawnSeal(): Buffer {
  const drawing = appearanceOperators({ kind: 'seal', box: BOXES.seal }, '')
  return minimalPdf({ lines: LINES, drawing: `q 1 0 0 1 ${BOXES.seal.x} ${BOXES.seal.y} cm ${drawing} Q` })
}
