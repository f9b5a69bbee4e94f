/** Search of names and numbers by a part of them, as people type it: no words, no spaces, any place in the text. */
import type { Tx } from './client.ts';

/** More leads than this match when the text is one that most names have: then the names are compared row by row. */
const LEADS_LISTED = 1000;

/** `%`, `_` and `\` of a person's text are letters in a LIKE pattern. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');

const likeOf = (text: string) => `%${escapeLike(text)}%`;

/** Condition that the text occurs in the column, case aside. From two characters on it can use the column's index of pairs. */
export function occursIn(tx: Tx, column: string, text: string) {
  const compared = tx`${tx(column)} ilike ${likeOf(text)}`;
  return [...text].length < 2 ? compared : tx`(${compared} and text_pairs(${tx(column)}) @> text_pairs(${text}))`;
}

/** Enterprises whose name holds the text; null when so many do that listing them would cost more than comparing. */
export type LeadsNamed = readonly string[] | null;

export async function leadsNamed(tx: Tx, text: string): Promise<LeadsNamed> {
  const leads = await tx<{ id: string }[]>`
    select id from enterprises where ${occursIn(tx, 'name', text)} limit ${LEADS_LISTED + 1}`;
  return leads.length > LEADS_LISTED ? null : leads.map(({ id }) => id);
}

/** Condition on applications named `a`: the text occurs in the project's name, the receipt number or the lead's name. */
export function mentions(tx: Tx, text: string, leads: LeadsNamed) {
  // One lead's name a row, many of which match: `offset 0` keeps the planner from answering it for all enterprises at once.
  const byLead =
    leads === null
      ? tx`exists (select from enterprises where id = a.lead_enterprise_id and name ilike ${likeOf(text)} offset 0)`
      : tx`a.lead_enterprise_id = any(${leads as string[]}::uuid[])`;
  return tx`(${occursIn(tx, 'a.project_name', text)} or ${occursIn(tx, 'a.receipt_no', text)} or ${byLead})`;
}
