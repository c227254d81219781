/**
 * Points of small order on edwards25519 and edwards448, by the octets of their y, sign bit cleared. Under such
 * a key one signature holds for every message, so it says nothing. Libraries differ about them and RFC 8032 leaves
 * the check to the protocol; and here a signature has to mean that its holder meant this content.
 */
const [FF, ZERO] = ['ff', '00']
const SMALL_ORDER: ReadonlySet<string> = new Set([
  // y = 0 and p, 1 and p + 1, p - 1, and the two of order eight.
  ZERO.repeat(32),
  `ed${FF.repeat(30)}7f`,
  `01${ZERO.repeat(31)}`,
  `ee${FF.repeat(30)}7f`,
  `ec${FF.repeat(30)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  // edwards448: y = 0, 1 and p - 1, and beyond the field p and p + 1.
  ZERO.repeat(57),
  `01${ZERO.repeat(56)}`,
  `fe${FF.repeat(27)}fe${FF.repeat(27)}00`,
  `ff${FF.repeat(27)}fe${FF.repeat(27)}00`,
  `${ZERO.repeat(28)}${FF.repeat(28)}00`,
])

/** True for an EdDSA public key, as its octets, that everybody can sign under. */
export function isSmallOrder(point: Uint8Array): boolean {
  const y = Buffer.from(point)
  y[y.length - 1]! &= 0x7f
  return SMALL_ORDER.has(y.toString('hex'))
}
