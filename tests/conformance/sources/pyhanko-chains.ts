import { findValidPath, makePool } from '../../../packages/pades/src/path/build.ts'
import { parseCertificateFile } from '../../../packages/pades/src/x509/certificate.ts'
import { compare, listFiles, readShared, type Case, type Source } from '../source.ts'

const ROOT = 'corpus/pyhanko'
const FOLDERS = ['testing-ca', 'testing-ca-pss', 'testing-ca-pss-exclusive', 'testing-ca-ed25519']
/** Whose name is the issuer's but whose signature is not; `openssl verify` finds no issuer for it either. */
const UNSIGNED: ReadonlySet<string> = new Set(['testing-ca-ed25519/ocsp.cert.pem'])
const DAY = 86_400_000

/** Every other certificate leads to its root on the day after it was issued. */
function judgeFolder(folder: string): Case[] {
  const names = listFiles(`${ROOT}/${folder}`, '.pem')
  const read = (name: string) => parseCertificateFile(readShared(ROOT, folder, name))
  const [root] = read('root.cert.pem')
  const pool = makePool([root!], names.flatMap(read))
  return names.map((name) => {
    const [certificate] = read(name)
    const found = findValidPath(certificate!, pool, { at: certificate!.notBefore + DAY })
    const expected = UNSIGNED.has(`${folder}/${name}`) ? 'reject' : 'accept'
    return compare(`${folder}/${name}`, expected, found.ok ? 'accept' : 'reject', true)
  })
}

export const pyhankoChains: Source = {
  name: 'pyHanko authorities',
  folders: FOLDERS.map((folder) => `${ROOT}/${folder}`),
  judge: () => ({ cases: FOLDERS.flatMap(judgeFolder), silent: [] }),
}
