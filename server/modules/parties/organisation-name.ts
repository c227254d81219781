import { foldName, type FoldedName } from './folded-name.ts'

/** Abbreviations that registers print for one another; whole words of the folded name only. */
const SPELLED_OUT: readonly (readonly [RegExp, string])[] = [
  [/\btnhh\b/g, 'trach nhiem huu han'],
  [/\bmtv\b/g, 'mot thanh vien'],
  [/\bcp\b/g, 'co phan'],
  [/\bdntn\b/g, 'doanh nghiep tu nhan'],
  [/\bhtx\b/g, 'hop tac xa'],
  [/\bhkd\b/g, 'ho kinh doanh'],
  [/\bcty\b/g, 'cong ty'],
  [/\b1 thanh vien\b/g, 'mot thanh vien'],
]

/** The comparison key of an organisation's or household's name, its legal form spelled out. */
export function foldOrganisationName(printed: string): FoldedName {
  return SPELLED_OUT.reduce<string>(
    (key, [short, long]) => key.replace(short, long),
    foldName(printed),
  ) as FoldedName
}
