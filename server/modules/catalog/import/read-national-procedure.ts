import type { Component, ProcedureChannel, ProcedureContent, ProcedureParts } from '../procedure.ts'
import type { Dirt } from './dirt.ts'

/** A line of the national catalogue, as crawled: every field may be missing or hold a piece of the page. */
interface Line {
  readonly code: string
  readonly name: string
  readonly ministry: string
  readonly decision: string
  readonly levels: readonly string[]
  readonly field: string
  readonly applicants: readonly string[]
  readonly authority?: string | null
  readonly executing?: string | null
  readonly coordinating?: string | null
  readonly channels: readonly LineChannel[]
  readonly components: readonly LineComponent[]
  readonly legal: readonly { readonly no: string; readonly name?: string }[]
  readonly results: readonly { readonly name: string; readonly code?: string | null }[]
  readonly resultText?: string | null
  readonly steps?: string | null
  readonly conditions?: string | null
}
interface LineChannel {
  readonly channel: string
  readonly time?: number | null
  readonly unit?: string | null
  readonly feeText?: string | null
}
interface LineComponent {
  readonly name: string
  readonly group?: string | null
  readonly originals?: number | null
  readonly copies?: number | null
  readonly form?: string | null
}

export interface ReadProcedure {
  readonly content: ProcedureContent
  /** The names the file gives its result types, for those the catalogue does not know. */
  readonly resultTypes: readonly { readonly code: string; readonly name: string }[]
  readonly dirt: ReadonlySet<Dirt>
}

const RESULT_CODE = /^KQ\.[A-Y]\d{2}\.\d{6}$/

/**
 * Reads one line of the national catalogue into our shape, composed, and says what is dirty in it. What cannot be
 * believed (a time without unit, a fee of 700 đồng, 20,251 copies) becomes unknown, never a guess.
 */
export function readNationalProcedure(
  text: string,
): ReadProcedure | { readonly dirt: Dirt; readonly code?: string } {
  const line = parseLine(text.normalize('NFC'))
  if (!line) return { dirt: 'unreadable-line' }
  if (!/^\d\.\d{6}$/.test(line.code)) return { dirt: 'code-malformed', code: line.code }
  const resultTypes = line.results.flatMap(({ code, name }) =>
    code && RESULT_CODE.test(code) ? [{ code, name: tidy(name) }] : [],
  )
  return { content: contentOf(line, resultTypes), resultTypes, dirt: new Set(dirtOf(line, text)) }
}

function parseLine(text: string): Line | undefined {
  try {
    const value = JSON.parse(text) as Partial<Line> | null
    if (typeof value?.code !== 'string' || typeof value.name !== 'string') return undefined
    const lists = { levels: [], applicants: [], channels: [], components: [], legal: [], results: [] }
    const words = { ministry: '', decision: '', field: '' }
    const given = Object.entries(value).filter(([, part]) => part !== null && part !== undefined)
    return { ...lists, ...words, ...(Object.fromEntries(given) as unknown as Line) }
  } catch {
    return undefined
  }
}

const LEVELS: Readonly<Record<string, ProcedureContent['levels'][number]>> = {
  'Cấp bộ': 'ministry',
  'Cấp tỉnh': 'city',
  'Cấp xã': 'commune',
}

function contentOf(line: Line, resultTypes: ReadProcedure['resultTypes']): ProcedureContent {
  const online = line.channels.some(({ channel }) => channel === 'Trực tuyến')
  return {
    code: line.code,
    name: tidy(line.name),
    ministry: tidy(line.ministry),
    field: tidy(line.field),
    levels: line.levels.map((level) => LEVELS[level] ?? 'other'),
    decisionNumber: tidy(line.decision),
    returnsDocument: line.results.length > 0 || Boolean(line.resultText),
    // The source does not tell full from partial; full would be a promise nobody made.
    onlineLevel: online ? 'partial' : 'none',
    parts: {
      steps: line.steps ? [{ text: line.steps.trim() }] : [],
      channels: line.channels.map(channelOf),
      dossierSets: 1,
      subjects: line.applicants.map(tidy),
      agencies: agenciesOf(line),
      forms: line.components.flatMap(({ form }) => (form ? [tidy(form)] : [])),
      conditions: line.conditions ? [line.conditions.trim()] : [],
      legalBases: line.legal.map(({ no }) => no),
    },
    components: line.components.map(componentOf),
    resultTypeCodes: [...new Set(resultTypes.map(({ code }) => code))],
  }
}

