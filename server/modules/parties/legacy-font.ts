/** What a text written for a font, or through a wrong code page, was meant to say. */
export type GarbledText = {
  readonly encoding: 'tcvn3' | 'vni' | 'utf8-misread' | 'lost-characters'
  /** The likely reading, for a person to confirm; nothing is ever stored from it by itself. */
  readonly suggestion?: string
}

/**
 * Reports text whose bytes were meant for a TCVN3 (ABC) or VNI font, was read in the wrong code
 * page, or has lost characters. Undefined when the text reads as it stands.
 *
 * A word alone proves little, since both old encodings share letters with Unicode: a text is reported
 * only when at least one word is no Vietnamese syllable as it stands and every word the old
 * encoding would change becomes one. `Müller` and `François` therefore pass.
 */
export function findGarbledText(text: string): GarbledText | undefined {
  const composed = text.normalize('NFC')
  if (/\p{L}[?\uFFFD]|[?\uFFFD]\p{L}/u.test(composed)) return { encoding: 'lost-characters' }
  const repaired = findMisreadUtf8(composed)
  if (repaired) return { encoding: 'utf8-misread', suggestion: repaired }
  // Neither old encoding has a letter beyond Latin-1: one such letter proves Unicode.
  if (/[\u0100-\u024f\u1e00-\u1eff]/u.test(composed)) return undefined
  for (const encoding of ['tcvn3', 'vni'] as const) {
    const suggestion = DECODE[encoding](composed)
    if (isBetterReading(composed, suggestion)) return { encoding, suggestion }
  }
  return undefined
}

function isBetterReading(text: string, decoded: string): boolean {
  const before = text.split(/\s+/)
  const after = decoded.split(/\s+/)
  const changed = after.filter((word, at) => word !== before[at])
  if (changed.length === 0 || !changed.every(isSyllable)) return false
  return before.some((word, at) => word !== after[at] && !isSyllable(word))
}

const ONSET = 'ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx]'
const CLOSED = 'uye|oa|oe|ua|ue|uo|uy|ie|ye|[aeiouy]'
const OPEN = 'ieu|yeu|oai|oao|oay|oeo|uay|uoi|uou|uya|uyu|ai|ao|au|ay|eo|eu|ia|iu|oi|ui|uu'
const SYLLABLE = new RegExp(`^(?:${ONSET})?(?:(?:${CLOSED})(?:ng|nh|ch|[cmnpt])?|(?:${OPEN})|oo(?:ng|c))$`)
const LETTERS = /^[A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]+$/u

function isSyllable(word: string): boolean {
  if (!LETTERS.test(word)) return false
  const parts = word.normalize('NFD').toLowerCase()
  if ((parts.match(/[\u0300\u0301\u0303\u0309\u0323]/g) ?? []).length > 1) return false
  return SYLLABLE.test(parts.replace(/\p{M}/gu, '').replace('đ', 'd'))
}

const TCVN3 =
  '¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u00adư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßò' +
  'áỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ'

/** VNI writes a tone or a hat as a letter of its own after the vowel; a few vowels are one letter. */
const VNI: Readonly<Record<string, string>> = {
  a: 'aùáaøàaûảaõãaïạaââaáấaàầaåẩaãẫaäậaêăaéắaèằaúẳaüẵaëặ',
  e: 'eùéeøèeûẻeõẽeïẹeâêeáếeàềeåểeãễeäệ',
  o: 'oùóoøòoûỏoõõoïọoâôoáốoàồoåổoãỗoäộ',
  ô: 'ôùớôøờôûởôõỡôïợ',
  u: 'uùúuøùuûủuõũuïụ',
  ö: 'öùứöøừöûửöõữöïự',
  y: 'yùýyøỳyûỷyõỹ',
  single: 'ñđôơöưæỉóĩòịîỵ',
}

const tcvn3 = new Map(pairsOf(TCVN3, 1))
const vniPairs = new Map(
  Object.entries(VNI).flatMap(([vowel, list]) => (vowel === 'single' ? [] : pairsOf(list, 2))),
)
const vniSingles = new Map(pairsOf(VNI['single'] ?? '', 1))

const DECODE = {
  tcvn3: (text: string) =>
    Array.from(text)
      .map((letter) => tcvn3.get(letter) ?? letter)
      .join(''),
  vni: (text: string) =>
    text
      .replace(/[aeoôuöy][áàâãäåéèêëïõøùúûü]/giu, (pair) => cased(pair, vniPairs))
      .replace(/[ñôöæóòî]/giu, (letter) => cased(letter, vniSingles)),
}

/** Splits `xXyY…` into [x, X]; `width` is how many letters the old form takes. */
function pairsOf(list: string, width: number): [string, string][] {
  const letters = Array.from(list)
  const pairs: [string, string][] = []
  for (let at = 0; at < letters.length; at += width + 1) {
    pairs.push([letters.slice(at, at + width).join(''), letters[at + width] ?? ''])
  }
  return pairs
}

function cased(old: string, table: ReadonlyMap<string, string>): string {
  const read = table.get(old.toLowerCase())
  if (read === undefined) return old
  return old[0] === old[0]?.toLowerCase() ? read : read.toUpperCase()
}

/** Windows-1252 gives these bytes characters beyond Latin-1; the rest map to themselves. */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function findMisreadUtf8(text: string): string | undefined {
  if (!/[ÃÄÆá][\u0080-\u00bf\u0152-\u2122]/u.test(text)) return undefined
  const bytes = Array.from(text).map((letter) => {
    const special = CP1252.indexOf(letter)
    return special >= 0 ? 0x80 + special : letter.codePointAt(0)
  })
  if (bytes.some((byte) => byte === undefined || byte > 0xff)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes as number[]))
  } catch {
    return undefined
  }
}
