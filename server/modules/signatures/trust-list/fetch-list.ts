import { DEFAULT_RULES, makeFetcher } from '@khoso/pades'
import { refuse } from '../errors.ts'
import type { NamedFile } from '../read-offer.ts'
import type { Pointer } from './read-list.ts'
import { MOST_BYTES } from './xml.ts'

export interface FetchRules {
  /** Only these are asked: a list may point anywhere. */
  readonly hosts: readonly string[]
  readonly fetch?: typeof globalThis.fetch
}

/** Fetches a list from an allowed host, without following redirections; refuses any other. */
export async function fetchList(url: string, { hosts, fetch }: FetchRules): Promise<NamedFile> {
  const rules = { ...DEFAULT_RULES, hosts, bytes: MOST_BYTES, milliseconds: 30_000, ...(fetch && { fetch }) }
  const bytes = await makeFetcher(rules)({ url })
  if (!bytes) throw refuse('trust.list_unreachable', { url })
  return { name: url, bytes }
}

/** The XML lists that pointers name for these territories; lists of lists are not followed from one another. */
export const locationsOf = (pointers: readonly Pointer[], territories: readonly string[]): string[] =>
  pointers
    .filter(({ territory, type }) => territories.includes(territory) && type !== 'EUlistofthelists')
    .map(({ location }) => location)
    .filter((location) => !/\.pdf$/i.test(location))
