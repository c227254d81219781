import type * as Koffi from 'koffi'
import { SigningError } from '../signing-error.ts'

/** The C functions used, with their places in CK_FUNCTION_LIST (PKCS#11 v2.40, pkcs11f.h); all answer a CK_RV. */
const FUNCTIONS = {
  C_Initialize: { at: 0, takes: ['void *'] },
  C_GetSlotList: { at: 4, takes: ['uint8', 'void *', 'void *'] },
  C_GetTokenInfo: { at: 6, takes: ['ulong', 'void *'] },
  C_OpenSession: { at: 12, takes: ['ulong', 'ulong', 'void *', 'void *', 'void *'] },
  C_CloseSession: { at: 13, takes: ['ulong'] },
  C_Login: { at: 18, takes: ['ulong', 'ulong', 'void *', 'ulong'] },
  C_CreateObject: { at: 20, takes: ['ulong', 'void *', 'ulong', 'void *'] },
  C_GetAttributeValue: { at: 24, takes: ['ulong', 'ulong', 'void *', 'ulong'] },
  C_FindObjectsInit: { at: 26, takes: ['ulong', 'void *', 'ulong'] },
  C_FindObjects: { at: 27, takes: ['ulong', 'void *', 'ulong', 'void *'] },
  C_FindObjectsFinal: { at: 28, takes: ['ulong'] },
  C_SignInit: { at: 42, takes: ['ulong', 'void *', 'ulong'] },
  C_Sign: { at: 43, takes: ['ulong', 'void *', 'ulong', 'void *', 'void *'] },
} as const

export type CryptokiFunction = keyof typeof FUNCTIONS
type Argument = number | bigint | Buffer | null

/** Arguments of calls under way: while C writes into their buffers nobody may collect them. */
const underWay = new Set<readonly Argument[]>()

/** A token's driver: calls leave the event loop free, since a token may wait for a person or a slow chip. */
export interface Cryptoki {
  /** The CK_RV of the call. */
  readonly call: (name: CryptokiFunction, ...args: readonly Argument[]) => Promise<number>
  /** Octets of CK_ULONG and of a pointer: the driver's structures are built from these two, without padding. */
  readonly ulong: number
  readonly pointer: number
  readonly addressOf: (buffer: Buffer) => bigint
}

/** Drivers stay loaded as long as the process: a library that is collected would be unloaded under its sessions. */
const loaded = new Map<string, { readonly library: Koffi.LibraryHandle; readonly driver: Cryptoki }>()

/** Loads a driver (`.so`, `.dylib`, `.dll`) through koffi, which is installed only where tokens are used. */
export async function loadCryptoki(path: string): Promise<Cryptoki> {
  const koffi = await loadKoffi()
  const known = loaded.get(path) ?? bind(koffi, path)
  loaded.set(path, known)
  return known.driver
}

function bind(koffi: KoffiModule, path: string) {
  const [ulong, pointer] = [koffi.sizeof('ulong'), koffi.sizeof('void *')]
  const list = Buffer.alloc(pointer)
  const library = open(koffi, path)
  const rv = Number(library.func('C_GetFunctionList', 'ulong', ['void *'])(list))
  if (rv !== 0) throw new SigningError('sign.token_driver', `${path}: C_GetFunctionList answered ${rv}`)
  // The version's two octets come first, then pointers; only Windows packs them (PKCS#11 base 2.1).
  const first = process.platform === 'win32' ? 2 : pointer
  const table = pointer === 8 ? list.readBigUInt64LE() : BigInt(list.readUInt32LE())
  const bound = Object.entries(FUNCTIONS).map(([name, { at, takes }]) => {
    const type: Koffi.TypeObject = koffi.proto('ulong', [...takes])
    const place = koffi.decode(table, first + at * pointer, 'void *') as bigint
    return [name, koffi.decode(place, type) as Bound] as const
  })
  const functions = new Map<string, Bound>(bound)
  const driver: Cryptoki = {
    ulong,
    pointer,
    addressOf: (buffer) => BigInt(koffi.address(buffer)),
    call: (name, ...args) =>
      new Promise((resolve, reject) => {
        underWay.add(args)
        functions.get(name)!.async(...args, (error: unknown, rv: number | bigint) => {
          underWay.delete(args)
          if (error) reject(error as Error)
          else resolve(Number(rv))
        })
      }),
  }
  return { library, driver }
}

function open(koffi: KoffiModule, path: string): Koffi.LibraryHandle {
  try {
    return koffi.load(path)
  } catch (error) {
    throw new SigningError('sign.token_driver', `${path}: ${String(error)}`)
  }
}

type KoffiModule = typeof Koffi
type Bound = { readonly async: (...args: readonly unknown[]) => void }

async function loadKoffi(): Promise<KoffiModule> {
  try {
    return (await import('koffi')).default as unknown as KoffiModule
  } catch {
    throw new SigningError('sign.token_driver', 'the package koffi is not installed')
  }
}
