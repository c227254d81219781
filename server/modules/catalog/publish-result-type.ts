import Schema from 'typebox/schema'
import type { Tx } from '../../platform/database/transaction.ts'
import { addLegalDays, type LegalDay } from '../../platform/legal-day.ts'
import { refuse } from './errors.ts'
import { listMissingParts, listUnknownPublicFields, type ResultTypeRules } from './result-type.ts'
import {
  endVersion,
  findVersionToPublish,
  hasPublishedFrom,
  markPublished,
  saveDraft,
  type NewResultType,
} from './result-type.queries.ts'

/**
 * Lays down a type, or a new version of one, as a draft, or revises the draft of that day. A draft changes nothing
 * of what is in force; results cannot be registered under it yet. Returns the parts it still lacks.
 */
export async function draftResultType(tx: Tx, draft: NewResultType): Promise<readonly string[]> {
  const saved = await saveDraft(tx, draft)
  if (!saved) throw refuse('catalog.result_type_already_published', { code: draft.code })
  return listMissingParts(saved)
}

/**
 * Publishes the newest draft of a type and returns the day it begins; the version before it ends on the day before.
 * Refused, with everything that is wrong, until it is complete; and where a later version is published already.
 */
export async function publishResultType(tx: Tx, code: string): Promise<LegalDay> {
  const version = await findVersionToPublish(tx, code)
  if (!version) throw refuse('catalog.result_type_unknown', { code })
  if (version.state === 'published') throw refuse('catalog.result_type_already_published', { code })
  const missing = listMissingParts(version)
  if (missing.length > 0) throw refuse('catalog.result_type_incomplete', { code, missing })
  requireUsableSchema(code, version as ResultTypeRules)
  const { validFrom } = version
  if (await hasPublishedFrom(tx, code, validFrom)) throw refuse('catalog.result_type_overtaken', { code })
  await endVersion(tx, code, addLegalDays(validFrom, -1))
  await markPublished(tx, code, validFrom)
  return validFrom
}

const TYPES: ReadonlySet<unknown> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'array',
  'object',
  'null',
])

function requireUsableSchema(code: string, rules: ResultTypeRules): void {
  const { type, properties, required = [] } = rules.metadataSchema
  const undefinedFields = required.filter((field) => !(field in (properties ?? {})))
  // A misspelt type would let everything through, unseen.
  const untyped = Object.entries(properties ?? {}).flatMap(([field, schema]) =>
    [schema['type'] ?? []].flat().every((one) => TYPES.has(one)) ? [] : [field],
  )
  const usable = type === 'object' && properties && compiles(rules.metadataSchema)
  if (!usable || undefinedFields.length > 0 || untyped.length > 0) {
    throw refuse('catalog.metadata_schema_invalid', { code, undefinedFields, untyped })
  }
  const unknown = listUnknownPublicFields(rules)
  if (unknown.length > 0) throw refuse('catalog.public_field_unknown', { code, fields: unknown })
}

/** A pattern that is no regular expression would otherwise show itself at the first delivery. */
function compiles(schema: object): boolean {
  try {
    Schema.Compile(schema as never)
    return true
  } catch {
    return false
  }
}
