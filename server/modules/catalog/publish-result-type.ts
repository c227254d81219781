import type { Tx } from '../../platform/database/transaction.ts'
import type { LegalDay } from '../../platform/legal-day.ts'
import { refuse } from './errors.ts'
import { listMissingParts, listUnknownPublicFields, type ResultTypeRules } from './result-type.ts'
import {
  endVersion,
  findNewestVersion,
  insertDraft,
  markPublished,
  type NewResultType,
} from './result-type.queries.ts'

/**
 * Adds a type, or a new version of one, as a draft: results cannot be registered under it yet. A draft that
 * follows a published version begins after it and ends it the day before.
 */
export async function draftResultType(tx: Tx, draft: NewResultType, previousEnds?: LegalDay): Promise<void> {
  if (previousEnds) await endVersion(tx, draft.code, previousEnds)
  await insertDraft(tx, draft)
}

/** Publishes the newest draft of a type; refused, with everything that is wrong, until it is complete. */
export async function publishResultType(tx: Tx, code: string): Promise<void> {
  const version = await findNewestVersion(tx, code)
  if (!version) throw refuse('catalog.result_type_unknown', { code })
  if (version.state === 'published') throw refuse('catalog.result_type_already_published', { code })
  const missing = listMissingParts(version)
  if (missing.length > 0) throw refuse('catalog.result_type_incomplete', { code, missing })
  requireUsableSchema(code, version as ResultTypeRules)
  await markPublished(tx, code, version.validFrom)
}

function requireUsableSchema(code: string, rules: ResultTypeRules): void {
  const { type, properties, required = [] } = rules.metadataSchema
  const undefinedFields = required.filter((field) => !(field in (properties ?? {})))
  if (type !== 'object' || !properties || undefinedFields.length > 0) {
    throw refuse('catalog.metadata_schema_invalid', { code, undefinedFields })
  }
  const unknown = listUnknownPublicFields(rules)
  if (unknown.length > 0) throw refuse('catalog.public_field_unknown', { code, fields: unknown })
}
