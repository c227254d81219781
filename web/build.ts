import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The script and style of a page, small enough to travel inside it. */
export type Assets = { readonly script: string; readonly style: string }

/** Builds the script and style of a page, named by its folder, into memory; nothing is written to disk. */
export async function buildAssets(page: 'verify' | 'check'): Promise<Assets> {
  const here = (file: string): string => fileURLToPath(new URL(`${page}/${file}`, import.meta.url))
  const common = {
    logLevel: 'error',
    bundle: true,
    write: false,
    minify: true,
    legalComments: 'none',
  } as const
  const [script, style] = await Promise.all([
    build({
      ...common,
      entryPoints: [here('client.ts')],
      format: 'iife',
      target: 'es2020',
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    }),
    build({ ...common, entryPoints: [here('style.css')] }),
  ])
  const text = ({ outputFiles = [] }: { outputFiles?: { text: string }[] }) =>
    (outputFiles[0]?.text ?? '').trim()
  // A script that contained its own closing tag would end there.
  return { script: text(script).replaceAll('</script', '<\\/script'), style: text(style) }
}
