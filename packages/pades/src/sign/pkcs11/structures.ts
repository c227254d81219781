import type { Cryptoki } from './cryptoki.ts'

/** One CK_ULONG in the byte order of every platform Node runs on. */
export function writeUlong({ ulong }: Cryptoki, value: number): Buffer {
  const octets = Buffer.alloc(ulong)
  octets.writeUInt32LE(value)
  return octets
}

/** The CK_ULONG at index `i`; all ones, "unavailable", is -1. */
export function readUlong({ ulong }: Cryptoki, octets: Buffer, i = 0): number {
  if (octets.subarray(i * ulong, (i + 1) * ulong).every((octet) => octet === 0xff)) return -1
  return ulong === 8 ? Number(octets.readBigUInt64LE(i * 8)) : octets.readUInt32LE(i * 4)
}

/** A pointer to the buffer, or NULL. */
function writePointer({ pointer, addressOf }: Cryptoki, to: Buffer | null): Buffer {
  const octets = Buffer.alloc(pointer)
  const address = to && to.length > 0 ? addressOf(to) : 0n
  if (pointer === 8) octets.writeBigUInt64LE(address)
  else octets.writeUInt32LE(Number(address))
  return octets
}

export interface Attribute {
  readonly type: number
  readonly value: Buffer | null
}

/** What a structure points at lives as long as the structure. */
const pointedAt = new WeakMap<Buffer, readonly (Buffer | null)[]>()

/** CK_ATTRIBUTE[]. */
export function writeTemplate(driver: Cryptoki, attributes: readonly Attribute[]): Buffer {
  const rows = attributes.flatMap(({ type, value }) => [
    writeUlong(driver, type),
    writePointer(driver, value),
    writeUlong(driver, value?.length ?? 0),
  ])
  const template = Buffer.concat(rows)
  pointedAt.set(
    template,
    attributes.map(({ value }) => value),
  )
  return template
}

/** The length the driver wrote into the attribute at index `i`. */
export const readLength = (driver: Cryptoki, template: Buffer, i: number): number =>
  readUlong(
    driver,
    template.subarray(i * (2 * driver.ulong + driver.pointer) + driver.ulong + driver.pointer),
  )

/** CK_MECHANISM, which is built like an attribute. */
export const writeMechanism = (driver: Cryptoki, type: number, parameter: Buffer | null): Buffer =>
  writeTemplate(driver, [{ type, value: parameter }])

/** CK_C_INITIALIZE_ARGS: threads of the system's own, since calls come from several. */
export const threadedArguments = (driver: Cryptoki): Buffer =>
  Buffer.concat([Buffer.alloc(4 * driver.pointer), writeUlong(driver, 2), Buffer.alloc(driver.pointer)])
