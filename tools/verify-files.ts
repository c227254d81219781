import { type CommandIo, verifyCommand } from '../packages/pades/src/command/verify.ts'
import * as en from '../words/en/signatures.ts'
import * as vi from '../words/vi/signatures.ts'

/** `khoso verify` with the house's words and this machine's clock. */
export const verifyFiles = (argv: readonly string[], io: CommandIo): Promise<number> =>
  verifyCommand(argv, io, {
    words: {
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
    },
    now: Date.now,
  })
