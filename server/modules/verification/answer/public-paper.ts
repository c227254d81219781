// What the public sees of a paper (docs/specs/verification.md 5): pure, from what is recorded.
import { maskHolder } from '@khoso/qr-proof'
import type { LegalDay } from '../../../platform/legal-day.ts'
import type { ResultType } from '../../catalog/index.ts'
import type { PublicPaper } from '../contract.ts'

export interface RecordedPaper {
  readonly typeName: string
  readonly procedureCode: string
  readonly procedureName: string
  readonly title: string
  readonly number: string | null
  readonly issuerName: string
  readonly responsibleName: string | null
  readonly issuedOn: LegalDay
  readonly effectiveFrom: LegalDay
  readonly effectiveTo: LegalDay | null
  readonly scope: string | null
  readonly dossierCode: string | null
  readonly legalGround: string | null
  readonly metadata: Readonly<Record<string, unknown>>
  readonly holders: readonly { readonly name: string; readonly kind: string }[]
  readonly sensitivity: number
}

/** Above this, the public sees that a paper exists and how it stands, and nothing of what it says. */
const OPEN_UP_TO = 2
const TAIL = 4

/** The public part of a paper: never an identifier, persons masked, the dossier number as its last four characters. */
export function publicPaper(
  it: RecordedPaper,
  type: Pick<ResultType, 'publicFields' | 'metadataSchema'> | undefined,
  system: string,
): PublicPaper {
  const open = it.sensitivity <= OPEN_UP_TO
  return {
    type: { vi: it.typeName },
    title: open ? it.title : it.typeName,
    issuer: { vi: it.issuerName },
    issuedOn: it.issuedOn,
    effectiveFrom: it.effectiveFrom,
    system,
    fields: open ? publicFields(it.metadata, type) : [],
    ...present('procedure', open ? { code: it.procedureCode, name: it.procedureName } : null),
    ...present('number', open ? it.number : null),
    ...present('holder', open ? holderOf(it.holders) : null),
    ...present('responsible', it.responsibleName === null ? null : { vi: it.responsibleName }),
    ...present('effectiveTo', it.effectiveTo),
    ...present('scope', open ? it.scope : null),
    ...present('dossierTail', open && it.dossierCode !== null ? `…${it.dossierCode.slice(-TAIL)}` : null),
    ...present('legalGround', open ? it.legalGround : null),
  }
}

const present = <Key extends string, T>(key: Key, value: T | null) =>
  (value === null ? {} : { [key]: value }) as { readonly [name in Key]?: T }

/** "A và n người khác"; a firm's name is public, a person's is masked. */
function holderOf(holders: RecordedPaper['holders']): NonNullable<PublicPaper['holder']> | null {
  const [first, ...others] = holders
  if (!first) return null
  const name = first.kind === 'organisation' ? first.name : maskHolder(first.name)
  if (others.length === 0) return { vi: name }
  const english = others.length === 1 ? '1 other' : `${others.length} others`
  return { vi: `${name} và ${others.length} người khác`, en: `${name} and ${english}` }
}

/** The fields a type makes public, under the titles of its schema; only plain values can be read aloud. */
function publicFields(
  metadata: RecordedPaper['metadata'],
  type: Pick<ResultType, 'publicFields' | 'metadataSchema'> | undefined,
): PublicPaper['fields'] {
  return (type?.publicFields ?? []).flatMap((field) => {
    const value = metadata[field]
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return []
    const title = type?.metadataSchema.properties[field]?.['title']
    return [{ label: typeof title === 'string' ? title : field, value: String(value) }]
  })
}
