/** What happened to a file after a signature, from harmless to not. */
export type ChangeKind = 'none' | 'extension' | 'form-filling' | 'annotation' | 'suspicious'

const ORDER: readonly ChangeKind[] = ['none', 'extension', 'form-filling', 'annotation', 'suspicious']

/** The graver of two kinds of change. */
export const graver = (a: ChangeKind, b: ChangeKind): ChangeKind =>
  ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b

export const isGraver = (a: ChangeKind, b: ChangeKind): boolean => ORDER.indexOf(a) > ORDER.indexOf(b)

/**
 * All that can be found to have changed after a signature, and how grave each is. The codes are stable;
 * the sentences a clerk reads stand in `words/`. What none of the first three groups explains is suspicious.
 */
export const KIND_OF = {
  'change.validation_data': 'extension',
  'change.time_stamp_added': 'extension',
  'change.metadata': 'extension',
  'change.version': 'extension',

  'change.signature_added': 'form-filling',
  'change.field_filled': 'form-filling',
  'change.form_settings': 'form-filling',
  'change.structure_extended': 'form-filling',

  // Signing and filling in are what ISO 32000-2 table 257 calls P = 2; these two are more than that.
  'change.signature_field_added': 'annotation',
  'change.field_overwritten': 'annotation',
  'change.note_added': 'annotation',
  'change.note_changed': 'annotation',
  'change.note_removed': 'annotation',
  // Where notes may be removed, one that lay over something may too: then a person compares.
  'change.cover_removed': 'annotation',
  'change.tab_order': 'annotation',

  'change.page_content': 'suspicious',
  'change.page_added': 'suspicious',
  'change.page_removed': 'suspicious',
  'change.page_order': 'suspicious',
  'change.page_box': 'suspicious',
  'change.page_resources': 'suspicious',
  'change.page_settings': 'suspicious',
  'change.font_replaced': 'suspicious',
  'change.image_replaced': 'suspicious',
  'change.seal_redrawn': 'suspicious',
  'change.hidden_content_shown': 'suspicious',
  'change.content_hidden': 'suspicious',
  'change.layers': 'suspicious',
  'change.field_added': 'suspicious',
  'change.field_duplicated': 'suspicious',
  'change.field_moved': 'suspicious',
  'change.field_removed': 'suspicious',
  'change.field_redefined': 'suspicious',
  'change.signature_field_drawn': 'suspicious',
  'change.signature_removed': 'suspicious',
  'change.viewer_redraws': 'suspicious',
  'change.other_form': 'suspicious',
  'change.note_redefined': 'suspicious',
  'change.script_added': 'suspicious',
  'change.attachment': 'suspicious',
  'change.names': 'suspicious',
  'change.viewer_settings': 'suspicious',
  'change.structure': 'suspicious',
  'change.permissions': 'suspicious',
  'change.evidence_removed': 'suspicious',
  'change.encryption': 'suspicious',
  'change.catalog': 'suspicious',
  'change.cross_reference': 'suspicious',
  'change.ambiguous_object': 'suspicious',
  'change.unnamed_object': 'suspicious',
  'change.unnamed_octets': 'suspicious',
  'change.not_compared': 'suspicious',
} as const satisfies Readonly<Record<string, Exclude<ChangeKind, 'none'>>>

export type ChangeCode = keyof typeof KIND_OF

/** One thing that changed, and where a person can see it. */
export type Change = {
  readonly kind: Exclude<ChangeKind, 'none'>
  readonly code: ChangeCode
  /** The full name of the form field. */
  readonly field: string | null
  /** Counted from 1: in the file, or in the signed revision for what is gone from it. */
  readonly page: number | null
  /** In the page's own units, lower left and upper right corner. */
  readonly rect: readonly [number, number, number, number] | null
  /** It lies, or lay, over words or pictures that were signed. */
  readonly covers: boolean
  /** The number of the changed object. */
  readonly object: number | null
  /** The cross-reference section that last wrote it, counted from 1, the oldest. */
  readonly revision: number | null
}
