/** What a signature locks beside the page: fields by name, by FieldMDP and by the lock of its own field. */
import type { Attack } from './attack.ts'
import { edited, OBJECT, put, type Edit } from './edit.ts'
import { signByHand, type HandOrder } from './sign-by-hand.ts'
import { honestPage } from './world.ts'

const { catalog, page } = OBJECT
const PARENT = 20
const FIELD = 21
const PLACE = `/Subtype /Widget /P ${page} 0 R /F 4 /Rect [60 300 300 320]`

/** A field `don.ngay`, and a field `ten` beside it, apart from the lines of the page. */
const withFields = (): Buffer =>
  edited(
    honestPage(),
    [PARENT, `<</T (don) /Kids [${FIELD} 0 R]>>`],
    [FIELD, `<</Type /Annot ${PLACE} /FT /Tx /T (ngay) /Parent ${PARENT} 0 R>>`],
    [22, `<</Type /Annot ${PLACE.replace('300 300 320', '200 300 220')} /FT /Tx /T (ten)>>`],
    [catalog, put(`/AcroForm <</Fields [${PARENT} 0 R 22 0 R] /SigFlags 3>>`)],
    [page, put(`/Annots [${FIELD} 0 R 22 0 R]`)],
  )

const fill = (num: number): Edit => [num, put('/V (2099)')]
const filled =
  (order: HandOrder, num: number): Attack['make'] =>
  async () =>
    edited(await signByHand(withFields(), order), fill(num))

const fieldMdp = (params: string): HandOrder => ({
  level: 2,
  references: `<</Type /SigRef /TransformMethod /FieldMDP /TransformParams <</Type /TransformParams /V /1.2 ${params}>>>>`,
})
const lock = (params: string): HandOrder => ({ level: 2, widget: `/Lock <</Type /SigFieldLock ${params}>>` })

const locked = { code: 'signature.locked_changed', change: 'change.field_filled' } as const

export const LOCKED: readonly Attack[] = [
  {
    does: 'fills in a field of a file certified as final',
    ...locked,
    make: filled({ level: 1 }, FIELD),
  },
  {
    does: 'fills in a field that FieldMDP names',
    ...locked,
    make: filled(fieldMdp('/Action /Include /Fields [(don.ngay)]'), FIELD),
  },
  {
    does: 'fills in a field whose parent FieldMDP names',
    ...locked,
    make: filled(fieldMdp('/Action /Include /Fields [(don)]'), FIELD),
  },
  {
    does: 'fills in a field that FieldMDP names in another script',
    ...locked,
    make: filled(fieldMdp('/Action /Include /Fields [<FEFF0064006F006E002E006E006700610079>]'), FIELD),
  },
  {
    does: 'fills in a field that FieldMDP does not except',
    ...locked,
    make: filled(fieldMdp('/Action /Exclude /Fields [(don)]'), 22),
  },
  { does: 'fills in a field when all are locked', ...locked, make: filled(fieldMdp('/Action /All'), 22) },
  {
    does: 'fills in a field that the signed field locks',
    ...locked,
    make: filled(lock('/Action /Include /Fields [(ten)]'), 22),
  },
  {
    does: 'fills in a field when the signed field locks the document',
    ...locked,
    make: filled(lock('/Action /Include /Fields [(x)] /P 1'), 22),
  },
  {
    does: 'takes the lock off the signed field and fills in what it locked',
    code: 'signature.changed_after',
    change: 'change.field_redefined',
    make: async () => {
      const signed = await signByHand(withFields(), lock('/Action /All'))
      return edited(signed, [25, (was) => was.replace(/\/Lock <<.*?>>/s, '')], fill(22))
    },
  },
]

/** What the same locks leave open. */
export const OPEN: Readonly<Record<string, Attack['make']>> = {
  'a field that FieldMDP does not name': filled(fieldMdp('/Action /Include /Fields [(don)]'), 22),
  'a field that FieldMDP excepts': filled(fieldMdp('/Action /Exclude /Fields [(don)]'), FIELD),
  'a field beside the one the signed field locks': filled(lock('/Action /Include /Fields [(ten)]'), FIELD),
}
