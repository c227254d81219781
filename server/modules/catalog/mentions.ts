import { sql, type RawBuilder } from 'kysely'

/**
 * The condition that each word asked for stands somewhere in `text`, whatever the case and marks of either. Folded
 * by the database at the moment of asking: a catalogue has thousands of rows, not millions.
 */
export function mentions(text: RawBuilder<unknown>, asked: string): RawBuilder<boolean> {
  const words = asked.split(/\s+/).filter(Boolean)
  if (words.length === 0) return sql`true`
  return sql`(${sql.join(
    words.map((word) => sql`strpos(${folded(text)}, ${folded(sql`${word}::text`)}) > 0`),
    sql` and `,
  )})`
}

const MARKS = '[\u0300-\u036f]'

/** Marks go before case: what is left is ASCII, which every collation lowers alike. Ð (eth) is typed for Đ. */
const folded = (text: RawBuilder<unknown>) =>
  sql`lower(translate(regexp_replace(normalize(${text}, NFKD), ${MARKS}, '', 'g'), 'ĐđÐð', 'DdDd'))`
