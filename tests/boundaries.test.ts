import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { MAY_IMPORT } from '../server/modules.ts'

const SERVER = join(import.meta.dirname, '../server')
const allowed: Readonly<Record<string, readonly string[]>> = MAY_IMPORT

const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(SERVER, file), 'utf8') }))

/** The module a path under server/ belongs to; undefined for the composition at its top. */
function moduleOf(path: string): string | undefined {
  const [first, second] = path.split('/')
  return first === 'platform' ? 'platform' : first === 'modules' ? second : undefined
}

function importsOf(file: string, text: string): string[] {
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) => target!)
  return targets.map((target) => relative(SERVER, resolve(SERVER, dirname(file), target)))
}

export function wrongImports(files: readonly { file: string; text: string }[]): string[] {
  const wrong: string[] = []
  for (const { file, text } of files) {
    const from = moduleOf(file)
    if (!from) continue
    for (const target of importsOf(file, text)) {
      const to = moduleOf(target)
      if (!to || to === from) continue
      if (!allowed[from]?.includes(to)) wrong.push(`${file} may not import ${to}`)
      else if (to !== 'platform' && target !== `modules/${to}/index.ts`)
        wrong.push(`${file} goes round the door: ${target}`)
    }
  }
  return wrong
}

const STATEMENT = /\b(insert\s+into|update|delete\s+from|from|join)\s+([a-z_]+)\.[a-z_]+/g
const schemas = new Set(Object.keys(MAY_IMPORT))

export function wrongSql(files: readonly { file: string; text: string }[]): string[] {
  const wrong: string[] = []
  for (const { file, text } of files) {
    const from = moduleOf(file)
    if (!from) continue
    for (const [, verb, schema] of text.matchAll(STATEMENT)) {
      if (!schemas.has(schema!) || schema === from) continue
      const looks = verb === 'from' || verb === 'join'
      if (!looks) wrong.push(`${file} writes ${schema}`)
      else if (!allowed[from]?.includes(schema!)) wrong.push(`${file} reads ${schema}`)
    }
  }
  return wrong
}

test('imports go only to rows above, and through the door', () => {
  assert.ok(sources.length > 20)
  assert.deepEqual(wrongImports(sources), [])
})

test('SQL writes only its own schema and reads only those of rows above', () => {
  assert.deepEqual(wrongSql(sources), [])
})

test('the boundary test names an upward import, a way round the door, a foreign write and an upward read', () => {
  const file = 'modules/catalog/x.ts'
  assert.deepEqual(wrongImports([{ file, text: `import { a } from '../results/index.ts'` }]), [
    `${file} may not import results`,
  ])
  const round = { file: 'modules/results/x.ts', text: `import { a } from '../catalog/agency.ts'` }
  assert.match(wrongImports([round])[0]!, /goes round the door/)
  assert.deepEqual(wrongSql([{ file, text: 'sql`delete from results.result`' }]), [`${file} writes results`])
  assert.deepEqual(wrongSql([{ file, text: 'sql`select 1 from results.result`' }]), [`${file} reads results`])
})
