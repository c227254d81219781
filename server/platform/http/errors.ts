import { refusals } from '../refusal.ts'

/** What the server itself refuses, before any module is asked. */
export const refuseRequest = refusals({
  'request.sign_in': 401,
  'request.token_invalid': 401,
  'request.forbidden': 403,
  'request.cross_site': 403,
  'request.not_found': 404,
  'request.invalid': 422,
  'request.too_large': 413,
  'request.wrong_type': 415,
  'request.too_many': 429,
  'server.error': 500,
})
