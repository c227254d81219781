import {
  appendRevision,
  getPage,
  nextObjectNumber,
  openPdf,
  readArray,
  textString,
  writeArray,
  writeDictionary,
} from '@khoso/pades/sign'

/** One digit changed in what was signed: every tool that compares nothing still opens the file. */
export function alter(pdf: Buffer): Buffer {
  const at = pdf.indexOf('/CreationDate')
  const digit = at < 0 ? -1 : pdf.indexOf('(D:20', at) + 5
  if (digit < 5) throw new Error('the file carries no date to alter')
  const altered = Buffer.from(pdf)
  altered[digit] = altered[digit] === 0x39 ? 0x38 : 0x39
  return altered
}

/** What is left of an upload that broke off. */
export const cutOff = (pdf: Buffer): Buffer => pdf.subarray(0, Math.floor(pdf.length * 0.4))

/** A note put on the first page by a later revision, as readers do when somebody clicks on "comment". */
export function annotate(pdf: Buffer, words: string): Buffer {
  const file = openPdf(pdf)
  const page = getPage(file, 0)
  const number = nextObjectNumber(file)
  const note = new Map([
    ['Type', Buffer.from('/Annot')],
    ['Subtype', Buffer.from('/Text')],
    ['Rect', Buffer.from('[60 700 80 720]')],
    ['Contents', textString(words)],
    ['F', Buffer.from('4')],
  ])
  const others = readArray(page.dictionary.get('Annots') ?? Buffer.from('[]'))
  const dictionary = new Map(page.dictionary).set(
    'Annots',
    writeArray([...others, Buffer.from(`${number} 0 R`)]),
  )
  const changed = new Map([
    [page.number, writeDictionary(dictionary)],
    [number, writeDictionary(note)],
  ])
  return appendRevision(file, changed).bytes
}
