import { DOMParser } from '@xmldom/xmldom'
import { refuse } from '../errors.ts'

/** The largest list of a member state was below 10 MB in 2026; nothing larger is looked at. */
export const MOST_BYTES = 32 * 2 ** 20
/** A list nests some 15 deep; a signature within it a few more. */
const DEEPEST = 64
const MOST_ELEMENTS = 400_000

/**
 * Parses the XML of a trusted list without any of what XML can do to a reader: no document type, hence no entities
 * and nothing fetched; bounded in size, depth and number before the parser sees it; UTF-8 only (TS 119 612 5.1.4).
 */
export function parseXml(bytes: Uint8Array): Document {
  if (bytes.length > MOST_BYTES) throw refuse('trust.list_too_large', { bytes: bytes.length })
  const text = decode(bytes)
  guard(text)
  return parseText(text)
}

/** Parses text that was guarded before: what a canonicalisation made of guarded text. */
export function parseText(text: string): Document {
  const fail = (message: string) => {
    throw refuse('trust.list_unreadable', { why: message.split('\n')[0]!.slice(0, 120) })
  }
  return new DOMParser({
    errorHandler: { warning: fail, error: fail, fatalError: fail },
  }).parseFromString(text, 'text/xml')
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refuse('trust.list_unreadable', { why: 'not UTF-8' })
  }
}

/** Markup that is passed over whole, and the end that must follow. */
const PASSED_OVER = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?xml ', '?>'],
] as const

/** Walks the markup once, each character at most twice, so that no text makes it slow. */
function guard(text: string): void {
  let [depth, elements, at] = [0, 0, text.indexOf('<')]
  while (at >= 0) {
    const over = PASSED_OVER.find(([start]) => text.startsWith(start, at))
    if (!over && (text[at + 1] === '!' || text[at + 1] === '?'))
      throw refuse('trust.list_declares', { why: text.slice(at, at + 20) })
    const end = over ? text.indexOf(over[1], at + over[0].length) : endOfTag(text, at + 1)
    if (end < 0) throw refuse('trust.list_unreadable', { why: 'markup without an end' })
    if (!over && text[at + 1] === '/') depth -= 1
    else if (!over) {
      elements += 1
      if (text[end - 1] !== '/') depth += 1
    }
    if (depth > DEEPEST || elements > MOST_ELEMENTS) throw refuse('trust.list_too_large', { depth, elements })
    at = text.indexOf('<', end)
  }
}

/** The `>` that ends a tag; one inside a quoted value does not. */
function endOfTag(text: string, from: number): number {
  let quote = ''
  for (let at = from; at < text.length; at += 1) {
    const one = text[at]!
    if (quote) quote = one === quote ? '' : quote
    else if (one === '>') return at
    else if (one === '"' || one === "'") quote = one
  }
  return -1
}

export const NS = {
  list: 'http://uri.etsi.org/02231/v2#',
  more: 'http://uri.etsi.org/02231/v2/additionaltypes#',
  qualifications: 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  xades: 'http://uri.etsi.org/01903/v1.3.2#',
} as const

type Prefix = keyof typeof NS

/** Child elements of this name in this namespace, in order; names are never compared without it. */
export function childrenOf(parent: Element, name: string, prefix: Prefix = 'list'): Element[] {
  const found: Element[] = []
  for (let node = parent.firstChild; node; node = node.nextSibling)
    if (isElement(node) && node.localName === name && node.namespaceURI === NS[prefix]) found.push(node)
  return found
}

const isElement = (node: Node): node is Element => node.nodeType === 1

/** The descendants at the end of a path of names, all in one namespace. */
export const allAt = (parent: Element, path: readonly string[], prefix: Prefix = 'list'): Element[] =>
  path.reduce<Element[]>((from, name) => from.flatMap((one) => childrenOf(one, name, prefix)), [parent])

export const firstAt = (parent: Element, path: readonly string[], prefix: Prefix = 'list') =>
  allAt(parent, path, prefix)[0]

export const textOf = (element: Element | undefined): string => element?.textContent?.trim() ?? ''

/** The text at a path, preferring English where a name is given in several languages (TS 119 612 5.1.4). */
export function nameAt(parent: Element, path: readonly string[]): string {
  const names = allAt(parent, path)
  const lang = (one: Element) => one.getAttribute('xml:lang')?.toLowerCase()
  return textOf(names.find((one) => lang(one) === 'en') ?? names[0])
}
