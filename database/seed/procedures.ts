import { BUILDING } from './procedures/building.ts'
import type { SeedProcedure } from './procedures/describe.ts'
import { FARMING } from './procedures/farming.ts'
import { FOOD_SAFETY } from './procedures/food-safety.ts'
import { HEALTH_AND_TRADE } from './procedures/health-and-trade.ts'
import { PEOPLE_AND_BUSINESS } from './procedures/people-and-business.ts'
import { ROADS } from './procedures/roads.ts'

/** Every procedure of the demonstration catalogue. */
export const PROCEDURES: readonly SeedProcedure[] = [
  ...FOOD_SAFETY,
  ...ROADS,
  ...BUILDING,
  ...HEALTH_AND_TRADE,
  ...FARMING,
  ...PEOPLE_AND_BUSINESS,
]
