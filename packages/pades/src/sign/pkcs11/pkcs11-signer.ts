import { algorithmFor, type SignatureAlgorithm } from '../../issue/algorithm.ts'
import { findKey, parseCertificate, tryParseCertificate } from '../../x509/certificate.ts'
import { orderChain } from '../order-chain.ts'
import type { Signer } from '../signer.ts'
import { SigningError } from '../signing-error.ts'
import { loadCryptoki } from './cryptoki.ts'
import { operationFor } from './mechanism.ts'
import { requireOk } from './return-values.ts'
import { readUlong, writeMechanism, writeUlong } from './structures.ts'
import {
  findObjects,
  login,
  openSession,
  readAttribute,
  ulongAttribute,
  type PinEntry,
  type Session,
} from './token.ts'

export interface Pkcs11Order {
  /** Path of the token's driver. */
  readonly module: string
  /** The token's label; left out when only one is plugged in. */
  readonly token?: string | undefined
  readonly pin: PinEntry
  /** Label of the key and its certificate, or its id in hexadecimal; left out when there is only one. */
  readonly key?: string | undefined
  /** Certificates kept outside the token: the signer's own, or issuers to send along. */
  readonly certificates?: readonly Uint8Array[] | undefined
  /** Left out, what suits the key. */
  readonly algorithm?: SignatureAlgorithm | undefined
}

export interface OpenedToken {
  readonly signer: Signer
  readonly close: () => Promise<void>
}

const CLASS = 0x00
const ATTRIBUTE = { label: 0x03, value: 0x11, keyId: 0x102, alwaysAuthenticate: 0x202 } as const
const OBJECT = { certificate: 1, privateKey: 3 } as const

/**
 * Opens a key in a token or HSM (PKCS#11). The key never leaves it: it is given digests. Signatures are made one
 * after the other, outside the event loop.
 */
export async function openPkcs11(order: Pkcs11Order, load = loadCryptoki): Promise<OpenedToken> {
  const session = await openSession(order.module, order.token, load)
  const close = async () => void (await session.driver.call('C_CloseSession', session.handle))
  try {
    await login(session, order.pin)
    return { signer: await makeSigner(session, order), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function makeSigner(session: Session, order: Pkcs11Order): Promise<Signer> {
  const certificates = [
    ...(await listCertificates(session)),
    ...(order.certificates ?? []).map((der) => ({ der, id: '' })),
  ]
  const { key, certificate } = await chooseKey(session, order.key, certificates)
  const always = (await readAttribute(session, key, ATTRIBUTE.alwaysAuthenticate))[0] === 1
  const publicKey = findKey(parseCertificate(certificate))?.key
  if (!publicKey) throw new SigningError('sign.key_mismatch', 'the certificate has a key of an unknown kind')
  const algorithm = order.algorithm ?? algorithmFor(publicKey)
  let before: Promise<unknown> = Promise.resolve()
  return {
    certificate,
    chain: orderChain(
      certificate,
      certificates.map(({ der }) => der),
    ),
    algorithm,
    sign: (bytes) => {
      // A session makes one signature at a time (PKCS#11 base 5.11).
      const made = before.then(() =>
        signWith(session, { key, algorithm, bytes, again: always ? order.pin : undefined }),
      )
      before = made.catch(() => undefined)
      return made
    },
  }
}

type Held = { readonly der: Uint8Array; readonly id: string }

async function listCertificates(session: Session): Promise<Held[]> {
  const found = await findObjects(session, [ulongAttribute(session, CLASS, OBJECT.certificate)])
  const held: Held[] = []
  for (const object of found) {
    const der = await readAttribute(session, object, ATTRIBUTE.value)
    const id = (await readAttribute(session, object, ATTRIBUTE.keyId)).toString('hex')
    if (tryParseCertificate(der)) held.push({ der, id })
  }
  return held
}

/** The one key that was asked for and has a certificate: by its id on the token, or the only one given. */
async function chooseKey(session: Session, wanted: string | undefined, certificates: readonly Held[]) {
  const keys: { key: number; id: string; certificate: Uint8Array }[] = []
  const given = certificates.filter(({ id }) => id === '')
  let seen = 0
  for (const key of await findObjects(session, [ulongAttribute(session, CLASS, OBJECT.privateKey)])) {
    const id = (await readAttribute(session, key, ATTRIBUTE.keyId)).toString('hex')
    const label = (await readAttribute(session, key, ATTRIBUTE.label)).toString('utf8')
    if (wanted !== undefined && wanted !== label && wanted.toLowerCase() !== id) continue
    seen += 1
    const own = certificates.find((one) => one.id === id && id !== '') ?? given[0]
    if (own) keys.push({ key, id, certificate: own.der })
  }
  const [chosen, another] = keys
  if (another) throw new SigningError('sign.token_ambiguous', `${keys.length} keys fit`)
  if (!chosen) {
    const why = seen > 0 ? 'the key has no certificate' : `no key ${wanted ?? ''}`
    throw new SigningError('sign.token_key_missing', why)
  }
  return chosen
}

interface Signing {
  readonly key: number
  readonly algorithm: SignatureAlgorithm
  readonly bytes: Uint8Array
  /** The key asks for the PIN before each signature. */
  readonly again: PinEntry | undefined
}

async function signWith(session: Session, { key, algorithm, bytes, again }: Signing): Promise<Buffer> {
  const { driver, handle } = session
  const { mechanism, parameter, input, toValue } = operationFor(driver, algorithm, bytes)
  const asked = writeMechanism(driver, mechanism, parameter)
  requireOk(await driver.call('C_SignInit', handle, asked, key), 'C_SignInit')
  if (again) await login(session, again, 'contextSpecific')
  const [answer, length] = [Buffer.alloc(1024), writeUlong(driver, 1024)]
  requireOk(await driver.call('C_Sign', handle, input, input.length, answer, length), 'C_Sign')
  return toValue(answer.subarray(0, readUlong(driver, length)))
}
