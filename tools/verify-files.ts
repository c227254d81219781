import { type CommandIo, verifyCommand } from '../packages/pades/src/command/verify.ts'
import * as en from '../words/en/signatures.ts'
import * as vi from '../words/vi/signatures.ts'

/** The house's sentences as the command speaks them. */
export const VERIFY_WORDS = {
  vi: {
    codes: vi.signatures,
    changes: vi.signatureChanges,
    lapses: vi.signatureLapses,
    text: vi.signatureText,
  },
  en: {
    codes: en.signatures,
    changes: en.signatureChanges,
    lapses: en.signatureLapses,
    text: en.signatureText,
  },
} as const

/** `khoso verify` with the house's words and this machine's clock. */
export const verifyFiles = (argv: readonly string[], io: CommandIo): Promise<number> =>
  verifyCommand(argv, io, { words: VERIFY_WORDS, now: Date.now })
