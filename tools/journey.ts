/** `npm run -s journey -- NAME`: one journey by itself, beside a running `npm start`; closes with what was seen. */
import { JOURNEYS } from '../tests/journeys/journeys.ts'
import { play } from '../tests/journeys/stage.ts'

const [name = ''] = process.argv.slice(2)
const journey = JOURNEYS[name]
if (!journey) {
  console.error(
    `khoso journey NAME, one of:\n${Object.keys(JOURNEYS)
      .map((known) => `  ${known}`)
      .join('\n')}`,
  )
  process.exit(2)
}
const began = Date.now()
try {
  const seen = await play(journey)
  console.log(`${name}: ${seen} (${((Date.now() - began) / 1_000).toFixed(1)} s)`)
} catch (error) {
  console.error(error)
  console.error(`${name}: NOT seen`)
  process.exitCode = 1
}
