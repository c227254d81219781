/**
 * The rules say no. A refusal has a stable code, an HTTP status and details that never name a person; its
 * sentence and cure stand in `words/` under the same code. Any other error means that we are broken.
 */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly details: RefusalDetails

  constructor(code: string, status: number, details: RefusalDetails = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.details = details
  }
}

export type RefusalDetails = Readonly<Record<string, unknown>>

/**
 * Makes a module's one way to refuse from its table of codes and HTTP statuses:
 * `throw refuse('intake.procedure_unknown', { code })`.
 */
export function refusals<Code extends string>(
  statuses: Readonly<Record<Code, number>>,
): ((code: Code, details?: RefusalDetails) => Refusal) & { readonly codes: readonly Code[] } {
  const refuse = (code: Code, details?: RefusalDetails) => new Refusal(code, statuses[code], details)
  return Object.assign(refuse, { codes: Object.keys(statuses) as Code[] })
}
