// The public page's script: judges a scanned QR on this device, then asks the server only about its code.
import { toHex } from '../../packages/qr-proof/src/bytes.ts'
import { openTrustList } from '../../packages/qr-proof/src/trust-list.ts'
import { verifyQr } from '../../packages/qr-proof/src/verify-qr.ts'
import type { FileAnswer, PublicAnswer } from '../../server/modules/verification/contract.ts'
import { shownOfFile, shownOfFindings, type Shown } from './shown.ts'
import { escape, renderShown, type Language, type PageWords, type WordKey } from './view.ts'

const element = (id: string): HTMLElement => document.getElementById(id) as HTMLElement
const { language, grouped, rootKeys } = JSON.parse(element('data').textContent ?? '') as {
  language: Language
  grouped: Record<string, Record<string, string>>
  rootKeys: readonly JsonWebKey[]
}
const words = Object.fromEntries(
  Object.entries(grouped).flatMap(([group, texts]) =>
    Object.entries(texts).map(([name, text]) => [`${group}.${name}`, text]),
  ),
) as unknown as PageWords
const canVerify = typeof crypto !== 'undefined' && crypto.subtle !== undefined

function say(html: string): void {
  const place = element('answer')
  place.innerHTML = html
  const heading = place.querySelector('h2')
  if (heading) heading.focus()
}
const note = (key: WordKey): void => say(`<p class="note">${escape(words[key])}</p>`)
const show = (shown: Shown): void => say(renderShown(shown, words, language))

/** The server's answer, nothing when it knows none, `offline` when it cannot be asked. */
async function ask<T>(path: string): Promise<T | undefined | 'offline'> {
  try {
    const answer = await fetch(path, { headers: { accept: 'application/json' } })
    if (answer.ok) return (await answer.json()) as T
    return answer.status === 404 ? undefined : 'offline'
  } catch {
    return 'offline'
  }
}

async function loadTrustList() {
  const answer = await fetch('/.well-known/khoso/trust-list.jwt')
  return openTrustList(await answer.text(), { rootKeys, knownVersion: Number(remembered('version')) })
}

/** The newest list this device has seen: an older one could bring back a key that is gone. */
function remembered(name: string, value?: number): string | null {
  try {
    if (value !== undefined) localStorage.setItem(`khoso.${name}`, String(value))
    return localStorage.getItem(`khoso.${name}`)
  } catch {
    return null // Storage is refused in private windows; the signature still holds.
  }
}

async function checkScanned(text: string): Promise<void> {
  if (!canVerify) return note('page.no_crypto')
  note('page.waiting')
  const keys = await loadTrustList().catch(() => undefined)
  if (!keys) return note('page.no_keys')
  remembered('version', keys.version)
  const found = await verifyQr(text, { keys, now: new Date() })
  const answer = found.payload
    ? await ask<PublicAnswer>(`/api/public/results/${found.payload.code}`)
    : undefined
  show(shownOfFindings(found, keys, answer))
}

async function compareFile(file: File): Promise<void> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  const answer = await ask<FileAnswer>(`/api/public/files/${toHex(digest)}`)
  if (answer === 'offline' || !answer) return show({ verdict: 'try_later' })
  show(shownOfFile(answer))
}

/** With WebCrypto a file is hashed here and never sent; without, the form sends it as it stands. */
function keepFilesHere(): void {
  const input = element('file') as HTMLInputElement
  const zone = element('drop')
  element('file-hint').textContent = words['ask.file_hint']
  element('file-button').hidden = true
  input.addEventListener('change', () => take(input.files))
  zone.addEventListener('dragover', (event) => event.preventDefault())
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    take(event.dataTransfer && event.dataTransfer.files)
  })
}
const take = (files: FileList | null): void => {
  const file = files && files[0]
  if (file) void compareFile(file)
}

function start(): void {
  const link = element('language') as HTMLAnchorElement
  // The fragment holds the QR and is not sent anywhere: the link takes it along within the browser.
  link.addEventListener('click', () => (link.href += location.hash))
  if (canVerify) keepFilesHere()
  const fallback = document.getElementById('fallback')
  if (fallback) fallback.hidden = true
  if (location.hash.length > 1) void checkScanned(`${location.origin}/v${location.hash}`)
}

window.addEventListener('hashchange', start)
start()
