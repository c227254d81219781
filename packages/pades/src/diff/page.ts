import { dictOf, nameOf } from '../pdf/values.ts'
import { judgeAnnotations } from './annotations.ts'
import { judgeKeys, says, type Judge } from './explain.ts'

const box = says('change.page_box')

const judgePageKeys = judgeKeys({
  keys: {
    Annots: judgeAnnotations,
    // Adobe sets the order of structure when it adds the first field; any other order is a change of its own.
    Tabs: (_, before, after, owner) => [
      {
        ...owner,
        code: before === null && nameOf(after) === 'S' ? 'change.form_settings' : 'change.tab_order',
      },
    ],
    LastModified: says('change.metadata'),
    Contents: says('change.page_content'),
    Resources: says('change.page_resources'),
    ...Object.fromEntries(
      ['MediaBox', 'CropBox', 'TrimBox', 'ArtBox', 'BleedBox', 'Rotate', 'UserUnit'].map((key) => [key, box]),
    ),
    AA: says('change.script_added'),
    AF: says('change.attachment'),
  },
  otherwise: says('change.page_settings'),
})

/** Judges a page: what is drawn on it is fixed, only the list of annotations may grow. */
export const judgePage: Judge = (explaining, before, after, owner) => {
  const [old, now] = [dictOf(before), dictOf(after)]
  return old && now
    ? judgePageKeys(explaining, old, now, owner)
    : [{ ...owner, code: 'change.page_removed', gone: true }]
}
