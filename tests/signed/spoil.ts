/** What people and programs do to a signed file afterwards. */
import { PDF } from '@libpdf/core'
import {
  appendRevision,
  findObject,
  findReference,
  getPage,
  nextObjectNumber,
  openPdf,
  readArray,
  writeArray,
  writeDictionary,
} from '@khoso/pades/sign'

/** One digit of a date changed where it stands: in the text of a small page, else in the file's own date. */
export function alterInPlace(pdf: Buffer): Buffer {
  const found = /31\/12\/20(?=\d\d)|\/CreationDate \(D:20(?=\d\d)/.exec(pdf.toString('latin1'))
  if (!found) throw new Error('the file carries no date to alter')
  const altered = Buffer.from(pdf)
  const at = found.index + found[0].length
  altered[at] = altered[at] === 0x39 ? 0x38 : 0x39
  return altered
}

/** Another page drawn over the signed one by a later revision: every signed octet is still there. */
export function alterByRevision(pdf: Buffer): Buffer {
  const file = openPdf(pdf)
  const contents = getPage(file, 0).dictionary.get('Contents')
  const first = contents?.[0] === 0x5b ? readArray(contents)[0] : contents
  const number = findReference(first)
  if (number === undefined || !findObject(file, number)) throw new Error('the page has no content to replace')
  const drawing = 'BT /F1 12 Tf 60 780 Td (Co hieu luc den 31/12/2099) Tj ET'
  const body = `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`
  return appendRevision(file, new Map([[number, Buffer.from(body)]])).bytes
}

/** A line of the first page painted over and written anew by a later revision, as a forger with an editor does. */
export function paintOver(
  pdf: Buffer,
  { at, words }: { at: readonly [number, number]; words: string },
): Buffer {
  const file = openPdf(pdf)
  const page = getPage(file, 0)
  const [paint, font] = [nextObjectNumber(file), nextObjectNumber(file) + 1]
  const [x, y] = at
  const drawing = `q 1 g ${x - 2} ${y - 4} ${words.length * 7} 17 re f 0 g BT /Forged 12 Tf ${x} ${y} Td (${words}) Tj ET Q`
  const own = page.dictionary.get('Contents')!
  const parts = own[0] === 0x5b ? readArray(own) : [own]
  const resources = page.dictionary.get('Resources')!.toString('latin1')
  const dictionary = new Map(page.dictionary)
    .set('Contents', writeArray([...parts, Buffer.from(`${paint} 0 R`)]))
    .set('Resources', Buffer.from(resources.replace('/Font <<', `/Font << /Forged ${font} 0 R`), 'latin1'))
  const changed = new Map([
    [page.number, writeDictionary(dictionary)],
    [paint, Buffer.from(`<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`)],
    [font, Buffer.from('<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman>>')],
  ])
  return appendRevision(file, changed).bytes
}

/** Opened and saved by a program that writes the whole file anew. */
export async function saveAgain(pdf: Buffer): Promise<Buffer> {
  const loaded = await PDF.load(pdf)
  // Without a change it would hand back the octets it was given.
  loaded.setProducer('Another program')
  return Buffer.from(await loaded.save({ incremental: false }))
}

/** What is left of an upload that broke off. */
export const truncate = (pdf: Buffer): Buffer => pdf.subarray(0, Math.floor(pdf.length * 0.8))

/** Locked with an empty password, as some offices save theirs. */
export async function encrypt(pdf: Buffer): Promise<Buffer> {
  const loaded = await PDF.load(pdf)
  loaded.setProtection({ ownerPassword: 'khoso' })
  return Buffer.from(await loaded.save())
}
