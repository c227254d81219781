/** `khoso-verify`: the command of the package @khoso/pades, with the house's words in it. */
import { verifyFiles } from './verify-files.ts'

/** Its own help calls it as it is called there. */
const named = (say: (line: string) => void) => (line: string) =>
  say(line.replace(/^khoso verify/, 'khoso-verify'))

process.exitCode = await verifyFiles(process.argv.slice(2), {
  out: named(console.log),
  err: named(console.error),
})
