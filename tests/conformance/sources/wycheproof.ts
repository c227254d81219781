import { createPublicKey } from 'node:crypto'
import { isJwsIntact } from '@khoso/qr-proof'
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

/** What the QR proof, its trust lists and its status lists are signed with: ES256 and PS256. */
const AS_JWS: Readonly<Record<string, string>> = {
  'ecdsa_secp256r1_sha256_p1363_test.json': 'ES256',
  'rsa_pss_2048_sha256_mgf1_32_test.json': 'PS256',
}

/** The same signatures through the QR proof's own verifier of compact JWS, the message in place of its octets. */
async function judgeAsJws([file, alg]: [string, string]): Promise<Case[]> {
  const { testGroups } = readJson<{ testGroups: readonly Group[] }>(FOLDER, file)
  const cases: Case[] = []
  for (const group of testGroups) {
    const key = createPublicKey({ key: bytes(group.publicKeyDer), format: 'der', type: 'spki' })
    for (const { tcId, msg, sig, result } of group.tests) {
      const [signed, signature] = [msg, sig].map((hex) => Uint8Array.from(bytes(hex)))
      const jws = { header: { alg }, payload: {}, signed: signed!, signature: signature! }
      const found = await isJwsIntact(jws, key.export({ format: 'jwk' }) as JsonWebKey)
      cases.push({
        id: `${file} ${tcId} (JWS)`,
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
    cases: [
      ...listFiles(FOLDER, '.json').flatMap(judgeFile),
      ...(await Promise.all(Object.entries(AS_JWS).map(judgeAsJws))).flat(),
    ],
    silent: [],
  }),
}
