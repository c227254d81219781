import Schema from 'typebox/schema'
import type { ResultType } from '../../catalog/index.ts'
import type { ResultFault } from './judge-new-result.ts'

type Validator = ReturnType<typeof Schema.Compile>
type SchemaError = ReturnType<Validator['Errors']>[1][number]

/** A version of a type never changes, so its schema is compiled once. */
const compiled = new Map<string, Validator>()

/** What is wrong with the metadata by the type's own schema of that day: fields and rules, never values. */
export function listMetadataFaults(
  type: Pick<ResultType, 'code' | 'validFrom' | 'metadataSchema'>,
  metadata: unknown,
): ResultFault[] {
  const [, errors] = validatorOf(type).Errors(metadata)
  return errors.flatMap((error) =>
    fieldsOf(error).map((field) => ({
      code: 'metadata_invalid' as const,
      at: `/metadata${error.instancePath}${field}`,
      rule: error.keyword,
    })),
  )
}

function validatorOf({
  code,
  validFrom,
  metadataSchema,
}: Parameters<typeof listMetadataFaults>[0]): Validator {
  const key = `${code} ${validFrom} ${JSON.stringify(metadataSchema)}`
  const known = compiled.get(key)
  if (known) return known
  const validator = Schema.Compile(metadataSchema as never)
  compiled.set(key, validator)
  return validator
}

/** The fields an error is about: one for each that is missing or unknown. */
function fieldsOf(error: SchemaError): string[] {
  const params = error.params as Record<string, readonly string[] | undefined>
  if (error.keyword === 'required') return (params['requiredProperties'] ?? []).map((name) => `/${name}`)
  if (error.keyword === 'additionalProperties')
    return (params['additionalProperties'] ?? []).map((name) => `/${name}`)
  // An unknown field is also told as a `false` schema, a second time.
  return error.keyword === 'boolean' ? [] : ['']
}
