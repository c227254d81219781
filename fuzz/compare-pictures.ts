import type { Report } from '@khoso/pades'
import type { Base } from './base.ts'
import { findDifference, SCALE, type Drawer, type Patch, type Picture, type Program } from './picture.ts'

type Changes = Report['signatures'][number]['changes']

/** Rounding and a line's width. */
const MARGIN = 2

/** Our good files' pages lie straight and begin at their origin: the rectangle only has to be turned over. */
function patchesOf(changes: Changes, pages: readonly Picture[]): Patch[] {
  return changes.flatMap(({ page, rect }) => {
    const height = page === null ? undefined : pages[page - 1]?.height
    if (page === null || !rect || height === undefined) return []
    const [x0, y0, x1, y1] = rect.map((value) => value * SCALE) as [number, number, number, number]
    return {
      page,
      left: Math.floor(Math.min(x0, x1)) - MARGIN,
      right: Math.ceil(Math.max(x0, x1)) + MARGIN,
      top: Math.floor(height - Math.max(y0, y1)) - MARGIN,
      bottom: Math.ceil(height - Math.min(y0, y1)) + MARGIN,
    }
  })
}

/**
 * Draws an accepted file and each revision that a signature of it covers: they must look alike but for the places
 * that the report names. In words where they do not; undefined where they do.
 */
export async function findVisibleChange(
  { draw }: Drawer,
  program: Program,
  { base, bytes }: { readonly base: Base; readonly bytes: Buffer },
  report: Report,
): Promise<string | undefined> {
  const shown = await draw(program, bytes)
  for (const { field, changes } of report.signatures) {
    const { end } = base.covered.find((covered) => covered.field === field)!
    const signed = await draw(program, base.bytes.subarray(0, end))
    if (!signed) continue
    if (!shown) return `${program} shows the signed revision and not the file`
    const difference = findDifference(signed, shown, patchesOf(changes, signed))
    if (difference) return `${program}, ${field}: ${difference}`
  }
  return undefined
}
