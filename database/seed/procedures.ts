import { FOOD_SAFETY } from './procedures/food-safety.ts'
import { HEALTH_TRADE_FARMING } from './procedures/health-trade-farming.ts'
import { PEOPLE_AND_BUSINESS } from './procedures/people-and-business.ts'
import { ROADS_AND_BUILDING } from './procedures/roads-and-building.ts'
import type { SeedProcedure } from './procedures/describe.ts'

/** Every procedure of the demonstration catalogue. */
export const PROCEDURES: readonly SeedProcedure[] = [
  ...FOOD_SAFETY,
  ...ROADS_AND_BUILDING,
  ...HEALTH_TRADE_FARMING,
  ...PEOPLE_AND_BUSINESS,
]
