import { SigningError, type SigningFault } from '../signing-error.ts'

/** What a token's refusals mean to whoever holds it (PKCS#11 v2.40 5.1; values of pkcs11t.h). */
const FAULTS: Readonly<Record<number, SigningFault>> = {
  0x03: 'sign.token_missing', // SLOT_ID_INVALID
  0x32: 'sign.token_missing', // DEVICE_REMOVED
  0xb0: 'sign.token_missing', // SESSION_CLOSED
  0xb3: 'sign.token_missing', // SESSION_HANDLE_INVALID
  0xe0: 'sign.token_missing', // TOKEN_NOT_PRESENT
  0xe1: 'sign.token_missing', // TOKEN_NOT_RECOGNIZED
  0xa0: 'sign.token_pin_wrong', // PIN_INCORRECT
  0xa1: 'sign.token_pin_wrong', // PIN_INVALID
  0xa2: 'sign.token_pin_wrong', // PIN_LEN_RANGE
  0xa3: 'sign.token_pin_expired', // PIN_EXPIRED
  0xa4: 'sign.token_pin_locked', // PIN_LOCKED
  0x102: 'sign.token_pin_expired', // USER_PIN_NOT_INITIALIZED
  0x50: 'sign.token_cancelled', // FUNCTION_CANCELED
  0x200: 'sign.token_cancelled', // FUNCTION_REJECTED
  0x63: 'sign.token_mechanism', // KEY_TYPE_INCONSISTENT
  0x68: 'sign.token_mechanism', // KEY_FUNCTION_NOT_PERMITTED
  0x70: 'sign.token_mechanism', // MECHANISM_INVALID
  0x71: 'sign.token_mechanism', // MECHANISM_PARAM_INVALID
}

/** Throws unless the call succeeded. Says the function and its answer, never its arguments: one of them is the PIN. */
export function requireOk(rv: number, name: string): void {
  if (rv === 0) return
  throw new SigningError(FAULTS[rv] ?? 'sign.token_failed', `${name} answered 0x${rv.toString(16)}`)
}
