/** Words before a name that say who is meant and name nobody. */
const TITLES = ['hộ', 'gia', 'đình', 'ông', 'bà', 'anh', 'chị', 'cháu', 'bé', 'em']

/**
 * A person's name as the public sees it: the family name, and of every other word the first letter
 * ("Nguyễn T… A…"). Enough to compare with the paper in hand, too little to learn a name from a code.
 */
export function maskHolder(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/)
  const firstOfName = words.findIndex((word) => TITLES.indexOf(word.toLowerCase()) < 0)
  return words
    .map((word, at) => {
      const kept = at < firstOfName || (at === firstOfName && words.length > firstOfName + 1)
      return kept ? word : `${Array.from(word)[0] ?? ''}…`
    })
    .join(' ')
}
