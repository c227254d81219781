import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTrust, verifyPdf } from '@khoso/pades'
import type { BenchFile } from './files/store.ts'

const DATA = join(import.meta.dirname, '../../shared/data')
const AT = Date.UTC(2026, 10, 22)

const listOf = (folder: string, ending: string): Buffer[] =>
  readdirSync(join(DATA, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(DATA, folder, name)))

/**
 * Signed state documents with the certificates they are judged by; undefined where the folder is not there. No authority
 * is asked, so what is judged ends with missing evidence, and each holds one or two signatures of its own.
 */
export function findRealFiles(): readonly BenchFile[] | undefined {
  if (!existsSync(join(DATA, 'signed-pdfs'))) return undefined
  const options = { ...readTrust(listOf('vgca-certs', '.pem')), at: AT }
  return listOf('signed-pdfs', '.pdf')
    .map((bytes) => ({ bytes, options }))
    .filter((file) => verifyPdf(file.bytes, options).signatures.length > 0)
}
