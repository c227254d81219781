import * as building from './building.ts'
import * as food from './food.ts'
import * as health from './health-and-trade.ts'
import type { PaperKind } from './paper.ts'
import * as people from './people-and-business.ts'
import * as roads from './roads.ts'
import * as sea from './sea-and-farm.ts'

/** Every kind of paper of the demonstration city, by a name of its own. */
export const KINDS = {
  catering: food.catering,
  cateringExchange: food.cateringExchange,
  farmFood: food.farmFood,
  tradeFood: food.tradeFood,
  foodProduct: food.foodProduct,
  foodAdvertising: food.foodAdvertising,
  cosmeticsAdvertising: health.cosmeticsAdvertising,
  cosmeticsProduction: health.cosmeticsProduction,
  retailElectricity: health.retailElectricity,
  retailElectricityAmended: health.retailElectricityAmended,
  roadWorks: roads.roadWorks,
  waterMain: roads.waterMain,
  pavement: roads.pavement,
  oversizeVehicle: roads.oversizeVehicle,
  trees: roads.trees,
  transportLicence: roads.transportLicence,
  carBadge: roads.carBadge,
  buildingPermit: building.buildingPermit,
  buildingExtension: building.buildingExtension,
  buildersCertificate: building.buildersCertificate,
  brokersCertificate: building.brokersCertificate,
  environment: building.environment,
  vessel: sea.vessel,
  fishing: sea.fishing,
  fishCages: sea.fishCages,
  veterinaryShop: sea.veterinaryShop,
  pesticideShop: sea.pesticideShop,
  householdBusiness: people.householdBusiness,
  birth: people.birth,
  marriage: people.marriage,
  death: people.death,
  single: people.single,
  certifiedCopy: people.certifiedCopy,
  judicialRecord: people.judicialRecord,
  lawOffice: people.lawOffice,
  poorHouseholds: people.poorHouseholds,
} as const satisfies Record<string, PaperKind>

export type KindName = keyof typeof KINDS
