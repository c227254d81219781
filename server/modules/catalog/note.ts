import type { FastifyRequest } from 'fastify'

/** Nothing in the catalogue is about a person: codes and the texts they rest on may stand in the journal. */
export function note(
  { audit }: Pick<FastifyRequest, 'audit'>,
  subjects: readonly string[],
  details: Record<string, unknown>,
): void {
  audit.subjects.push(...subjects)
  audit.details = details
}
