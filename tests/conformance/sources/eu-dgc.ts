import { createHash } from 'node:crypto'
import { findKey, parseCertificate } from '../../../packages/pades/src/x509/certificate.ts'
import { headerOf, isForeignIntact, openForeign } from '../cose.ts'
import { compare, listFiles, readJson, type Case, type Source } from '../source.ts'

const FOLDER = 'corpus/eu-dgc'

type Vector = {
  readonly COSE?: string
  readonly TESTCTX: { readonly CERTIFICATE?: string }
  readonly EXPECTEDRESULTS?: { readonly EXPECTEDVERIFY?: boolean }
}

const KID = 4

/**
 * The COSE step of a health certificate: the key identifier, protected before unprotected, is that of the
 * certificate (its SHA-256, first eight octets), and the certificate's key made the signature.
 */
function verifies(cose: string, certificate: string): boolean {
  const sign1 = openForeign(Buffer.from(cose, 'hex'))
  if (!sign1) return false
  const der = Buffer.from(certificate, 'base64')
  const kid = headerOf(sign1, KID)
  const own = createHash('sha256').update(der).digest().subarray(0, 8)
  const named = kid instanceof Uint8Array && own.equals(kid)
  const key = findKey(parseCertificate(der))?.key
  return named && key !== undefined && isForeignIntact(sign1, key)
}

/** The other steps (health data, JSON schema, base45, pictures) are of a format that is not ours. */
function judge() {
  const [cases, silent]: [Case[], string[]] = [[], []]
  for (const file of listFiles(FOLDER, '.json')) {
    const { COSE: cose, TESTCTX: context, EXPECTEDRESULTS: expected } = readJson<Vector>(FOLDER, file)
    if (expected?.EXPECTEDVERIFY === undefined || !cose || !context.CERTIFICATE) silent.push(file)
    else
      cases.push(compare(file, String(expected.EXPECTEDVERIFY), String(verifies(cose, context.CERTIFICATE))))
  }
  return { cases, silent }
}

export const euDgc: Source = { name: 'EU health certificates', folders: [FOLDER], judge }
