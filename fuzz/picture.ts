/** What a page looks like, in a program that is not ours. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Picture {
  readonly width: number
  readonly height: number
  /** Three octets a pixel. */
  readonly pixels: Buffer
}

/** A place on a page that may look different: in pixels, from the top left. */
export interface Patch {
  readonly page: number
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Pixels of one point of the page. */
export const SCALE = 0.5
const DOTS = String(SCALE * 72)

/** Both draw annotations and form fields as they would be printed or shown. */
const PROGRAMS = {
  pdftoppm: (file: string) => ['-r', DOTS, file],
  mutool: (file: string) => ['draw', '-q', '-r', DOTS, '-F', 'ppm', '-o', '-', file],
} as const

export type Program = keyof typeof PROGRAMS
export const PROGRAM_NAMES = Object.keys(PROGRAMS) as Program[]

export const isInstalled = (program: Program): boolean => !spawnSync(program, ['-v']).error

/** Draws files and remembers what the good ones look like. */
export interface Drawer {
  /** Every page in order; undefined when the program can make nothing of the file. */
  readonly draw: (program: Program, bytes: Buffer) => Promise<Picture[] | undefined>
  readonly close: () => void
}

/** Seconds a program has for one file. */
const DRAWING_LIMIT = 30

/**
 * A shell of its own starts the programs: to start one from this process, with all its memory, takes ten times as long.
 */
export function openDrawer(name: string): Drawer {
  const folder = join(tmpdir(), `khoso-fuzz-${process.pid}-${name}`)
  mkdirSync(folder, { recursive: true })
  const [file, drawn] = [join(folder, 'file.pdf'), join(folder, 'drawn')]
  const shell = spawn('sh', ['-s'], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] })
  const known = new Map<string, Picture[] | undefined>()
  const draw = async (program: Program, bytes: Buffer): Promise<Picture[] | undefined> => {
    const key = `${program} ${createHash('sha256').update(bytes).digest('base64')}`
    if (known.has(key)) return known.get(key)
    writeFileSync(file, bytes)
    const answer = once(shell.stdout, 'data')
    const command = [program, ...PROGRAMS[program]('file.pdf')].join(' ')
    shell.stdin.write(`timeout -s KILL ${DRAWING_LIMIT} ${command} > drawn 2>/dev/null; echo done\n`)
    await answer
    const pictures = readPictures(readFileSync(drawn))
    if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value!)
    known.set(key, pictures)
    return pictures
  }
  const close = () => {
    shell.stdin.end()
    rmSync(folder, { recursive: true, force: true })
  }
  return { draw, close }
}

const MOST_KNOWN = 100

/** One binary PPM behind the other, as both programs write them. */
function readPictures(output: Buffer): Picture[] | undefined {
  const pictures: Picture[] = []
  let at = 0
  while (at < output.length) {
    const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(output.toString('latin1', at, at + 64))
    if (!head) return undefined
    const [width, height] = [Number(head[1]), Number(head[2])]
    const start = at + head[0].length
    at = start + width * height * 3
    pictures.push({ width, height, pixels: Buffer.from(output.subarray(start, at)) })
  }
  return pictures.length > 0 ? pictures : undefined
}

/** Where two drawings differ outside of the patches, in words; undefined when they do not. */
export function findDifference(
  before: readonly Picture[],
  after: readonly Picture[],
  patches: readonly Patch[],
): string | undefined {
  if (before.length !== after.length) return `${before.length} pages were signed, ${after.length} are shown`
  for (const [index, page] of before.entries()) {
    const other = after[index]!
    if (page.width !== other.width || page.height !== other.height)
      return `page ${index + 1} is of another size`
    if (page.pixels.equals(other.pixels)) continue
    const at = findPixel(
      page,
      other,
      patches.filter((patch) => patch.page === index + 1),
    )
    if (at) return `page ${index + 1} differs at ${at.join()} of ${page.width}x${page.height} pixels`
  }
  return undefined
}

function findPixel(before: Picture, after: Picture, patches: readonly Patch[]): [number, number] | undefined {
  const { width, height } = before
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3
      const same =
        before.pixels[at] === after.pixels[at] &&
        before.pixels[at + 1] === after.pixels[at + 1] &&
        before.pixels[at + 2] === after.pixels[at + 2]
      if (!same && !patches.some((patch) => isInside(patch, x, y))) return [x, y]
    }
  }
  return undefined
}

const isInside = ({ left, top, right, bottom }: Patch, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom
