import { examinePdf, verifyPdf } from '../../../packages/pades/src/verify-pdf.ts'
import { DEFAULT_POLICY } from '@khoso/pades'
import { compare, readShared, listFiles, type Case, type Source } from '../source.ts'

const PDFJS = 'corpus/pdfjs'
const PDFBOX = 'corpus/pdfbox'
/** Mozilla's test root is valid until the beginning of 2027. */
const AT = Date.UTC(2026, 5, 1)

const policy = {
  ...DEFAULT_POLICY,
  id: 'without-revocation',
  revocation: { signer: 'if-known', authority: 'if-known', timeStamp: 'if-known' },
} as const

/** Integrity valid; trusted only with the root, which the CMS names but does not prove. */
function judgePdfjs(): Case[] {
  const bytes = readShared(PDFJS, 'signed_verified.pdf')
  const { report } = examinePdf(bytes, { anchors: [], intermediates: [], at: AT, policy })
  const [signature] = report.signatures
  return [
    compare('signed_verified.pdf integrity', 'true', String(signature?.intact)),
    compare('signed_verified.pdf without its root', 'signature.chain_unknown', report.code),
  ]
}

/** Signature fields that wait for a signature: nothing is signed, and nothing may be said to be. */
const judgePdfbox = (): Case[] =>
  listFiles(PDFBOX, '.pdf').map((file) => {
    const { code, decision } = verifyPdf(readShared(PDFBOX, file), { anchors: [], intermediates: [], at: AT })
    const fit = file.includes('protected') ? 'file.encrypted' : 'signature.missing'
    return compare(file, `refuse ${fit}`, `${decision} ${code}`)
  })

export const browsers: Source = {
  name: 'pdf.js and PDFBox',
  folders: [PDFJS, PDFBOX],
  judge: () => ({ cases: [...judgePdfjs(), ...judgePdfbox()], silent: [] }),
}
