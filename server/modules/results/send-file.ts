import type { FastifyReply } from 'fastify'
import { fileAnswer } from '../../platform/http/file-answer.ts'
import type { Services } from '../../platform/services.ts'
import { refuse } from './errors.ts'
import type { FileRole } from './register/new-result.ts'
import type { Result } from './result-record.ts'

/** A file of a result as the API describes it: most are PDF, structured originals are XML or JSON. */
export const ResultFileAnswer = fileAnswer('*/*', 'The file, byte for byte; repr-digest has its SHA-256')

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'application/json': 'json',
}

/**
 * Answers with a file of a result: the one signed original, or the newest of a role, byte for byte. Its name says
 * nothing about anybody, and no cache keeps it.
 */
export async function sendFile(
  { database, files }: Services,
  reply: FastifyReply,
  result: Result,
  role: FileRole = 'signed-original',
): Promise<Buffer> {
  const file = result.files.findLast((one) => one.role === role)
  if (!file) throw refuse('results.file_unknown', { resultId: result.id, role })
  const bytes = await files.get(database.read(), file.digest)
  void reply
    .type(file.mediaType)
    .header('content-disposition', `attachment; filename="ket-qua.${ENDINGS[file.mediaType] ?? 'bin'}"`)
    .header('cache-control', 'private, no-store')
    .header('repr-digest', `sha-256=:${Buffer.from(file.digest, 'hex').toString('base64')}:`)
  return bytes
}
