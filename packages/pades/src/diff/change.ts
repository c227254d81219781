/** What happened to a file after a signature, from harmless to not. */
export type ChangeKind = 'none' | 'extension' | 'form-filling' | 'annotation' | 'suspicious'

const ORDER: readonly ChangeKind[] = ['none', 'extension', 'form-filling', 'annotation', 'suspicious']

/** The graver of two kinds of change. */
export const graver = (a: ChangeKind, b: ChangeKind): ChangeKind =>
  ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b

export const isGraver = (a: ChangeKind, b: ChangeKind): boolean => ORDER.indexOf(a) > ORDER.indexOf(b)
