import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The script and style of a page, small enough to travel inside it. */
export type Assets = { readonly script: string; readonly style: string }

/** Builds the script and style of a page, named by its folder, into memory; nothing is written to disk. */
export async function buildAssets(page: Page): Promise<Assets> {
  const built = build({
    ...COMMON,
    entryPoints: [fileOf(page, 'client.ts')],
    format: 'iife',
    target: 'es2020',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  })
  const [script, style] = await Promise.all([built, buildStyle(page)])
  // A script that contained its own closing tag would end there.
  return { script: textOf(script).replaceAll('</script', '<\\/script'), style }
}

/** The style of a page alone, for those that need no script. */
export const buildStyle = async (page: Page): Promise<string> =>
  textOf(await build({ ...COMMON, entryPoints: [fileOf(page, 'style.css')] }))

type Page = 'verify' | 'check' | 'sign-in'

const COMMON = {
  logLevel: 'error',
  bundle: true,
  write: false,
  minify: true,
  legalComments: 'none',
} as const

const fileOf = (page: Page, file: string): string =>
  fileURLToPath(new URL(`${page}/${file}`, import.meta.url))

const textOf = ({
  outputFiles = [],
}: {
  readonly outputFiles?: readonly { readonly text: string }[]
}): string => (outputFiles[0]?.text ?? '').trim()
