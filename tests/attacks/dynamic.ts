/** A page that shows one thing today and another tomorrow: what was signed is a program. */
import type { Attack } from './attack.ts'
import { edited, OBJECT, put, type Edit } from './edit.ts'
import { signByHand } from './sign-by-hand.ts'
import { honestPage } from './world.ts'

const { catalog, page } = OBJECT
const SCRIPT = '<</S /JavaScript /JS (x)>>'
const button = (action: string): readonly Edit[] => [
  [20, `<</Type /Annot /Subtype /Link /Rect [60 300 90 330] ${action}>>`],
  [page, put('/Annots [20 0 R]')],
]

const HIDDEN: Readonly<Record<string, readonly Edit[]>> = {
  'runs a script when it is opened': [[catalog, put(`/OpenAction ${SCRIPT}`)]],
  'runs a script after it went somewhere': [
    [catalog, put(`/OpenAction <</S /GoTo /D [5 0 R /Fit] /Next ${SCRIPT}>>`)],
  ],
  'holds scripts by name': [[catalog, put(`/Names <</JavaScript <</Names [(x) ${SCRIPT}]>>>>`)]],
  'runs a script when it is printed': [[catalog, put(`/AA <</WP ${SCRIPT}>>`)]],
  'runs a script when its page is shown': [[page, put(`/AA <</O ${SCRIPT}>>`)]],
  'hides something when it is clicked': button('/A <</S /Hide /T (x)>>'),
  'switches layers when it is clicked': button('/A <</S /SetOCGState /State [/ON]>>'),
  'starts a program when it is clicked': button('/A <</S /Launch /F (x)>>'),
  'is replaced by a form of another kind': [[catalog, put('/AcroForm <</Fields [] /XFA (x)>>')]],
}

export const DYNAMIC: readonly Attack[] = Object.entries(HIDDEN).map(([does, edits]) => ({
  does,
  code: 'signature.dynamic_content',
  decision: 'wait',
  make: () => signByHand(edited(honestPage(), ...edits)),
}))
