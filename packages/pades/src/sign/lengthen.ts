import type { Policy } from '../ades/policy.ts'
import type { Fetcher } from '../collect/safe-fetch.ts'
import type { Trust } from '../trust.ts'
import { collectValidationData } from './archive.ts'
import { addDocumentTimeStamp } from './document-time-stamp.ts'
import { SigningError } from './signing-error.ts'
import type { TimeStamper } from './time-stamp-client.ts'
import { addValidationData } from './validation-data.ts'

/** What a signature needs to outlive its certificates. */
export interface LastingOrder {
  readonly trust: Trust
  readonly fetcher: Fetcher
  /** Milliseconds since 1970, read once the signature stands: evidence of before it says nothing of it. */
  readonly clock: () => number
  readonly policy?: Policy | undefined
}

type LengthenOrder = LastingOrder & {
  /** The signature just made: it must pass. What others signed is served as far as evidence is found. */
  readonly field: string
  /** Given, a document time-stamp goes over it all. */
  readonly archive: TimeStamper | false | undefined
}

/** Takes a signature just made to B-LT, and with a time-stamper to B-LTA. */
export async function lengthen(signed: Uint8Array, order: LengthenOrder): Promise<Buffer> {
  const { trust, fetcher, clock, policy, field, archive } = order
  const judging = { ...trust, at: clock(), ...(policy && { policy }) }
  const { report, data } = await collectValidationData(signed, judging, fetcher)
  const own = report.signatures.find((one) => one.field === field)
  if (own?.decision !== 'accept') {
    const waits = own?.code === 'signature.evidence_missing'
    throw new SigningError(waits ? 'sign.evidence_missing' : 'sign.file_refused', own?.code ?? report.code)
  }
  const lasting = addValidationData(signed, data)
  return archive ? addDocumentTimeStamp(lasting, { timeStamper: archive }) : lasting
}
