export { access as partiesAccess } from './access.ts'
export { partiesRoutes } from './routes.officer.ts'
export { compareMarks, foldName, readName, type FoldedName, type NameReading } from './folded-name.ts'
export type { GarbledText } from './legacy-font.ts'
export {
  guessIdentifierType,
  IDENTIFIER_TYPES,
  judgePersonalNumber,
  readIdentifier,
  readPersonalNumber,
  type Identifier,
  type IdentifierFault,
  type IdentifierType,
  type Sex,
} from './identifiers.ts'
export { parseIdCardQr, type IdCard } from './id-card-qr.ts'
export type {
  Match,
  MatchConflict,
  MatchEvidence,
  MatchFinding,
  PartyId,
  PartyKind,
  PrintedHolder,
} from './party.ts'
export { foldFor, matchHolder } from './match-holder.ts'
export { mayShowTo, type HolderLink } from './may-show-to.ts'
export {
  changeIdentifier,
  listMergedWith,
  recordName,
  registerParty,
  type NewParty,
} from './register-party.ts'
export { recogniseHolder } from './recognise-holder.ts'
export { recordDeath } from './record-death.ts'
export { mergeParties, undoMerge, type MergeOrder } from './merge-parties.ts'
export { linkFromIdCard, linkIdentifiers, withdrawLink, type LinkOrder } from './link-identifiers.ts'
