/**
 * What one result (*from*) does to another (*to*), and what that does to the other's force. `keeps`: nothing,
 * both are read together. `ends`: the other is replaced, by the decision that says so. `prolongs`: while *from*
 * is active, the other lasts to the later of both last days. `follows`: *from* has no life of its own, it falls
 * with the other.
 */
export const RELATIONS = {
  /** thay thế */
  replaces: { other: 'ends' },
  /** sửa đổi, bổ sung */
  amends: { other: 'keeps' },
  /** gia hạn */
  extends: { other: 'prolongs' },
  /** đính chính, by a paper of its own */
  corrects: { other: 'keeps' },
  /** tách từ */
  splits: { other: 'ends' },
  /** hợp nhất từ */
  merges: { other: 'ends' },
  /** phụ lục của */
  annexes: { other: 'keeps', follows: true },
} as const satisfies Record<string, { other: 'keeps' | 'ends' | 'prolongs'; follows?: true }>

export type RelationType = keyof typeof RELATIONS
export type EndingRelation = {
  [Type in RelationType]: (typeof RELATIONS)[Type]['other'] extends 'ends' ? Type : never
}[RelationType]

/** The types with this effect on the other, as SQL wants them. */
export const relationsThat = (effect: 'keeps' | 'ends' | 'prolongs'): RelationType[] =>
  (Object.keys(RELATIONS) as RelationType[]).filter((type) => RELATIONS[type].other === effect)

/** The types whose *from* falls with the other. */
export const FOLLOWING: RelationType[] = (Object.keys(RELATIONS) as RelationType[]).filter(
  (type) => 'follows' in RELATIONS[type],
)
