import { PROCEDURES } from '../../database/seed/procedures.ts'
import type { ResultDrawing } from '../documents/index.ts'
import { cityAgency, signerOf } from './agencies.ts'
import { resultType } from './papers/make-paper.ts'
import type { PlannedResult } from './planned-result.ts'

/** What stands on the paper of a result; `list` are the results of the same file, where it names many. */
export function drawingOf(
  seed: string,
  result: PlannedResult,
  list: readonly PlannedResult[] = [],
): ResultDrawing {
  const { heading, place, signerTitle } = cityAgency(result.issuer)
  const [title = result.title, detail] = result.title.split(/ \(|\)/u)
  const decides = title.startsWith('Quyết định')
  return {
    ...heading,
    place,
    signerTitle,
    signerName: signerOf(seed, result.issuer),
    number: result.number,
    title: decides ? 'Quyết định' : title,
    subtitle: decides
      ? `Về việc ${lower(title.replace(/^Quyết định /u, ''))}`
      : detail
        ? capital(detail)
        : '',
    date: result.decidedOn,
    lines: [
      groundOf(result),
      `Xét hồ sơ số ${result.dossierCode} tiếp nhận ngày ${printDay(result.receivedOn)},`,
    ],
    fields: [
      ...(list.length > 1 ? [] : holderFields(result)),
      ...metadataFields(result),
      ...forceFields(result),
    ],
    ...(list.length > 1 ? { table: tableOf(list) } : {}),
    closing: result.conditions,
    recipients: ['Như trên', 'Kho kết quả giải quyết thủ tục hành chính thành phố', 'Lưu: VT, hồ sơ'],
  }
}

/** The law the type rests on today, unless the paper is older than that law. */
function groundOf({ typeCode, procedureCode, decidedOn }: PlannedResult): string {
  const { citation } = resultType(typeCode)
  const year = /\/(\d{4})\//u.exec(citation)?.[1] ?? ''
  if (year <= decidedOn.slice(0, 4)) return `Căn cứ ${citation};`
  const field = PROCEDURES.find(({ content }) => content.code === procedureCode)?.content.field ?? ''
  return `Căn cứ quy định của pháp luật về ${lower(field)};`
}

const lower = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

export const printDay = (day: string): string => day.split('-').toReversed().join('/')

const NUMBER_NAMES: Readonly<Record<string, string>> = {
  'personal-number': 'số định danh cá nhân',
  'old-id-number': 'số chứng minh nhân dân',
  'tax-code': 'mã số thuế',
}
const ROLES = { holder: 'Cấp cho', 'co-holder': 'Cùng đứng tên', related: 'Người có liên quan' } as const

type Field = readonly [label: string, value: string]

const holderFields = ({ holders }: PlannedResult): Field[] =>
  holders.map(({ name, role, birth, identifiers }) => {
    const born = birth ? `sinh ngày ${printDay(birth)}` : ''
    const numbers = identifiers.map(({ type, value }) => `${NUMBER_NAMES[type] ?? 'số'} ${value}`)
    return [ROLES[role], [name, born, ...numbers].filter(Boolean).join(', ')]
  })

/** The metadata under the titles that the schema of the type gives. */
function metadataFields({ typeCode, metadata }: PlannedResult): Field[] {
  const { properties } = resultType(typeCode).metadataSchema
  return Object.entries(metadata).map(([name, value]) => {
    const { title, format } = properties[name] ?? {}
    return [typeof title === 'string' ? title : name, printValue(name, value, format === 'date')]
  })
}

function printValue(name: string, value: string | number, isDay: boolean): string {
  if (isDay) return printDay(String(value))
  if (typeof value === 'string' || name === 'year') return String(value)
  return new Intl.NumberFormat('vi-VN').format(value)
}

function forceFields({ effectiveFrom, effectiveTo, decidedOn, scope }: PlannedResult): Field[] {
  const from = effectiveFrom === decidedOn ? 'từ ngày ký' : `từ ngày ${printDay(effectiveFrom)}`
  const to = effectiveTo === null ? '' : ` đến hết ngày ${printDay(effectiveTo)}`
  return [['Có hiệu lực', `${from}${to}`], ...(scope ? ([['Phạm vi', scope]] as const) : [])]
}

const tableOf = (list: readonly PlannedResult[]) => ({
  columns: [
    { title: 'TT', share: 1 },
    { title: 'Họ và tên chủ hộ', share: 5 },
    { title: 'Số định danh cá nhân', share: 3 },
    { title: 'Sinh ngày', share: 2 },
  ],
  rows: list.map(({ holders }, at) => {
    const [head] = holders
    return [String(at + 1), head?.name ?? '', head?.identifiers[0]?.value ?? '', printDay(head?.birth ?? '')]
  }),
})
