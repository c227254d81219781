import { drawAt, drawCentred, drawRule, PAGE, widthOf, type Sheet } from './sheet.ts'

export interface Heading {
  readonly agencyName: string
  readonly parentName?: string
  readonly number: string
  readonly place: string
  readonly date: string
}

const MEASURE = PAGE.right - PAGE.left
/** The issuing body left, the nation right, as Annex I divides the head of the page. */
const LEFT = { x: PAGE.left + MEASURE * 0.21, width: MEASURE * 0.38 }
const RIGHT = { x: PAGE.left + MEASURE * 0.71, width: MEASURE * 0.6 }

const NATION = { face: 'bold', size: 10.5 } as const
const MOTTO = { face: 'bold', size: 11 } as const

export function drawHeading(sheet: Sheet, { agencyName, parentName }: Heading): void {
  const top = sheet.y - 11
  let right = drawCentred(sheet, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...RIGHT, y: top }, NATION)
  const motto = 'Độc lập - Tự do - Hạnh phúc'
  right = drawCentred(sheet, motto, { ...RIGHT, y: right }, MOTTO)
  drawRule(sheet, RIGHT.x, right + 10, widthOf(sheet, motto, MOTTO))

  let left = top
  if (parentName) {
    left = drawCentred(
      sheet,
      parentName.toLocaleUpperCase('vi'),
      { ...LEFT, y: left },
      { face: 'plain', size: 10.5 },
    )
  }
  left = drawCentred(
    sheet,
    agencyName.toLocaleUpperCase('vi'),
    { ...LEFT, y: left },
    { face: 'bold', size: 10.5 },
  )
  drawRule(sheet, LEFT.x, left + 9, LEFT.width * 0.4)
  sheet.y = Math.min(left, right) - 8
}

export function drawNumberLine(sheet: Sheet, { number, place, date }: Heading): void {
  const y = sheet.y - 8
  const [year, month = '', day = ''] = date.split('-')
  drawCentred(sheet, `Số: ${number}`, { ...LEFT, y }, { face: 'plain', size: 11 })
  // Days below 10 and the months 1 and 2 take a leading zero, against later additions (Annex I, 4).
  const padded = Number(month) <= 2 ? month : String(Number(month))
  const words = `${place}, ngày ${day} tháng ${padded} năm ${year}`
  const style = { face: 'italic', size: 11 } as const
  drawAt(sheet, words, { x: RIGHT.x - widthOf(sheet, words, style) / 2, y }, style)
  sheet.y = y
}
