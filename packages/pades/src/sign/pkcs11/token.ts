import { loadCryptoki, type Cryptoki } from './cryptoki.ts'
import { requireOk } from './return-values.ts'
import {
  readLength,
  readUlong,
  threadedArguments,
  writeTemplate,
  writeUlong,
  type Attribute,
} from './structures.ts'
import { SigningError } from '../signing-error.ts'

/** Asked each time the token wants it; the answer is wiped from memory we hold once it was given. */
export type PinEntry = () => string | Promise<string>

/** A session with one token. */
export interface Session {
  readonly driver: Cryptoki
  readonly handle: number
  /** The token's PIN pad asks for the PIN itself. */
  readonly ownPinEntry: boolean
}

const ALREADY_INITIALIZED = 0x1_91
const ALREADY_LOGGED_IN = 0x1_00
/** CKF_ of CK_TOKEN_INFO. */
const FLAG = { pinPad: 0x1_00, pinLocked: 0x4_00_00, initialized: 0x4_00 } as const
const CKF_SERIAL_SESSION = 4

/** Opens the token of that label, or the only one there is. `load` is for tests. */
export async function openSession(
  module: string,
  label: string | undefined,
  load = loadCryptoki,
): Promise<Session> {
  const driver = await load(module)
  const rv = await driver.call('C_Initialize', threadedArguments(driver))
  if (rv !== ALREADY_INITIALIZED) requireOk(rv, 'C_Initialize')
  const tokens = (await listTokens(driver)).filter((one) => label === undefined || one.label === label)
  const [token, another] = tokens
  if (!token) throw new SigningError('sign.token_missing', `no token ${label ?? ''}`)
  if (another) throw new SigningError('sign.token_ambiguous', `${tokens.length} tokens fit`)
  if (token.flags & FLAG.pinLocked) throw new SigningError('sign.token_pin_locked', 'the token says so')
  const handle = Buffer.alloc(driver.ulong)
  requireOk(
    await driver.call('C_OpenSession', token.slot, CKF_SERIAL_SESSION, null, null, handle),
    'C_OpenSession',
  )
  return { driver, handle: readUlong(driver, handle), ownPinEntry: (token.flags & FLAG.pinPad) !== 0 }
}

type Token = { readonly slot: number; readonly label: string; readonly flags: number }

async function listTokens(driver: Cryptoki): Promise<Token[]> {
  const count = Buffer.alloc(driver.ulong)
  requireOk(await driver.call('C_GetSlotList', 1, null, count), 'C_GetSlotList')
  const slots = Buffer.alloc(driver.ulong * Math.max(1, readUlong(driver, count)))
  requireOk(await driver.call('C_GetSlotList', 1, slots, count), 'C_GetSlotList')
  const found: Token[] = []
  for (let i = 0; i < readUlong(driver, count); i += 1) {
    const slot = readUlong(driver, slots, i)
    // CK_TOKEN_INFO: label 32, maker 32, model 16, serial 16, then flags; 512 octets are more than it has.
    const info = Buffer.alloc(512)
    requireOk(await driver.call('C_GetTokenInfo', slot, info), 'C_GetTokenInfo')
    const flags = info.readUInt32LE(96)
    if (flags & FLAG.initialized) found.push({ slot, label: info.toString('utf8', 0, 32).trimEnd(), flags })
  }
  return found
}

const CKU = { user: 1, contextSpecific: 2 } as const

/** Logs in; a wrong PIN is never tried twice, since three of them lock most tokens. */
export async function login(session: Session, pin: PinEntry, as: keyof typeof CKU = 'user'): Promise<void> {
  const { driver, handle, ownPinEntry } = session
  const given = ownPinEntry ? null : Buffer.from(await pin(), 'utf8')
  try {
    const rv = await driver.call('C_Login', handle, CKU[as], given, given?.length ?? 0)
    if (rv !== ALREADY_LOGGED_IN) requireOk(rv, 'C_Login')
  } finally {
    given?.fill(0)
  }
}

/** The handles of the objects that have all these attributes. */
export async function findObjects(
  { driver, handle }: Session,
  wanted: readonly Attribute[],
): Promise<number[]> {
  const template = writeTemplate(driver, wanted)
  requireOk(await driver.call('C_FindObjectsInit', handle, template, wanted.length), 'C_FindObjectsInit')
  const [objects, count] = [Buffer.alloc(driver.ulong * 256), Buffer.alloc(driver.ulong)]
  requireOk(await driver.call('C_FindObjects', handle, objects, 256, count), 'C_FindObjects')
  requireOk(await driver.call('C_FindObjectsFinal', handle), 'C_FindObjectsFinal')
  return Array.from({ length: readUlong(driver, count) }, (_, i) => readUlong(driver, objects, i))
}

/** An attribute's value, empty when the object has none. */
export async function readAttribute(
  { driver, handle }: Session,
  object: number,
  type: number,
): Promise<Buffer> {
  const asking = writeTemplate(driver, [{ type, value: null }])
  // An attribute that is not there is told by its length as well as by the answer.
  await driver.call('C_GetAttributeValue', handle, object, asking, 1)
  const length = readLength(driver, asking, 0)
  if (length <= 0) return Buffer.alloc(0)
  const value = Buffer.alloc(length)
  const template = writeTemplate(driver, [{ type, value }])
  requireOk(await driver.call('C_GetAttributeValue', handle, object, template, 1), 'C_GetAttributeValue')
  return value
}

export const ulongAttribute = ({ driver }: Session, type: number, value: number): Attribute => ({
  type,
  value: writeUlong(driver, value),
})
