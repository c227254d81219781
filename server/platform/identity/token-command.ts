import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { readSigningKey } from '../secrets.ts'
import { signDemonstrationToken } from './tokens.ts'

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USE = 'khoso token --as NAME   (demonstration only: a token of 15 minutes for a person of staff)'

/** Prints an access token for a person of the demonstration's staff; refuses where it is not a demonstration. */
export async function tokenCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { as: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help || !values.as) {
    io[values.help ? 'out' : 'err'](USE)
    return values.help ? 0 : 2
  }
  const config = readConfig()
  if (config.mode === 'production') {
    io.err('khoso token is for the demonstration; in production people sign in.')
    return 2
  }
  const key = readSigningKey(config.secretsFolder, 'tokens')
  io.out(await signDemonstrationToken(values.as, config.publicUrl, key, new Date()))
  return 0
}
