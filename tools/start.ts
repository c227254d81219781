/**
 * `npm start`: the demonstration on one machine. Starts the demonstration authority and the server, loads the
 * demonstration city at the first start, and says what to open. Everything it keeps lies in `var/`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CityCounts } from '../demo/city/progress.ts'
import { startDemonstration } from '../demo/demonstration.ts'
import { readConfig, type Config } from '../server/platform/config.ts'
import { stopOnSignal } from '../server/platform/stop-on-signal.ts'

const config = readConfig({ LOG_LEVEL: 'warn', ...process.env })
const note = join(config.folder, 'running.json')

if (config.mode === 'production') {
  console.error(
    'npm start is the demonstration; in production run: node server/main.ts (docs/operations.md).',
  )
  process.exit(1)
}
if (!(await takeTurn(config))) process.exit(0)
const began = Date.now()
try {
  const wanted = process.env['KHOSO_DEMO_CITY'] === 'founded' ? 'founded' : 'whole'
  const city = await startDemonstration(config, (line) => console.log(`  ${line}`), wanted)
  writeFileSync(note, JSON.stringify({ pid: process.pid, url: config.publicUrl }))
  welcome(config, city.counts)
  stopOnSignal(async () => {
    console.log('\nĐang dừng Khoso… (stopping)')
    await city.stop()
    rmSync(note, { force: true })
  })
} catch (error) {
  rmSync(note, { force: true })
  console.error(explain(error as NodeJS.ErrnoException))
  process.exit(1)
}

/** False when Khoso already runs here; waits for one that is just starting. */
async function takeTurn({ folder }: Config): Promise<boolean> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (;;) {
    try {
      writeFileSync(note, JSON.stringify({ pid: process.pid }), { flag: 'wx' })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const other = readNote()
    if (other?.pid && isAlive(other.pid)) {
      if (other.url) {
        console.log(`Khoso đang chạy rồi (already running): ${other.url}/v`)
        return false
      }
      await pause(300)
    } else rmSync(note, { force: true })
  }
}

function readNote(): { pid?: number; url?: string } | undefined {
  if (!existsSync(note)) return undefined
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as { pid?: number; url?: string }
  } catch {
    // Being written this moment, or cut short by a power failure: nobody's.
    return {}
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  // The number may belong to someone else by now.
  const command = `/proc/${pid}/cmdline`
  return !existsSync(command) || readFileSync(command, 'utf8').includes('start.ts')
}

function explain(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') {
    return `Cổng ${config.port} đang có chương trình khác dùng. Chạy lại với cổng khác, ví dụ: PORT=7500 npm start\n(Port ${config.port} is in use; start with another one, for example PORT=7500 npm start.)`
  }
  return error.stack ?? String(error)
}

function welcome({ publicUrl }: Config, { results, quarantined, waiting }: CityCounts): void {
  const seconds = ((Date.now() - began) / 1_000).toFixed(1)
  console.log(`
Kho kết quả TTHC số (bản trình diễn) đã sẵn sàng sau ${seconds} giây: ${results} kết quả trong kho,
${quarantined} hồ sơ chờ xử lý vì có lỗi, ${waiting} hồ sơ chờ bằng chứng. The demonstration is ready. Open:

  ${publicUrl}/                     bắt đầu từ đây (start here)
  ${publicUrl}/v                    xác minh kết quả (verify a result)
  ${publicUrl}/api/openapi.json     API

Dừng: Ctrl+C. Dữ liệu nằm trong thư mục ${config.folder}; chạy lại npm start sẽ tiếp tục từ đó.
`)
}
