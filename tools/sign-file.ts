import { signCommand } from '../packages/pades/src/command/sign.ts'
import type { CommandIo } from '../packages/pades/src/command/verify.ts'
import * as en from '../words/en/signing.ts'
import * as vi from '../words/vi/signing.ts'
import { askSecret } from './ask-secret.ts'

/** `khoso sign` with the house's words, this machine's clock and its terminal. */
export async function signFile(argv: readonly string[], io: CommandIo): Promise<number> {
  const exit = await signCommand(argv, io, {
    words: {
      vi: { codes: vi.signing, text: vi.signingText },
      en: { codes: en.signing, text: en.signingText },
    },
    now: Date.now,
    ask: askSecret,
  })
  // The terminal, and a token's driver, would otherwise keep the process waiting.
  process.stdin.destroy()
  return exit
}
