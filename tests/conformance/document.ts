import { differences } from './differences.ts'

/** The differences on purpose as docs/specs/conformance.md shows them. */
export const showDocument = (): string =>
  differences
    .map(
      ({ source, cases, ours, clause, why, pinnedBy: [file, name] }) =>
        `- **${source}**, ours: ${ours}. ${clause}.\n  ${why}\n  Cases: ${cases.join('; ')}.\n  Held by \`${file}\`: ${name}.`,
    )
    .join('\n')
