import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import type { Tx } from '../database/transaction.ts'
import { inDatabase, sayRefusal } from '../embedded/in-database.ts'
import { record } from '../journal/record.ts'
import { legalDayOf } from '../legal-day.ts'
import { giveGrant } from './grants.ts'
import { addStaff } from './staff.ts'

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USE = `khoso admin ID --name NAME --letter TEXT
Makes somebody the city's administrator, who then adds staff and gives rights: how a new installation begins.
  ID             the name the city's sign-in knows them by (see KHOSO_SIGN_IN)
  --letter TEXT  the letter that names them`

const ID = /^[a-z0-9][a-z0-9._-]{1,59}$/
const OPERATOR = { kind: 'system', id: 'operator' } as const

/** `khoso admin …`: the first administrator, by whoever runs the server. */
export async function adminCommand(argv: readonly string[], io: Io, config = readConfig()): Promise<number> {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { name: text, letter: text, help: { type: 'boolean' } },
  })
  const [id = ''] = positionals
  const { name, letter, help } = values
  if (help || !ID.test(id) || !name || !letter) {
    io[help ? 'out' : 'err'](USE)
    return help ? 0 : 2
  }
  try {
    await inDatabase(config, (tx) => addAdministrator(tx, { id, name, letter }))
  } catch (error) {
    io.err(sayRefusal(error))
    return 1
  }
  io.out(`${id} administers the city: sign in at ${config.publicUrl}/dang-nhap.`)
  return 0
}

/** The person and the right, together or not at all, and both in the journal. */
export async function addAdministrator(
  tx: Tx,
  { id, name, letter: basis }: { readonly id: string; readonly name: string; readonly letter: string },
): Promise<void> {
  const subject = `staff:${id}` as const
  const note = { actor: OPERATOR, outcome: 'done', details: { letter: basis } } as const
  await addStaff(tx, { id, name })
  await record(tx, { ...note, action: 'StaffAdd', subjectIds: [subject] })
  const grant = { subject, role: 'city-admin', agencyId: null, from: legalDayOf(tx.now), basis } as const
  const grantId = await giveGrant(tx, { grant, by: 'system:operator', knowsAgency: async () => true })
  await record(tx, { ...note, action: 'GrantGive', subjectIds: [subject, grantId] })
}
