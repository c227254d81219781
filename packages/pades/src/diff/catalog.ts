import { listPages } from '../pdf/pages.ts'
import { dictOf, type PdfDict } from '../pdf/values.ts'
import { judgeKeys, says, type Explaining, type Found, type Judge, type Owner } from './explain.ts'
import { judgeForm } from './form.ts'
import { judgeStructure } from './structure.ts'

const viewer = says('change.viewer_settings')
const script = says('change.script_added')
const attachment = says('change.attachment')

/** A certification may be added; the permissions of one that stands may not be touched. */
const judgePermissions: Judge = ({ signed }, before, _, owner) => [
  { ...owner, code: signed.resolve(before) === null ? 'change.form_settings' : 'change.permissions' },
]

/** Scripts and attachments are named for what they are; every other name tree is one kind. */
const judgeNames: Judge = (explaining, before, after, owner) =>
  judgeNameKeys(
    explaining,
    dictOf(explaining.signed.resolve(before)),
    dictOf(explaining.file.resolve(after)),
    owner,
  )

const judgeNameKeys = judgeKeys({
  keys: { JavaScript: script, EmbeddedFiles: attachment },
  otherwise: says('change.names'),
})

/** What may change in the catalog, and how grave that is (ISO 32000-2 7.7.2). */
const judgeRootKeys = judgeKeys({
  keys: {
    // Evidence may be added and put in order; taking it all away serves nobody honest.
    DSS: (_, __, after, owner) => [
      { ...owner, code: after === null ? 'change.evidence_removed' : 'change.validation_data' },
    ],
    Extensions: says('change.version'),
    Version: says('change.version'),
    Metadata: says('change.metadata'),
    AcroForm: judgeForm,
    Perms: judgePermissions,
    Pages: (explaining, _, __, owner) => judgePageTree(explaining, owner),
    OpenAction: script,
    AA: script,
    Names: (explaining, before, after, owner) => {
      const found = judgeNames(explaining, before, after, owner)
      // An empty tree names nothing yet, but is no part of what was signed.
      return found.length > 0 ? found : [{ ...owner, code: 'change.names' }]
    },
    AF: attachment,
    Collection: attachment,
    OCProperties: says('change.layers'),
    StructTreeRoot: judgeStructure,
    MarkInfo: says('change.structure'),
    ...Object.fromEntries(
      ['PageLabels', 'ViewerPreferences', 'PageMode', 'PageLayout', 'Outlines', 'Dests', 'Lang', 'URI'].map(
        (key) => [key, viewer],
      ),
    ),
  },
  otherwise: says('change.catalog'),
})

export const judgeRoot = (explaining: Explaining): readonly Found[] =>
  judgeRootKeys(explaining, explaining.signed.root, explaining.file.root, {})

const pageNode = says('change.page_settings')
const pageBox = says('change.page_box')
const resources = says('change.page_resources')

const judgePageNodeKeys = judgeKeys({
  keys: {
    Kids: () => [],
    Count: () => [],
    MediaBox: pageBox,
    CropBox: pageBox,
    Rotate: pageBox,
    Resources: resources,
  },
  otherwise: pageNode,
})

/** A node of the page tree: which pages there are, and what they inherit. */
export function judgePageNode(
  explaining: Explaining,
  before: PdfDict,
  after: PdfDict,
  owner: Owner,
): readonly Found[] {
  const found = [...judgePageNodeKeys(explaining, before, after, owner), ...comparePages(explaining, owner)]
  return found.length > 0 ? found : [{ ...owner, code: 'change.page_settings' }]
}

function judgePageTree(explaining: Explaining, owner: Owner): readonly Found[] {
  const found = comparePages(explaining, owner)
  // The same pages under another root: what they inherit is not followed.
  return found.length > 0 ? found : [{ ...owner, code: 'change.page_settings' }]
}

function comparePages({ signed, file }: Explaining, owner: Owner): readonly Found[] {
  const [before, after] = [listPages(signed), listPages(file)]
  const [was, is] = [new Set(before.map(({ num }) => num)), new Set(after.map(({ num }) => num))]
  const added = after.flatMap(({ num }, i): Found[] =>
    was.has(num) ? [] : [{ code: 'change.page_added', object: num, page: i + 1 }],
  )
  const removed = before.flatMap(({ num }, i): Found[] =>
    is.has(num) ? [] : [{ code: 'change.page_removed', object: num, page: i + 1, gone: true }],
  )
  if (added.length + removed.length > 0) return [...removed, ...added]
  const same = before.length === after.length && before.every(({ num }, i) => num === after[i]!.num)
  return same ? [] : [{ ...owner, code: 'change.page_order' }]
}
