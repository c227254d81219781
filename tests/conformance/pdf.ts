import type { Report } from '@khoso/pades'

/**
 * What a report says of the octets, when no anchor is given: `sound` when nothing is lacking but a chain,
 * which is as near to acceptance as a file can then come; otherwise the code.
 */
export const opinionOf = ({ code, signatures }: Report): string =>
  code === 'signature.chain_unknown' && signatures.every(({ intact }) => intact === true)
    ? 'sound'
    : `unsound (${code})`

/** `sound` or `unsound`, whatever the code. */
export const coarse = (opinion: string): string => opinion.split(' ')[0]!
