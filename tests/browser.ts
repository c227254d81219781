import { existsSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { chromium, type Browser } from 'playwright-core'

/** As root without its own sandbox, and asking nobody on the network for anything. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A headless Chromium: CHROMIUM_PATH, else Debian's, else the one an npm package carries. */
export async function launchBrowser(t: Pick<TestContext, 'after'>): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS })
  t.after(() => browser.close())
  return browser
}

async function findChromium(): Promise<string> {
  const here = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser']
  const found = here.find((path) => path && existsSync(path))
  if (found) return found
  const { default: carried } = await import('@sparticuz/chromium')
  return carried.executablePath()
}
