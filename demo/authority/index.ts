export { answerOcsp, answerTimeStamp, makeList, timeStamperAt } from './answers.ts'
export {
  createAuthority,
  openAuthority,
  type Authority,
  type AuthorityOrder,
  type Clock,
  type KeyKind,
} from './authority.ts'
export {
  findHolder,
  getHolder,
  issueAgency,
  issuePerson,
  revoke,
  type Holder,
  type Terms,
} from './holders.ts'
export type { AgencyOrder, PersonOrder } from './names.ts'
export type { Entry } from './register.ts'
export { renewStamper } from './renew-stamper.ts'
export { fetchFrom, serveAuthority, type ServedAuthority, type ServeOrder } from './serve.ts'
