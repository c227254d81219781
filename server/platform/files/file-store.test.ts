import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { testTransaction } from '../../../tests/database.ts'
import { newMasterKeyLine, parseMasterKeys } from './envelope.ts'
import { addMasterKey } from './file-keys-command.ts'
import { createFileStore, digestOf } from './file-store.ts'
import { localFolder } from './local-folder.ts'

const PERMIT = Buffer.from('Giấy phép thi công cấp nước')
const oneKey = newMasterKeyLine()

async function given(t: TestContext) {
  const tx = await testTransaction(t)
  const folder = mkdtempSync(join(tmpdir(), 'khoso-files-'))
  const names = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
  const store = (keys = oneKey) => createFileStore(localFolder(folder), parseMasterKeys(keys))
  return { tx, folder, names, store }
}

test('a file is found by the SHA-256 of its bytes, and the same bytes are kept once', async (t) => {
  const { tx, names, store } = await given(t)
  const digest = await store().put(tx, PERMIT, { mediaType: 'application/pdf', sensitivity: 1 })
  assert.equal(digest, digestOf(PERMIT))
  assert.equal(await store().put(tx, PERMIT, { mediaType: 'application/pdf', sensitivity: 1 }), digest)
  assert.deepEqual(await store().get(tx, digest), PERMIT)
  assert.equal(names().length, 1)
})

test('a sensitive file lies encrypted, at the address of its plain bytes', async (t) => {
  const { tx, names, store } = await given(t)
  const digest = await store().put(tx, PERMIT, { mediaType: 'application/pdf', sensitivity: 3 })
  assert.equal(digest, digestOf(PERMIT))
  assert.deepEqual(await store().get(tx, digest), PERMIT)
  const [file] = names()
  assert.ok(!readFileSync(join(file!.parentPath, file!.name)).includes(PERMIT))
})

test('rotation wraps the keys anew and rewrites no file; the old master key may then go', async (t) => {
  const { tx, names, store } = await given(t)
  const digest = await store().put(tx, PERMIT, { mediaType: 'application/pdf', sensitivity: 4 })
  const before = names().map((e) => readFileSync(join(e.parentPath, e.name)))
  const newKey = newMasterKeyLine()
  assert.equal(await store(oneKey + newKey).rotateKeys(tx), 1)
  assert.equal(await store(oneKey + newKey).rotateKeys(tx), 0)
  assert.deepEqual(await store(newKey).get(tx, digest), PERMIT)
  assert.deepEqual(
    names().map((e) => readFileSync(join(e.parentPath, e.name))),
    before,
  )
})

test('a file changed on the disk is never handed out', async (t) => {
  const { tx, names, store } = await given(t)
  const digest = await store().put(tx, PERMIT, { mediaType: 'application/pdf', sensitivity: 1 })
  const [file] = names()
  writeFileSync(join(file!.parentPath, file!.name), 'Giấy phép khác')
  await assert.rejects(store().get(tx, digest), /was changed in the store/)
})

test('a new master key is added to the key file and becomes the current one; the old ones stay', async (t) => {
  const secretsFolder = mkdtempSync(join(tmpdir(), 'khoso-secrets-'))
  t.after(() => rmSync(secretsFolder, { recursive: true }))
  const ids = [addMasterKey({ secretsFolder }), addMasterKey({ secretsFolder })]
  const { current, keys } = parseMasterKeys(readFileSync(join(secretsFolder, 'master-keys'), 'utf8'))
  assert.equal(current, ids[1])
  assert.equal(Object.keys(keys).length, 3)
  assert.equal(statSync(join(secretsFolder, 'master-keys')).mode & 0o777, 0o600)
})
