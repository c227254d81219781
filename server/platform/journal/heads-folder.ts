import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { readStatement, type Seal } from './seal.ts'

/**
 * The heads kept outside the database: one file a day (UTC), one line a head, only ever appended to and synced
 * before the sealer goes on. Put the folder where the database's owner cannot write.
 */
const FILE = /^heads-\d{4}-\d{2}-\d{2}\.jsonl$/

/** Writes heads to the folder and does not return before the disk has them. */
export function appendHeads(folder: string, seals: readonly Seal[]): void {
  const days = Map.groupBy(seals, (seal) => readStatement(seal).sealedAt.slice(0, 10))
  for (const [day, ofDay] of days) {
    const lines = ofDay.map(
      (seal) => `${JSON.stringify({ ...seal, signature: seal.signature.toString('base64') })}\n`,
    )
    appendSynced(folder, `heads-${day}.jsonl`, lines.join(''))
  }
}

/** Every head of the folder in the order written. A line torn by a crash is passed over: its head is written again. */
export function readHeads(folder: string): Seal[] {
  return readLines(folder, FILE).map(toSeal)
}

/** The newest head outside, if there is one. */
export function findLastHead(folder: string): Seal | undefined {
  for (const name of listFiles(folder, FILE).toReversed()) {
    const last = readFile(join(folder, name)).at(-1)
    if (last) return toSeal(last)
  }
  return undefined
}

/** The whole lines of the files with such names, each as the object it holds. */
export function readLines(folder: string, names: RegExp): unknown[] {
  return listFiles(folder, names).flatMap((name) => readFile(join(folder, name)))
}

function listFiles(folder: string, names: RegExp): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => names.test(name))
    .sort()
}

function readFile(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as unknown]
      } catch {
        return []
      }
    })
}

function toSeal(line: unknown): Seal {
  const seal = line as Seal & { signature: unknown }
  return { ...seal, signature: Buffer.from(String(seal.signature), 'base64') }
}

/** Appends to a file of the folder, on its own line even after a torn one, synced with its directory entry. */
export function appendSynced(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  const isNew = !existsSync(path)
  const torn = !isNew && !endsInLine(path)
  const file = openSync(path, 'a', 0o640)
  try {
    writeFileSync(file, torn ? `\n${text}` : text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  if (isNew) syncFolder(folder)
}

function endsInLine(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const last = Buffer.alloc(1)
    return size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last.toString() === '\n')
  } finally {
    closeSync(file)
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
