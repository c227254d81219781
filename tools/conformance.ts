/**
 * `npm run conformance [-- part of a source's name …]`: the judge against every verdict of the material
 * beside the project, a line per source. Exits 1 when a difference is unexplained, or one that is listed
 * no longer occurs. `--document` prints the differences as docs/specs/conformance.md has them.
 */
import { runConformance } from '../tests/conformance/run.ts'

process.exitCode = await runConformance(process.argv.slice(2), console.log)
