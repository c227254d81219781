import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { en } from './en.ts'
import { languageOf, wordsFor, type Words } from './index.ts'
import { vi } from './vi.ts'

const SERVER = join(import.meta.dirname, '../server')

/** Every code that any table of refusals can raise. */
async function refusalCodes(): Promise<string[]> {
  const files = globSync('**/errors.ts', { cwd: SERVER })
  const modules = await Promise.all(
    files.map((file) => import(join(SERVER, file)) as Promise<Record<string, unknown>>),
  )
  return modules.flatMap((exported) =>
    Object.values(exported).flatMap((value) => (value as { codes?: readonly string[] })?.codes ?? []),
  )
}

test('every refusal has a sentence and a cure, in both languages', async () => {
  const codes = await refusalCodes()
  assert.ok(codes.length > 20, `only ${codes.length} codes found`)
  for (const [language, catalogue] of Object.entries({ vi, en })) {
    const words: Readonly<Record<string, Words>> = catalogue
    const missing = codes.filter((code) => !words[code]?.says || !words[code]?.cure)
    assert.deepEqual(missing, [], `without words in ${language}`)
  }
})

test('English has exactly the codes that Vietnamese has', () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(vi).sort())
})

test('Vietnamese is written composed, so that it is found and compared as typed', () => {
  const text = JSON.stringify(vi)
  assert.equal(text, text.normalize('NFC'))
})

test('Vietnamese comes first, English when asked for first', () => {
  assert.equal(languageOf(undefined), 'vi')
  assert.equal(languageOf('fr,en;q=0.5'), 'vi')
  assert.equal(languageOf('en-GB,vi'), 'en')
})

test('a value that a sentence asks for and nobody gave does not break the answer', () => {
  const code = Object.entries(vi).find(([, { says }]) => says.includes('{'))?.[0]
  assert.ok(code)
  assert.ok(wordsFor(code, 'vi').says.length > 0)
})
