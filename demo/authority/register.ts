import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RevocationReason } from '@khoso/pades/issue'

/** One certificate the authority gave out. */
export interface Entry {
  /** Name of its file, and how the demonstration calls it. */
  readonly id: string
  readonly kind: 'agency' | 'person' | 'service'
  readonly name: string
  /** Lower-case hex without leading zero octets. */
  readonly serial: string
  readonly notBefore: string
  readonly notAfter: string
  readonly revoked?: { readonly at: string; readonly reason: RevocationReason }
}

export interface Register {
  readonly baseUrl: string
  /** Opens the PKCS#12 files of this folder. It guards nothing: the keys are a demonstration's. */
  readonly password: string
  readonly entries: Entry[]
}

const fileOf = (folder: string): string => join(folder, 'authority.json')

export const hasRegister = (folder: string): boolean => existsSync(fileOf(folder))

export function readRegister(folder: string): Register {
  return JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Register
}

export const registerChangedAt = (folder: string): number => statSync(fileOf(folder)).mtimeMs

/** Writes the register whole or not at all. */
export function writeRegister(folder: string, register: Register): void {
  writePrivate(folder, 'authority.json.new', JSON.stringify(register, undefined, 2))
  renameSync(`${fileOf(folder)}.new`, fileOf(folder))
}

/** A file only its owner can read, in a folder only its owner can enter. */
export function writePrivate(folder: string, name: string, content: string | Uint8Array): void {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, content, { mode: 0o600 })
}
