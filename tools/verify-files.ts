import { type CommandIo, verifyCommand } from '../packages/pades/src/command/verify.ts'
import type { VerifyWords } from '../packages/pades/src/command/describe.ts'
import * as en from '../words/en/signatures.ts'
import * as vi from '../words/vi/signatures.ts'

/** The house's sentences as the command speaks them. */
export const verifyWords = ({
  signatures: codes,
  signatureChanges: changes,
  signatureLapses: lapses,
  signatureText: text,
}: typeof vi | typeof en): VerifyWords => ({ codes, changes, lapses, text })

/** `khoso verify` with the house's words and this machine's clock. */
export const verifyFiles = (argv: readonly string[], io: CommandIo): Promise<number> =>
  verifyCommand(argv, io, { words: { vi: verifyWords(vi), en: verifyWords(en) }, now: Date.now })
