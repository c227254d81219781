import { readFile } from 'node:fs/promises'
import { openCsc, type Question } from '../sign/csc/csc-signer.ts'
import { openPkcs11, type OpenedToken } from '../sign/pkcs11/pkcs11-signer.ts'
import { pkcs12Signer } from '../sign/pkcs12.ts'
import { parseCertificateFile } from '../x509/certificate.ts'

/** The secrets a command may need; none is ever an argument, where every user of the machine can read it. */
export type SecretName = 'KHOSO_P12_PASSWORD' | 'KHOSO_TOKEN_PIN' | 'KHOSO_CSC_SECRET' | `KHOSO_CSC_${string}`

/** Gives a secret from the environment, or asks for it without showing it; `says` is what the service calls it. */
export type AskSecret = (name: SecretName, says?: string) => Promise<string>

export interface KeyArguments {
  readonly p12?: string | undefined
  readonly pkcs11?: string | undefined
  readonly token?: string | undefined
  readonly key?: string | undefined
  readonly certificate: readonly string[]
  readonly csc?: string | undefined
  readonly 'client-id'?: string | undefined
  readonly credential?: string | undefined
}

const CHOICES = ['p12', 'pkcs11', 'csc'] as const satisfies readonly (keyof KeyArguments)[]

/** Whether exactly one place of the key is named. */
export const namesOneKey = (given: KeyArguments): boolean =>
  CHOICES.filter((choice) => given[choice] !== undefined).length === 1 &&
  (given.csc === undefined || given['client-id'] !== undefined)

/** Opens the key that the arguments name; close what it answers when done. */
export async function openKey(given: KeyArguments, ask: AskSecret): Promise<OpenedToken> {
  const close = () => Promise.resolve()
  if (given.p12 !== undefined) {
    const file = await readFile(given.p12)
    return { signer: pkcs12Signer(file, await ask('KHOSO_P12_PASSWORD')), close }
  }
  if (given.pkcs11 !== undefined) {
    return openPkcs11({
      module: given.pkcs11,
      token: given.token,
      key: given.key,
      pin: () => ask('KHOSO_TOKEN_PIN'),
      certificates: await readCertificates(given.certificate),
    })
  }
  const signer = await openCsc({
    url: given.csc!,
    clientId: given['client-id']!,
    clientSecret: await ask('KHOSO_CSC_SECRET'),
    credential: given.credential,
    answer: (questions) => answerAll(questions, ask),
  })
  return { signer, close }
}

async function readCertificates(files: readonly string[]): Promise<Uint8Array[]> {
  const read = await Promise.all(files.map(async (file) => parseCertificateFile(await readFile(file))))
  return read.flat().map(({ der }) => der)
}

async function answerAll(questions: readonly Question[], ask: AskSecret): Promise<Record<string, string>> {
  const answers: Record<string, string> = {}
  // One after the other: a person answers.
  for (const { id, label } of questions) answers[id] = await ask(`KHOSO_CSC_${id}`, label)
  return answers
}
