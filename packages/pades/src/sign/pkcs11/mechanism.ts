import { hash } from 'node:crypto'
import { nothing, octetString, oid, sequence } from '../../der/write.ts'
import { OID } from '../../issue/oids.ts'
import type { DigestName, SignatureAlgorithm } from '../../issue/algorithm.ts'
import { ecdsaToDer } from '../ecdsa-value.ts'
import { SigningError } from '../signing-error.ts'
import type { Cryptoki } from './cryptoki.ts'
import { writeUlong } from './structures.ts'

/** What is given to C_SignInit and C_Sign, and how their answer becomes a signature value. */
export interface TokenOperation {
  readonly mechanism: number
  readonly parameter: Buffer | null
  readonly input: Buffer
  readonly toValue: (answer: Buffer) => Buffer
}

/** CKM_ of the digest, CKG_MGF1_ of it, and its size. */
const PSS: Readonly<Record<DigestName, readonly [hash: number, mgf: number, size: number]>> = {
  sha1: [0x220, 1, 20],
  sha256: [0x250, 2, 32],
  sha384: [0x260, 3, 48],
  sha512: [0x270, 4, 64],
}

const CKM_RSA_PKCS = 0x01
const CKM_RSA_PKCS_PSS = 0x0d
const CKM_ECDSA = 0x10_41

/** The digest is made here and only that goes to the token: what every token can do, and quick. */
export function operationFor(
  driver: Cryptoki,
  { scheme, digest }: SignatureAlgorithm,
  signed: Uint8Array,
): TokenOperation {
  const digested = hash(digest, signed, 'buffer')
  const as = (mechanism: number, input: Buffer, more: Partial<TokenOperation> = {}): TokenOperation => ({
    mechanism,
    parameter: null,
    input,
    toValue: (answer) => answer,
    ...more,
  })
  switch (scheme) {
    case 'rsa-pkcs1':
      // CKM_RSA_PKCS pads and nothing else: the DigestInfo is ours to write (RFC 8017 9.2).
      return as(CKM_RSA_PKCS, sequence(sequence(oid(OID[digest]), nothing()), octetString(digested)))
    case 'rsa-pss':
      return as(CKM_RSA_PKCS_PSS, digested, {
        parameter: Buffer.concat(PSS[digest].map((value) => writeUlong(driver, value))),
      })
    case 'ecdsa':
      return as(CKM_ECDSA, digested, { toValue: ecdsaToDer })
    case 'ed25519':
      throw new SigningError('sign.token_mechanism', 'EdDSA keys in tokens are not supported')
  }
}
