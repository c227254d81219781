import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { isId } from '../ids.ts'
import { readSigningKey } from '../secrets.ts'
import { signDemonstrationToken, signHolderToken } from './tokens.ts'

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USE = `khoso token --as NAME          (demonstration only: a token of 15 minutes for a person of staff)
khoso token --holder PARTY_ID  (the same for the holder of papers, by the id of their party)`

/** Prints an access token for a person of the demonstration; refuses where it is not a demonstration. */
export async function tokenCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { as: { type: 'string' }, holder: { type: 'string' }, help: { type: 'boolean' } },
  })
  const { as, holder, help } = values
  const who = as ?? holder
  if (help || !who || (as && holder)) {
    io[help ? 'out' : 'err'](USE)
    return help ? 0 : 2
  }
  const config = readConfig()
  if (config.mode === 'production') {
    io.err('khoso token is for the demonstration; in production people sign in.')
    return 2
  }
  if (holder && !isId(holder)) {
    io.err('A holder is named by the id of their party, never by a number of theirs.')
    return 2
  }
  const sign = holder ? signHolderToken : signDemonstrationToken
  io.out(await sign(who, config.publicUrl, readSigningKey(config.secretsFolder, 'tokens'), new Date()))
  return 0
}
