import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { AskSecret } from '../packages/pades/src/command/sign-key.ts'

const QUESTIONS: Readonly<Record<string, string>> = {
  KHOSO_P12_PASSWORD: 'Mật khẩu tệp khóa',
  KHOSO_TOKEN_PIN: 'Mã PIN của thiết bị ký',
  KHOSO_CSC_SECRET: 'Khóa bí mật của dịch vụ ký số từ xa',
}

/** A secret from the environment, otherwise typed at the terminal without being shown, or a line of the input. */
export const askSecret: AskSecret = (name, says) => {
  const given = process.env[name]
  if (given !== undefined) return Promise.resolve(given)
  process.stderr.write(`${says ?? QUESTIONS[name] ?? name}: `)
  return readUnseen()
}

/** Lines come one by one, also when all of them were piped in at once. */
let lines: AsyncIterator<string> | undefined

async function readUnseen(): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  lines ??= createInterface({
    input: process.stdin,
    output: nowhere,
    terminal: process.stdin.isTTY === true,
  })[Symbol.asyncIterator]()
  const { value } = (await lines.next()) as IteratorResult<string, undefined>
  process.stderr.write('\n')
  return value ?? ''
}
