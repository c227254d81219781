import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findAgencyByCode, refuseInCatalog } from './modules/catalog/index.ts'
import { readConfig } from './platform/config.ts'
import type { Tx } from './platform/database/transaction.ts'
import { inDatabase, sayRefusal } from './platform/embedded/in-database.ts'
import { connectClient, type NewClient } from './platform/identity/clients.ts'
import { giveGrant } from './platform/identity/grants.ts'
import { record } from './platform/journal/record.ts'
import { isLegalDay, legalDayOf, type LegalDay } from './platform/legal-day.ts'

interface Io {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
}

const USE = `khoso connect ID --name NAME --jwks FILE (--agency CODE | --city) --letter TEXT [--from DAY]
Connects a case system by its public keys and lets it deliver for one agency and all below it, or for the city.
  --jwks FILE    public keys as a JSON Web Key Set (RFC 7517); a private or weak key is refused
  --letter TEXT  the letter it rests on
  --from DAY     since when it may (today)`

const OPERATOR = { kind: 'system', id: 'operator' } as const

/** `khoso connect …`: how a case system is let in by who runs the server, where nobody can sign in yet. */
export async function connectCommand(
  argv: readonly string[],
  io: Io,
  config = readConfig(),
): Promise<number> {
  const order = readOrder(argv)
  if (order === undefined) {
    const asked = argv.includes('--help')
    io[asked ? 'out' : 'err'](USE)
    return asked ? 0 : 2
  }
  const keys = readKeySet(order.file)
  if (keys === undefined) {
    io.err(`${order.file} is no JSON Web Key Set that can be read.`)
    return 2
  }
  try {
    await inDatabase(config, (tx) => connectSystem(tx, { ...order, jwks: { keys } }))
  } catch (error) {
    io.err(sayRefusal(error))
    return 1
  }
  io.out(`${order.id} may deliver for ${order.agency ?? 'the whole city'}.`)
  return 0
}

interface Connection extends NewClient {
  /** Code of the agency; the whole city when left out. */
  readonly agency: string | undefined
  readonly letter: string
  readonly from: LegalDay | undefined
}

/** The system with its keys and its right, together or not at all, and both in the journal. */
export async function connectSystem(tx: Tx, connection: Connection): Promise<void> {
  const { id, name, jwks, agency: code, letter: basis, from = legalDayOf(tx.now) } = connection
  const agency = code === undefined ? undefined : await findAgencyByCode(tx, code, from)
  if (code !== undefined && !agency) throw refuseInCatalog('catalog.agency_unknown', { code, on: from })
  const subject = `client:${id}` as const
  const note = { actor: OPERATOR, outcome: 'done', details: { letter: basis } } as const
  await connectClient(tx, { id, name, jwks })
  await record(tx, { ...note, action: 'ClientConnect', subjectIds: [subject] })
  const grant = { subject, role: 'case-system', agencyId: agency?.id ?? null, from, basis } as const
  const grantId = await giveGrant(tx, { grant, by: 'system:operator', knowsAgency: async () => true })
  await record(tx, { ...note, action: 'GrantGive', subjectIds: [subject, grantId] })
}

const ID = /^[a-z][a-z0-9-]{1,59}$/

function readOrder(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      name: text,
      jwks: text,
      agency: text,
      letter: text,
      from: text,
      city: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const { name, jwks: file, agency, city = false, letter, from, help } = values
  const [id = ''] = positionals
  if (help || !ID.test(id) || !name || !file || !letter) return undefined
  if (city === Boolean(agency) || (from !== undefined && !isLegalDay(from))) return undefined
  return { id, name, file, agency, letter, from }
}

function readKeySet(file: string): NewClient['jwks']['keys'] | undefined {
  try {
    const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys?: unknown }
    const objects =
      Array.isArray(keys) && keys.length > 0 && keys.every((key) => key && typeof key === 'object')
    return objects ? (keys as NewClient['jwks']['keys']) : undefined
  } catch {
    return undefined
  }
}
