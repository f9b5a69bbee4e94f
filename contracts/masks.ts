/** What stands in a blind review where a text would give somebody away: a mark of no language, which the page puts into words. */

export const MASKS = [
  'lead', // 牵头单位
  'partner', // 合作单位
  'rival', // a party of another application for the category
  'holder', // an organisation that holds shares in a party
  'person',
  'address',
  'mail',
  'web',
  'filing', // ICP 备案号
  'phone',
] as const;
export type Mask = (typeof MASKS)[number];

/** The mark as it stands in texts of the API, e.g. `⟦lead⟧`. */
export const markOf = (mask: Mask) => `⟦${mask}⟧`;

const MARKS = new RegExp(`⟦(${MASKS.join('|')})⟧`, 'u');

export type Passage = { text: string } | { mask: Mask };

/** A text cut at its marks, in order; passages of text may be empty. */
export function passagesOf(text: string): Passage[] {
  return text.split(MARKS).map((piece, index) => (index % 2 === 0 ? { text: piece } : { mask: piece as Mask }));
}
