import { foldName } from '../../parties/index.ts'

/** The words of a text as they are searched: folded, without marks, case or punctuation. */
export const wordsOf = (text: string): string[] => foldName(text).split(' ').filter(Boolean)

/**
 * A word as part of somebody's name. Apart from the same word elsewhere, it is rare enough for the index to find
 * "An" among people without reading every licence for food safety ("an toàn").
 */
export const asNameWord = (word: string): string => `@${word}`

/** A text-search query for rows that have all these words, as PostgreSQL reads it; words hold no quotes. */
export const allOf = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' & ')
