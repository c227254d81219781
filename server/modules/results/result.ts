import type { Id } from '../../platform/ids.ts'
import type { LegalDay } from '../../platform/legal-day.ts'

export type ResultId = Id<'result'>

/** Trạng thái. *Expired* and *not yet valid* are not states: they are answers about a date. */
export const RESULT_STATES = ['draft', 'active', 'suspended', 'revoked', 'replaced'] as const
export type ResultState = (typeof RESULT_STATES)[number]

/** The same, where the answer is wanted as a rank: what lies over what on one day. */
export const LAYERS = { issue: 0, suspension: 1, ending: 2 } as const

/**
 * What a move may start from and what it does. A move that `puts` a state lays it over the days from its own on;
 * the highest layer is the answer of a day, so an ending hides a suspension and a suspension ends by itself. An
 * undoing move takes away one such row, from its own day on, and what lies below shows again.
 *
 * `judged`: on the day the move takes effect, or at the end of what is recorded (an ending decided for next
 * month already bars a second ending, but not a suspension until then).
 */
export const MOVES = {
  /** Ban hành */
  issue: { from: ['draft'], layer: 'issue', puts: 'active', judged: 'end', acts: 'back' },
  /** Tạm đình chỉ */
  suspend: {
    from: ['active', 'suspended'],
    layer: 'suspension',
    puts: 'suspended',
    judged: 'day',
    acts: 'onward',
  },
  /** Cho hoạt động trở lại */
  resume: { from: ['suspended'], undoes: 'suspension', judged: 'day' },
  /** Thu hồi */
  withdraw: {
    from: ['active', 'suspended'],
    layer: 'ending',
    puts: 'revoked',
    judged: 'end',
    acts: 'onward',
  },
  /** Hủy hiệu lực, chấm dứt hiệu lực (Decree 45/2020/NĐ-CP art. 15) */
  cancel: { from: ['active', 'suspended'], layer: 'ending', puts: 'revoked', judged: 'end', acts: 'onward' },
  /** Hủy bỏ: as if it had never been issued. */
  annul: {
    from: ['active', 'suspended', 'replaced'],
    layer: 'ending',
    puts: 'revoked',
    judged: 'end',
    acts: 'back',
  },
  /** Khôi phục sau thu hồi, hủy */
  reinstate: { from: ['revoked'], undoes: 'ending', judged: 'end' },
  /** Thay thế */
  replace: {
    from: ['active', 'suspended'],
    layer: 'ending',
    puts: 'replaced',
    judged: 'end',
    acts: 'onward',
  },
  /** Khôi phục sau thay thế */
  restore: { from: ['replaced'], undoes: 'ending', judged: 'end' },
  /** Đính chính: attached, the original stays in force. */
  correct: { from: ['active', 'suspended'], judged: 'day' },
} as const satisfies Record<string, MoveRule>

export type Move = keyof typeof MOVES
type Layer = keyof typeof LAYERS

export interface MoveRule {
  readonly from: readonly ResultState[]
  readonly judged: 'day' | 'end'
  readonly layer?: Layer
  readonly puts?: Exclude<ResultState, 'draft'>
  /** Where the state begins: on the decision's effective day, or with the result itself. */
  readonly acts?: 'onward' | 'back'
  readonly undoes?: Layer
}

/** Why a revoked result is revoked, and the move that says so. */
export const REVOCATIONS = {
  withdrawn: 'withdraw',
  cancelled: 'cancel',
  annulled: 'annul',
} as const satisfies Record<string, Move>
export type Revocation = keyof typeof REVOCATIONS

/** What somebody who asks about a day is told. */
export type Verdict =
  | 'valid'
  | 'expired'
  | 'not_yet_valid'
  | 'suspended'
  | 'revoked'
  | 'replaced'
  | 'not_issued'

/** Where a day falls in the time the paper was issued for. */
export type DatePosition = 'before' | 'within' | 'after'

const always = (verdict: Verdict) => ({ before: verdict, within: verdict, after: verdict })

/** State × date → verdict. A suspension that outlives the paper ends with it. */
export const VERDICTS: Readonly<Record<ResultState, Readonly<Record<DatePosition, Verdict>>>> = {
  draft: always('not_issued'),
  active: { before: 'not_yet_valid', within: 'valid', after: 'expired' },
  suspended: { before: 'suspended', within: 'suspended', after: 'expired' },
  revoked: always('revoked'),
  replaced: always('replaced'),
}

/**
 * Verdict → value in the public status list (draft-ietf-oauth-status-list, section 7: 0 VALID, 1 INVALID,
 * 2 SUSPENDED, 3 and 0x0B for applications). Dates are in the QR itself, so a list does not change at midnight.
 */
export const STATUS_VALUES: Readonly<Record<Verdict, number>> = {
  valid: 0x00,
  expired: 0x00,
  not_yet_valid: 0x00,
  revoked: 0x01,
  suspended: 0x02,
  replaced: 0x03,
  not_issued: 0x0b,
}

/** Where `day` falls between two legal days, both inclusive; no end means for ever. */
export function datePositionOf(
  { effectiveFrom, effectiveTo }: { readonly effectiveFrom: LegalDay; readonly effectiveTo: LegalDay | null },
  day: LegalDay,
): DatePosition {
  if (day < effectiveFrom) return 'before'
  return effectiveTo !== null && day > effectiveTo ? 'after' : 'within'
}

/** The verdict of a status on its day: the one table every route that shows a result reads. */
export function verdictOf(
  status: {
    readonly state: ResultState
    readonly effectiveFrom: LegalDay
    readonly effectiveTo: LegalDay | null
  },
  onDay: LegalDay,
): Verdict {
  return VERDICTS[status.state][datePositionOf(status, onDay)]
}
