import pg from 'pg'
import { pino, type DestinationStream, type Logger } from 'pino'

/** The log of a process: one JSON object a line, times in UTC as ISO 8601, and nobody's name or number in it. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { app: 'khoso' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeFault },
    hooks: { streamWrite: maskNumbers },
  }
  return destination ? pino(options, destination) : pino(options)
}

/**
 * What may be logged of a fault: where it happened and what it is called, never the values it was about. PostgreSQL
 * quotes values in `message`, `detail` and `where`, JSON.parse quotes the text; of those two no sentence is kept.
 */
export function describeFault(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { name: typeof fault }
  const { code, constraint, table } = fault as Partial<pg.DatabaseError>
  return {
    name: fault.name,
    code,
    constraint,
    table,
    ...(!quotesValues(fault) && { message: fault.message }),
    stack: placesOf(fault),
    ...(fault.cause !== undefined && { cause: describeFault(fault.cause) }),
  }
}

const quotesValues = (fault: Error): boolean =>
  fault instanceof pg.DatabaseError || fault instanceof SyntaxError

/** The stack without its head, which repeats the message. */
const placesOf = ({ stack = '' }: Error) =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())

/** The last net, for what others write: numbers as long as a person's (9 or 12 digits) that stand alone. */
const maskNumbers = (line: string) => line.replace(/(?<![\w-])(?:\d{12}|\d{9})(?![\w-])/g, '[number]')
