import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { EmbeddedFont, PDF } from '@libpdf/core'

/** Serif faces with every Vietnamese mark; Times New Roman, which the decree names, may not be shipped. */
const FACES = {
  plain: 'DejaVuSerifCondensed.ttf',
  bold: 'DejaVuSerifCondensed-Bold.ttf',
  italic: 'DejaVuSerifCondensed-Italic.ttf',
  boldItalic: 'DejaVuSerifCondensed-BoldItalic.ttf',
} as const

export type Face = keyof typeof FACES
export type Fonts = Readonly<Record<Face, EmbeddedFont>>

const require = createRequire(import.meta.url)
const files = new Map<Face, Uint8Array>()

function fileOf(face: Face): Uint8Array {
  const known = files.get(face)
  if (known) return known
  const read = readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${FACES[face]}`))
  files.set(face, read)
  return read
}

export const embedFonts = (pdf: PDF): Fonts => ({
  plain: pdf.embedFont(fileOf('plain')),
  bold: pdf.embedFont(fileOf('bold')),
  italic: pdf.embedFont(fileOf('italic')),
  boldItalic: pdf.embedFont(fileOf('boldItalic')),
})
