// Installs what package-lock.json names, once per lockfile. Plain JavaScript: it runs on whatever Node is
// there before ours is. Says nothing on stdout, so `npm run -s khoso -- …` can be piped.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.khoso-stamp')
const lock = join(root, '.khoso-install.lock')
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

/** True when this process holds the lock; a lock whose owner is gone is taken over. */
function takeLock() {
  try {
    mkdirSync(lock)
    writeFileSync(join(lock, 'pid'), String(process.pid))
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (ownerIsGone()) rmSync(lock, { recursive: true, force: true })
  return false
}

function ownerIsGone() {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0)
    return false
  } catch (error) {
    if (error.code === 'EPERM') return false
    // No pid yet: its owner may be between the two lines of takeLock; give it five seconds.
    if (error.code === 'ENOENT') {
      try {
        return Date.now() - statSync(lock).mtimeMs > 5_000
      } catch {
        return false
      }
    }
    return true
  }
}

const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

function install() {
  process.stderr.write('Khoso: installing packages (once, about half a minute)…\n')
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    // npm writes its own log of what went wrong; the offline sentence below needs only the code.
    env: { ...process.env, npm_config_update_notifier: 'false', npm_config_fetch_retries: '1' },
  })
  if (npm.status === 0) {
    writeFileSync(stamp, wanted)
    return
  }
  const said = [npm.error?.message, npm.stderr].filter(Boolean).join('\n')
  const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ENOTCACHED|EHOSTUNREACH/.test(said)
  process.stderr.write(
    offline
      ? 'Khoso needs the npm registry once to install its packages, and cannot reach it: connect this machine (or set a registry with `npm config set registry`) and run the same command again.\n'
      : `Khoso could not install its packages; npm says:\n${said.trim().slice(0, 2_000)}\n`,
  )
  rmSync(lock, { recursive: true, force: true })
  process.exit(1)
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Khoso needs Node 20.19 or newer to begin with; this is ${process.version}.\n`)
  process.exit(1)
}
while (!installed()) {
  if (!takeLock()) {
    pause(200)
    continue
  }
  if (!installed()) install()
  rmSync(lock, { recursive: true, force: true })
}
