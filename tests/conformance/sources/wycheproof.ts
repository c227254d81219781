import { createPublicKey, type KeyObject } from 'node:crypto'
import { verifySignature, type SignatureAlgorithm } from '../../../packages/pades/src/x509/algorithms.ts'
import { listFiles, readJson, type Case, type Source } from '../source.ts'

const FOLDER = 'corpus/wycheproof/testvectors_v1'

type Vector = {
  readonly tcId: number
  readonly msg: string
  readonly sig: string
  readonly result: 'valid' | 'invalid' | 'acceptable'
}
type Group = {
  readonly publicKeyDer: string
  readonly sha?: string
  readonly sLen?: number
  readonly mgfSha?: string
  readonly tests: readonly Vector[]
}

const nodeDigest = (name: string | undefined): string => (name ?? '').toLowerCase().replace('-', '')

/** How the vectors of a file were made, in our terms. */
function algorithmFor(file: string, { sha, sLen, mgfSha }: Group): SignatureAlgorithm {
  const digest = nodeDigest(sha)
  if (file.startsWith('ed25519')) return { oid: '', family: 'eddsa' }
  if (file.startsWith('rsa_pss'))
    return { oid: '', family: 'pss', digest, mgfDigest: nodeDigest(mgfSha), saltLength: sLen! }
  if (file.startsWith('rsa_signature')) return { oid: '', family: 'rsa', digest }
  return { oid: '', family: 'ecdsa', digest, ...(file.includes('p1363') && { plain: true }) }
}

const bytes = (hex: string) => Buffer.from(hex, 'hex')

/** The judge's own primitive, as it stands under every certificate, list, answer and time-stamp. */
function judgeFile(file: string): Case[] {
  const { testGroups } = readJson<{ testGroups: readonly Group[] }>(FOLDER, file)
  return testGroups.flatMap((group) => {
    const key = createPublicKey({ key: bytes(group.publicKeyDer), format: 'der', type: 'spki' })
    const algorithm = algorithmFor(file, group)
    return group.tests.map(({ tcId, msg, sig, result }): Case => {
      const found = verifySignature(algorithm, key, { data: bytes(msg), signature: bytes(sig) })
      return {
        id: `${file} ${tcId}`,
        expected: result,
        found: found ? 'valid' : 'invalid',
        agrees: result === 'acceptable' || found === (result === 'valid'),
      }
    })
  })
}

const P1363 = 'ecdsa_secp256r1_sha256_p1363_test.json'

const forWebCrypto = (key: KeyObject): Promise<CryptoKey> =>
  crypto.subtle.importKey(
    'spki',
    key.export({ format: 'der', type: 'spki' }),
    { name: 'ECDSA', namedCurve: 'P-256' },
    true,
    ['verify'],
  )

/**
 * The same signatures as the QR proof meets them: r and s side by side, checked by WebCrypto. The vector's
 * message cannot be put inside a COSE structure, so `crypto.subtle` is asked as `isSign1Intact` asks it.
 */
async function judgeWebCrypto(): Promise<Case[]> {
  const { testGroups } = readJson<{ testGroups: readonly Group[] }>(FOLDER, P1363)
  const cases: Case[] = []
  for (const group of testGroups) {
    const key = await forWebCrypto(
      createPublicKey({ key: bytes(group.publicKeyDer), format: 'der', type: 'spki' }),
    )
    for (const { tcId, msg, sig, result } of group.tests) {
      const found = await crypto.subtle.verify(
        { name: 'ECDSA', hash: 'SHA-256' },
        key,
        bytes(sig),
        bytes(msg),
      )
      cases.push({
        id: `${P1363} ${tcId} (WebCrypto)`,
        expected: result,
        found: found ? 'valid' : 'invalid',
        agrees: result === 'acceptable' || found === (result === 'valid'),
      })
    }
  }
  return cases
}

export const wycheproof: Source = {
  name: 'Wycheproof',
  folders: [FOLDER],
  judge: async () => ({
    cases: [...listFiles(FOLDER, '.json').flatMap(judgeFile), ...(await judgeWebCrypto())],
    silent: [],
  }),
}
