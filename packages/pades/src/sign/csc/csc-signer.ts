import { hash } from 'node:crypto'
import { children, raw, readDer } from '../../der/read.ts'
import { oid } from '../../der/values.ts'
import { algorithmFor, signatureIdentifier, type SignatureAlgorithm } from '../../issue/algorithm.ts'
import { OID } from '../../issue/oids.ts'
import { sha256Hex } from '../../digest.ts'
import { findKey, tryParseCertificate } from '../../x509/certificate.ts'
import { ecdsaToDer } from '../ecdsa-value.ts'
import { orderChain } from '../order-chain.ts'
import type { Signer } from '../signer.ts'
import { SigningError } from '../signing-error.ts'
import {
  cscClient,
  requirePart,
  requireText,
  requireTexts,
  type Answer,
  type CscClient,
  type CscService,
} from './csc-client.ts'

/** What the service wants to hear from the signer: a PIN, a one-time password. */
export interface Question {
  readonly id: string
  readonly label: string
}

export interface CscOrder extends CscService {
  /** One of the service's credentials; left out when it has only one. */
  readonly credential?: string | undefined
  /** SHA-256 of the certificate that must be the one, in hexadecimal. */
  readonly certificate?: string | undefined
  /** Asked before every signature, for each thing the service wants; the answers are kept nowhere. */
  readonly answer: (questions: readonly Question[]) => Promise<Readonly<Record<string, string>>>
  /** Left out, what suits the key. */
  readonly algorithm?: SignatureAlgorithm | undefined
}

/**
 * A signer over a remote signing service by the CSC API v2 (info, oauth2/token, credentials/list, credentials/info,
 * credentials/authorize, signatures/signHash). The service sees digests only, and each authorization is bound to the
 * one digest it is for (SCAL2), so that it can be used for nothing else. What comes back is verified by `signPdf`
 * with the certificate before anything is written.
 */
export async function openCsc(order: CscOrder): Promise<Signer> {
  const client = cscClient(order)
  const credentialID = order.credential ?? (await onlyCredential(client))
  const info = await client(
    'credentials/info',
    { credentialID, certificates: 'chain', authInfo: true },
    'read',
  )
  const { certificate, chain } = readCertificates(info, order)
  const publicKey = findKey(tryParseCertificate(certificate)!)?.key
  if (!publicKey) throw new SigningError('sign.key_mismatch', 'the certificate has a key of an unknown kind')
  const algorithm = order.algorithm ?? algorithmFor(publicKey)
  requireAlgorithm(info, algorithm)
  const questions = readQuestions(info)
  return {
    certificate,
    chain,
    algorithm,
    sign: async (bytes) => {
      const hashes = [hash(algorithm.digest, bytes, 'buffer').toString('base64')]
      const what = { credentialID, hashes, hashAlgorithmOID: OID[algorithm.digest] }
      const answers = questions.length > 0 ? await order.answer(questions) : {}
      const authData = questions.map(({ id }) => ({ id, value: answers[id] ?? '' }))
      const granted = await client('credentials/authorize', { ...what, numSignatures: 1, authData }, 'act')
      const asked = { ...what, SAD: requireText(granted, 'SAD'), ...signAlgorithm(algorithm) }
      const signatures = requireTexts(await client('signatures/signHash', asked, 'act'), 'signatures')
      if (signatures.length !== 1)
        throw new SigningError('sign.remote_answer', `${signatures.length} signatures`)
      return toValue(algorithm, Buffer.from(signatures[0]!, 'base64'))
    },
  }
}

async function onlyCredential(client: CscClient): Promise<string> {
  const ids = requireTexts(await client('credentials/list', { onlyValid: true }, 'read'), 'credentialIDs')
  const [id, another] = ids
  if (id !== undefined && another === undefined) return id
  throw new SigningError('sign.remote_credential_missing', `the service has ${ids.length} credentials`)
}

/** The signer's certificate comes first (CSC API v2 11.5); a pinned one must be it. */
function readCertificates(info: Answer, { certificate: pinned }: CscOrder) {
  const cert = requirePart(info, 'cert')
  const given = requireTexts(cert, 'certificates').map((one) => Buffer.from(one, 'base64'))
  const [certificate] = given
  if (!certificate || !tryParseCertificate(certificate)) {
    throw new SigningError('sign.remote_answer', 'the credential has no certificate')
  }
  const usable = requirePart(info, 'key')['status'] === 'enabled' && (cert['status'] ?? 'valid') === 'valid'
  if (!usable) throw new SigningError('sign.remote_credential_missing', 'the credential cannot be used')
  if (pinned !== undefined && pinned.toLowerCase() !== sha256Hex(certificate)) {
    throw new SigningError('sign.key_mismatch', 'the service answers with another certificate')
  }
  return { certificate, chain: orderChain(certificate, given) }
}

/** The ways to authorize that need no browser: the service asks the holder itself, or we pass on what they answer. */
function readQuestions(info: Answer): Question[] {
  const auth = requirePart(info, 'auth')
  const mode = requireText(auth, 'mode')
  if (mode === 'implicit') return []
  if (mode !== 'explicit') throw new SigningError('sign.remote_unsupported', `authorization by ${mode}`)
  const { objects } = auth
  return (Array.isArray(objects) ? (objects as Answer[]) : []).map((one) => ({
    id: requireText(one, 'id'),
    label: typeof one['label'] === 'string' ? one['label'] : requireText(one, 'id'),
  }))
}

/** rsaEncryption and id-ecPublicKey stand for every digest with that key. */
const ANY = {
  'rsa-pkcs1': OID.rsaEncryption,
  'rsa-pss': OID.rsaPss,
  ecdsa: '1.2.840.10045.2.1',
  ed25519: OID.ed25519,
}

function requireAlgorithm(info: Answer, algorithm: SignatureAlgorithm): void {
  const offered = requireTexts(requirePart(info, 'key'), 'algo')
  const { signAlgo } = signAlgorithm(algorithm)
  if (offered.includes(signAlgo) || offered.includes(ANY[algorithm.scheme])) return
  throw new SigningError('sign.remote_unsupported', `the key signs with ${offered.join(', ')}`)
}

/** The identifier, and for PSS its parameters, as the service wants them apart (CSC API v2 11.10). */
function signAlgorithm(algorithm: SignatureAlgorithm): { signAlgo: string; signAlgoParams?: string } {
  const [id, parameters] = children(readDer(signatureIdentifier(algorithm)))
  const signAlgo = oid(id!)
  if (algorithm.scheme !== 'rsa-pss' || !parameters) return { signAlgo }
  return { signAlgo, signAlgoParams: Buffer.from(raw(parameters)).toString('base64') }
}

/** ECDSA comes as DER from most services and as r and s side by side from some. */
function toValue({ scheme }: SignatureAlgorithm, value: Buffer): Buffer {
  return scheme === 'ecdsa' && !isSequence(value) && value.length % 2 === 0 ? ecdsaToDer(value) : value
}

const isSequence = (value: Buffer): boolean =>
  value[0] === 0x30 &&
  (value.length === value[1]! + 2 || (value[1] === 0x81 && value.length === value[2]! + 3))
