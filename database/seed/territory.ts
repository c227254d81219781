import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One unit of before 1 July 2025: a district, or a commune within one. */
export interface OldUnit {
  readonly code: string
  readonly kind: string
  readonly name: string
  /** Of a commune its district, of a district its province. */
  readonly parentCode: string
}

/** One of the 94 units since 1 July 2025, with what it was made of. */
export interface NewUnit {
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly predecessors: readonly { readonly code: string; readonly share: 'whole' | 'part' }[]
}

const KIND = 'phường|xã|thị trấn|đặc khu|quận|huyện|thị xã|thành phố'
const DISTRICT = new RegExp(`^(\\d{2}) (\\d{3}) (${KIND}) (.+)$`, 'u')
const COMMUNE = new RegExp(`^  (\\d{5}) (${KIND}) (.+)$`, 'u')
const NEW_UNIT = new RegExp(`^(\\d{5}) (${KIND}) ([^=]+) =(.*)$`, 'u')

const linesOf = (file: string) =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

/** Districts and communes of Đà Nẵng and Quảng Nam as they stood until 30 June 2025. */
export function readOldUnits(): {
  readonly districts: readonly OldUnit[]
  readonly communes: readonly OldUnit[]
} {
  const districts: OldUnit[] = []
  const communes: OldUnit[] = []
  for (const line of linesOf('units-until-2025-06-30.txt')) {
    const commune = COMMUNE.exec(line)
    if (commune) {
      const [, code = '', kind = '', name = ''] = commune
      communes.push({ code, kind, name, parentCode: districts.at(-1)?.code ?? '' })
      continue
    }
    const [, parentCode = '', code = '', kind = '', name = ''] = DISTRICT.exec(line) ?? fail(line)
    districts.push({ code, kind, name, parentCode })
  }
  return { districts, communes }
}

/** The 94 communal units of Đà Nẵng (Resolution 1659/NQ-UBTVQH15). */
export function readNewUnits(): readonly NewUnit[] {
  return linesOf('units-from-2025-07-01.txt').map((line) => {
    const [, code = '', kind = '', name = '', list = ''] = NEW_UNIT.exec(line) ?? fail(line)
    const predecessors = list
      .trim()
      .split(' ')
      .filter(Boolean)
      .map((text) => ({
        code: text.slice(0, 5),
        share: text.endsWith('*') ? ('part' as const) : ('whole' as const),
      }))
    return { code, kind, name: name.trim(), predecessors }
  })
}

function fail(line: string): never {
  throw new Error(`not a unit: ${line}`)
}
