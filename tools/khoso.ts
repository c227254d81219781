/** `npm run -s khoso -- NAME …`: every command of Khoso, one row each, loaded only when it is called. */
type Command = (argv: readonly string[], io: CommandIo) => Promise<number>
type CommandIo = { readonly out: (line: string) => void; readonly err: (line: string) => void }
type Row = { readonly does: string; readonly load: () => Promise<Command> }

const COMMANDS: Readonly<Record<string, Row>> = {
  admin: {
    does: "make somebody the city's administrator: how a new installation begins",
    load: async () => (await import('../server/platform/identity/admin-command.ts')).adminCommand,
  },
  audit: {
    does: 'check the journal against the heads kept outside the database',
    load: async () => (await import('../server/platform/journal/audit-command.ts')).auditCommand,
  },
  anchors: {
    does: 'whom we trust: list, extract, import, trust and withdraw by letter',
    load: async () => (await import('../server/modules/signatures/anchors-command.ts')).anchorsCommand,
  },
  catalogue: {
    does: 'load the catalogue that comes with Khoso, as a start',
    load: async () => (await import('../server/modules/catalog/load-command.ts')).catalogueCommand,
  },
  connect: {
    does: 'let a case system deliver, by its public keys and a letter',
    load: async () => (await import('../server/connect-command.ts')).connectCommand,
  },
  egov: {
    does: "play a working day of the demonstration's case systems against a running server",
    load: async () => (await import('../demo/egov/command.ts')).egovCommand,
  },
  'import-procedures': {
    does: 'take the national catalogue of procedures from a file',
    load: async () => (await import('../server/modules/catalog/import/import-command.ts')).importCommand,
  },
  'file-keys': {
    does: 'rotate the master keys of encrypted files',
    load: async () => (await import('../server/platform/files/file-keys-command.ts')).fileKeysCommand,
  },
  qr: {
    does: 'judge the text of a printed QR on this machine alone',
    load: async () => (await import('../packages/qr-proof/src/command/verify.ts')).qrCommand,
  },
  sign: {
    does: 'sign a PDF file with a key file, a token or a remote service, or make its signatures last',
    load: async () => (await import('./sign-file.ts')).signFile,
  },
  rejudge: {
    does: 'make kept reports of signatures again from frozen evidence, and compare',
    load: async () => (await import('../server/modules/signatures/rejudge-command.ts')).rejudgeCommand,
  },
  verify: {
    does: 'judge the signatures of PDF files on this machine alone',
    load: async () => (await import('./verify-files.ts')).verifyFiles,
  },
  token: {
    does: 'an access token for a person of staff or a holder of the demonstration',
    load: async () => (await import('../server/platform/identity/token-command.ts')).tokenCommand,
  },
}

const [name = '', ...argv] = process.argv.slice(2)
const io: CommandIo = { out: console.log, err: console.error }
const row = COMMANDS[name]
if (row) {
  process.exitCode = await (await row.load())(argv, io)
} else {
  const list = Object.entries(COMMANDS).map(([command, { does }]) => `  ${command.padEnd(19)}${does}`)
  const asked = name === '' || name === '--help'
  io[asked ? 'out' : 'err'](['khoso COMMAND …  (each says its use with --help)', ...list].join('\n'))
  process.exitCode = asked ? 0 : 2
}
