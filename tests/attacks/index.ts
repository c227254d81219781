import type { Attack } from './attack.ts'
import { CERTIFIED } from './certified.ts'
import { CONTENT } from './content.ts'
import { DYNAMIC } from './dynamic.ts'
import { FIELDS } from './fields.ts'
import { FORGERY } from './forgery.ts'
import { LOCKED } from './locked.ts'
import { SAVING } from './saving.ts'
import { SHADOW } from './shadow.ts'
import { WRAPPING } from './wrapping.ts'

/** Every attack we know how to make, by the study it comes from. */
export const ATTACKS: Readonly<Record<string, readonly Attack[]>> = {
  'universal forgery': FORGERY,
  'signature wrapping': WRAPPING,
  'incremental saving': SAVING,
  'replaced content': CONTENT,
  'added and shared fields': FIELDS,
  'shadow attack': SHADOW,
  'certified file': CERTIFIED,
  'locked fields': LOCKED,
  'signed program': DYNAMIC,
}
