import { test } from 'node:test'
import { JOURNEYS } from './journeys.ts'
import { play } from './stage.ts'

for (const [name, journey] of Object.entries(JOURNEYS)) {
  test(`journey ${name}`, async (t) => {
    t.diagnostic(await play(journey))
  })
}
