import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import pg from 'pg'
import { startEmbeddedPostgres } from './postgres.ts'

const SETTINGS = { max_connections: '20' }

function given(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'khoso-embedded-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return { folder, start: () => startEmbeddedPostgres({ folder, settings: SETTINGS }) }
}

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows as T[]
}

/** Another Khoso on the same data, that writes one row and then waits to be killed. */
function otherProcess(folder: string, row: number) {
  const code = `
    import pg from 'pg'
    import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, 'postgres.ts'))}
    const server = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, settings: ${JSON.stringify(SETTINGS)} })
    const client = new pg.Client({ connectionString: server.adminUrl })
    await client.connect()
    await client.query('create table if not exists kept (n int)')
    await client.query('insert into kept values (${row})')
    console.log('written')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: join(import.meta.dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const written = new Promise<void>((done, fail) => {
    child.stdout.once('data', () => done())
    child.once('exit', () => fail(new Error('ended before it wrote')))
  })
  return { child, written }
}

test('a killed Khoso leaves no server behind and loses nothing it had acknowledged', async (t) => {
  const { folder, start } = given(t)
  for (const row of [1, 2]) {
    const { child, written } = otherProcess(folder, row)
    await written
    child.kill('SIGKILL')
  }
  const server = await start()
  assert.deepEqual(await ask(server.adminUrl, 'select n from kept order by n'), [{ n: 1 }, { n: 2 }])
  await server.stop()
})

test('a stale lock, naming a process that is something else, does not keep it from starting', async (t) => {
  const { folder, start } = given(t)
  await (await start()).stop()
  writeFileSync(
    join(folder, 'pgdata', 'postmaster.pid'),
    `${process.pid}\n${join(folder, 'pgdata')}\n0\n0\n\n127.0.0.1\n`,
  )
  const server = await start()
  assert.deepEqual(await ask(server.adminUrl, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
})

test('a first start cut off half-way is begun anew', async (t) => {
  const { folder, start } = given(t)
  writeFileSync(join(folder, 'pgdata.new'), 'not a folder')
  await (await start()).stop()
})