function agenciesOf({ authority, executing, coordinating, ministry }: Line): ProcedureParts['agencies'] {
  const [decides, does, helps] = [authority, executing, coordinating].map(agencyOf)
  return {
    deciding: decides ?? does ?? tidy(ministry),
    ...(does !== undefined && { executing: does }),
    ...(helps !== undefined && { coordinating: helps }),
  }
}

const CHANNELS = { 'Trực tuyến': 'online', 'Trực tiếp': 'direct', 'Dịch vụ bưu chính': 'post' } as const
const UNITS = { 'Ngày làm việc': 'working-day', Ngày: 'day', Giờ: 'hour', Tháng: 'month' } as const

function channelOf({ channel, time, unit, feeText }: LineChannel): ProcedureChannel {
  const known = UNITS[unit as keyof typeof UNITS]
  const note = feeText ? tidy(feeText).slice(0, 500) : undefined
  return {
    channel: CHANNELS[channel as keyof typeof CHANNELS] ?? 'direct',
    time: typeof time === 'number' && known ? { value: time, unit: known } : null,
    feeDong: feeOf(feeText),
    ...(note && { feeNote: note }),
    ...(typeof time === 'number' && !known ? { timeNote: `${time} (không ghi đơn vị)` } : {}),
  }
}

const FEE = /^(\d[\d.,]*)\s*(?:VN[ĐD]|Việt Nam Đồng)/

function amountOf(feeText: string | null | undefined): number | undefined {
  const digits = FEE.exec((feeText ?? '').trim())?.[1]?.replace(/[.,]/g, '')
  return digits === undefined ? undefined : Number(digits)
}

function feeOf(feeText: string | null | undefined): number | null {
  if (feeText?.trim().startsWith('Miễn phí')) return 0
  const amount = amountOf(feeText)
  return amount !== undefined && (amount === 0 || amount >= 1000) ? amount : null
}

const isAbsurd = (count: number | null | undefined) => (count ?? 0) > 100

function componentOf({ name, group, originals, copies, form }: LineComponent): Component {
  return {
    name: tidy(name),
    caseName: group ? tidy(group) : null,
    originals: isAbsurd(originals) ? 0 : (originals ?? 0),
    copies: isAbsurd(copies) ? 0 : (copies ?? 0),
    form: form ? tidy(form) : null,
  }
}

/** Longer than any agency's name: the crawler took a paragraph of the page for it. */
const AGENCY_LIMIT = 300
const agencyOf = (name: string | null | undefined) =>
  name && name.length <= AGENCY_LIMIT ? tidy(name) : undefined

const tidy = (text: string) => text.replace(/[\s\u00a0]+/gu, ' ').trim()

function* dirtOf(line: Line, raw: string): Generator<Dirt> {
  const { channels, components, results } = line
  if (raw !== raw.normalize('NFC')) yield 'not-composed'
  if (channels.some(({ time, unit }) => typeof time === 'number' && !unit)) yield 'time-without-unit'
  if (channels.every(({ time }) => typeof time !== 'number')) yield 'no-time'
  const amounts = channels.map(({ feeText }) => amountOf(feeText))
  if (amounts.some((amount) => amount !== undefined && amount > 0 && amount < 1000)) yield 'fee-below-1000'
  if (!results.some(({ code }) => code)) yield 'no-result-code'
  if (results.some(({ code }) => code && !RESULT_CODE.test(code))) yield 'result-code-malformed'
  if (results.length === 0 && /KQ\.[A-Y]\d{2}\.\d+/.test(line.resultText ?? ''))
    yield 'result-code-only-in-text'
  if (!line.authority && !line.executing) yield 'no-deciding-agency'
  if ([line.authority, line.executing].some((name) => (name ?? '').length > AGENCY_LIMIT))
    yield 'page-text-in-agency'
  if (components.some(({ originals, copies }) => isAbsurd(originals) || isAbsurd(copies)))
    yield 'copies-absurd'
  if (components.some(({ originals, copies }) => !originals && !copies)) yield 'copies-none'
}
