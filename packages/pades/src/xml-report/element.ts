/** A piece of XML that is well-formed by itself. */
export type Xml = { readonly xml: string }

type Content = Xml | string | number | boolean | undefined | readonly Content[]

/** An element with its attributes and content; text is escaped, what is undefined is left out. */
export function element(
  name: string,
  content: Content,
  attributes: Readonly<Record<string, string>> = {},
): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`)
  const inside = write(content)
  return {
    xml: inside === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inside}</${name}>`,
  }
}

function write(content: Content): string {
  if (content === undefined) return ''
  if (Array.isArray(content)) return content.map(write).join('')
  if (typeof content === 'object') return (content as Xml).xml
  return escape(String(content))
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML 1.0 2.2 does not know as a character cannot even be escaped: it is shown as unknown. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escape = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll(/[&<>"]/g, (one) => ENTITIES[one]!)
