import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const ROOT = join(import.meta.dirname, '../..')
const PACKAGE = join(ROOT, 'packages/pades')

/** The doors of the package; our own code enters by the .ts files of the same names. */
const DOORS = ['index', 'issue', 'sign'] as const
/** The oldest Node that the built package runs on; the sources need one that takes types off by itself. */
const OLDEST = '20.19'

/**
 * Makes the package @khoso/pades as others install it: JavaScript and declarations, since Node takes no types off
 * under node_modules. Returns the path of the tarball in `folder`. Needs no network.
 */
export async function packPades(folder: string): Promise<string> {
  const stage = mkdtempSync(join(tmpdir(), 'khoso-pades-'))
  try {
    await buildScripts(join(stage, 'dist'))
    buildTypes(join(stage, 'dist'))
    for (const name of ['README.md', 'report.schema.json']) cpSync(join(PACKAGE, name), join(stage, name))
    cpSync(join(ROOT, 'LICENSE'), join(stage, 'LICENSE'))
    writeFileSync(join(stage, 'package.json'), JSON.stringify(describe(), null, 2))
    mkdirSync(folder, { recursive: true })
    const packed = execFileSync(
      'npm',
      ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder],
      {
        cwd: stage,
        encoding: 'utf8',
      },
    )
    return join(folder, packed.trim())
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}

/** One module graph for all doors: a certificate parsed by one is known to the other. */
async function buildScripts(dist: string): Promise<void> {
  await build({
    entryPoints: {
      ...Object.fromEntries(DOORS.map((door) => [door, join(PACKAGE, `${door}.ts`)])),
      'khoso-verify': join(ROOT, 'tools/pades-bin.ts'),
    },
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: `node${OLDEST}`,
    external: ['koffi'],
    logLevel: 'error',
  })
  const bin = join(dist, 'khoso-verify.js')
  writeFileSync(bin, `#!/usr/bin/env node\n${readFileSync(bin, 'utf8')}`)
}

function buildTypes(dist: string): void {
  const types = join(dist, 'types')
  const options = JSON.stringify({
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: PACKAGE,
      outDir: types,
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    files: DOORS.map((door) => join(PACKAGE, `${door}.ts`)),
    include: [],
  })
  const config = join(dist, 'tsconfig.json')
  writeFileSync(config, options)
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', config])
  rmSync(config)
  // Declarations name our .ts files; whoever installs the package has only the declarations.
  for (const file of globSync('**/*.d.ts', { cwd: types }))
    writeFileSync(
      join(types, file),
      readFileSync(join(types, file), 'utf8').replaceAll(/(['"]\.{1,2}\/[^'"\n]+)\.ts(['"])/g, '$1.js$2'),
    )
}

function describe(): object {
  const { exports: _, ...own } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
    readonly exports: unknown
    readonly engines: object
  }
  const doors = DOORS.map((door) => [
    door === 'index' ? '.' : `./${door}`,
    { types: `./dist/types/${door}.d.ts`, default: `./dist/${door}.js` },
  ])
  return {
    ...own,
    exports: { ...Object.fromEntries(doors), './report.schema.json': './report.schema.json' },
    bin: { 'khoso-verify': './dist/khoso-verify.js' },
    files: ['dist', 'report.schema.json'],
    engines: { node: `>=${OLDEST}` },
  }
}
