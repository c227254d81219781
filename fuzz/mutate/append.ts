import type { Base } from '../base.ts'
import type { Random } from '../random.ts'
import { writeRevision, type Draft, type Written } from '../write-revision.ts'
import { anyValue, editBody, type Surroundings } from './edit-body.ts'
import { followRecipe } from './recipes.ts'
import { firstFree, startWorkpiece, type Workpiece } from './workpiece.ts'

/** The good file with one to three revisions more; no signed octet is touched. */
export function appendRevisions(base: Base, random: Random): Buffer {
  let bytes = base.bytes
  let earlier: ReadonlyMap<number, Buffer> = new Map()
  let prev = base.startXref
  for (let left = random.once(4) ? 1 + random.below(3) : 1; left > 0; left -= 1) {
    const piece = startWorkpiece(base, random, earlier)
    think(piece)
    const draft = oddly(makeDraft(piece, prev), piece, bytes)
    const revision = writeRevision(draft, bytes.length)
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(revision.toString('latin1'))
    bytes = Buffer.concat([bytes, revision])
    prev = start ? Number(start[1]) : prev
    earlier = new Map([...earlier, ...piece.changes])
  }
  return bytes
}

function think(piece: Workpiece): void {
  const { random } = piece
  const blind = random.once(4)
  if (!blind)
    for (let left = 1 + random.below(random.once(2) ? 3 : 1); left > 0; left -= 1) followRecipe(piece)
  for (let left = blind ? 1 + random.below(3) : random.once(12) ? 1 : 0; left > 0; left -= 1) {
    const num = random.pick(piece.numbers())
    piece.set(num, editBody(piece.bodyOf(num), aroundOf(piece)))
  }
}

const aroundOf = ({ random, numbers, bodyOf }: Workpiece): Surroundings => ({
  random,
  numbers: numbers(),
  bodyOf,
})

function makeDraft({ base, changes }: Workpiece, prev: number): Draft {
  const objects = [...changes].map(([num, body]): Written => ({ num, body }))
  return {
    objects,
    form: base.style,
    prev,
    root: base.root,
    size: Math.max(base.size, firstFree(base), ...changes.keys()),
    trailer: '',
    startXref: undefined,
    entries: [],
    before: base.bytes.at(-1) === 10 ? '' : '\n',
    end: '\n',
  }
}

type Oddity = (draft: Draft, piece: Workpiece, bytes: Buffer) => Draft

const onOne = (draft: Draft, { random }: Workpiece, change: (written: Written) => Written[]): Draft => {
  const chosen = random.below(draft.objects.length)
  return {
    ...draft,
    objects: draft.objects.flatMap((written, i) => (i === chosen ? change(written) : [written])),
  }
}

/** Anything that an offset could mean: places in the file, of objects and of none. */
const anyOffset = ({ random, base }: Workpiece, bytes: Buffer): number =>
  random.pick([
    0,
    1,
    9,
    base.startXref,
    random.below(bytes.length),
    bytes.length + 100,
    2 ** 31,
    base.covered[0]!.gapStart,
  ])

const ODDITIES: readonly Oddity[] = [
  (draft, piece) => ({ ...draft, form: piece.random.pick(['table', 'stream', 'hybrid', 'none']) }),
  (draft, piece) => ({
    ...draft,
    form: piece.random.pick(['stream', 'hybrid', draft.form]),
    objects: draft.objects.map((written) => ({ ...written, packed: true })),
  }),
  (draft, piece, bytes) => ({ ...draft, prev: piece.random.once(3) ? undefined : anyOffset(piece, bytes) }),
  (draft, piece, bytes) => ({ ...draft, startXref: anyOffset(piece, bytes) }),
  (draft, piece) => ({ ...draft, root: piece.random.pick(piece.numbers()) }),
  (draft, piece) => ({ ...draft, size: piece.random.pick([0, 1, draft.size + 1000, 9_000_000]) }),
  (draft, piece) => ({
    ...draft,
    trailer: piece.random.pick([
      `/Root ${piece.random.pick(piece.numbers())} 0 R`,
      '/Encrypt<<>>',
      `/Info ${anyValue(aroundOf(piece))}`,
      `/XRefStm ${piece.random.below(30_000)}`,
      '/ID[<00><00>]',
      `/Extends ${anyValue(aroundOf(piece))}`,
      '/Prev 0',
    ]),
  }),
  (draft, piece) => onOne(draft, piece, (written) => [{ ...written, unnamed: true }]),
  (draft, piece) =>
    onOne(draft, piece, (written) => [{ ...written, shift: piece.random.pick([-1, 1, 5, -20]) }]),
  (draft, piece) => onOne(draft, piece, (written) => [{ ...written, gen: piece.random.pick([1, 2, 65535]) }]),
  (draft, piece) =>
    onOne(draft, piece, (written) => [
      { ...written, behind: piece.random.pick(['<<>>\n', '% \n', 'endobj\n', '5 0 obj\n']) },
    ]),
  // The same number twice, named once or twice.
  (draft, piece) =>
    onOne(draft, piece, (written) => [
      { ...written, unnamed: piece.random.once(2) },
      { ...written, body: Buffer.from(anyValue(aroundOf(piece)), 'latin1') },
    ]),
  (draft, piece, bytes) => ({
    ...draft,
    entries: [
      {
        num: piece.random.pick(piece.numbers()),
        offset: piece.random.once(2) ? 'free' : anyOffset(piece, bytes),
      },
    ],
  }),
  (draft, piece) => ({
    ...draft,
    before: piece.random.pick([
      '%%EOF\n',
      '\r\n',
      '% comment\n',
      '\0\0',
      'startxref\n0\n%%EOF\n',
      '%PDF-1.7\n',
    ]),
  }),
  (draft, piece) => ({
    ...draft,
    end: piece.random.pick([
      '',
      '\n%%EOF\n',
      '\r\n\r\n',
      '\nstartxref\n9\n%%EOF\n',
      '\n5 0 obj\n<<>>\nendobj\n',
      ' ',
      '\0',
    ]),
  }),
]

/** Half of all revisions are written as they should be. */
function oddly(draft: Draft, piece: Workpiece, bytes: Buffer): Draft {
  const { random } = piece
  let odd = draft
  for (let left = random.once(2) ? 1 + random.below(random.once(3) ? 3 : 1) : 0; left > 0; left -= 1)
    odd = random.pick(ODDITIES)(odd, piece, bytes)
  return odd
}
