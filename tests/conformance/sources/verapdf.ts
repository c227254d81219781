import { verifyPdf } from '@khoso/pades'
import { listFiles, readShared, type Case, type Source } from '../source.ts'

const FOLDER = 'corpus/verapdf'
const AT = Date.UTC(2026, 3, 15)

/**
 * veraPDF's verdict is about PDF/A: whether the permissions dictionary keeps ISO 19005's rules. That is no
 * question of ours; a file that passes is one whose signature we must be able to read to a verdict of its own.
 */
function judge() {
  const [cases, silent]: [Case[], string[]] = [[], []]
  for (const file of listFiles(FOLDER, '.pdf')) {
    const { code, signatures } = verifyPdf(readShared(FOLDER, file), {
      anchors: [],
      intermediates: [],
      at: AT,
    })
    if (!file.includes('-pass-') || signatures.length === 0) silent.push(file)
    else {
      const readable = code !== 'file.unreadable' && code !== 'signature.unreadable'
      cases.push({ id: file, expected: 'readable', found: code, agrees: readable })
    }
  }
  return { cases, silent }
}

export const verapdf: Source = { name: 'veraPDF', folders: [FOLDER], judge }
