import { companyIn, type Holder, type People } from '../people.ts'
import type { Trade } from '../names.ts'
import { pick, type Random } from '../random.ts'

type Choose = (random: Random, people: People) => Holder

/** Anybody; the known ones have the papers the plan gives them. */
export const person: Choose = (random, { persons }) => pick(random, persons)

export const household: Choose = (random, { households }) => pick(random, households)

export const company =
  (...trades: readonly Trade[]): Choose =>
  (random, people) =>
    companyIn(random, people, pick(random, trades))
