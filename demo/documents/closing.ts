import type { Rectangle } from '@khoso/pades/sign'
import { drawAt, drawCentred, makeRoom, PAGE, wrap, type Sheet } from './sheet.ts'

export interface Closing {
  readonly recipients?: readonly string[]
  readonly signerTitle: string
  readonly signerName: string
}

const MEASURE = PAGE.right - PAGE.left
const SIGNER = { x: PAGE.left + MEASURE * 0.73, width: MEASURE * 0.5 }
const SIGNATURE = { width: 120, height: 52 }
const SEAL = 92
const HEIGHT = 165

/**
 * Recipients left, signer right. The person's signature stands between title and name; the seal covers a third
 * of it from its left (NĐ 30/2020 Annex I).
 */
export function drawClosing(sheet: Sheet, closing: Closing): { person: Rectangle; agency: Rectangle } {
  makeRoom(sheet, HEIGHT)
  const top = sheet.y - 26
  drawRecipients(sheet, closing.recipients ?? ['Như trên', 'Lưu: VT'], top)
  const bold = { face: 'bold', size: 12 } as const
  const title = drawCentred(sheet, closing.signerTitle.toLocaleUpperCase('vi'), { ...SIGNER, y: top }, bold)
  const person = { ...SIGNATURE, x: Math.round(SIGNER.x - 60), y: Math.round(title - 66) }
  drawCentred(sheet, closing.signerName, { ...SIGNER, y: person.y - 18 }, bold)
  const agency = {
    width: SEAL,
    height: SEAL,
    x: Math.round(person.x + SIGNATURE.width / 3 - SEAL),
    y: Math.round(person.y + SIGNATURE.height / 2 - SEAL / 2),
  }
  sheet.y = person.y - 30
  return { person, agency }
}

function drawRecipients(sheet: Sheet, recipients: readonly string[], top: number): void {
  drawAt(sheet, 'Nơi nhận:', { x: PAGE.left, y: top }, { face: 'boldItalic', size: 10 })
  const style = { face: 'plain', size: 9 } as const
  let y = top - 13
  for (const [index, recipient] of recipients.entries()) {
    const end = index === recipients.length - 1 ? '.' : ';'
    for (const line of wrap(sheet, `- ${recipient}${end}`, MEASURE * 0.33, style)) {
      drawAt(sheet, line, { x: PAGE.left, y }, style)
      y -= 12
    }
  }
}
