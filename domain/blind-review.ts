/** 匿名评审: what an expert must not read in an application, and the letter that stands for its applicant. */

export type NamedParty = { name: string; identifier: string };
export type TellingWord = { pattern: RegExp; label: string };

/** What leads to a party whoever it is: addresses, numbers of telephones and of filings. Mail comes before its domain. */
const LEADS: readonly TellingWord[] = [
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, label: '【邮箱】' },
  { pattern: /(?:https?:\/\/|www\.)[\w\-./:?#[\]@!$&'()*+,;=%~]+/giu, label: '【网址】' },
  {
    pattern: /(?<![\w.-])(?:[a-z0-9-]+\.)+(?:com|cn|net|org|top|shop|vip|xyz)(?![\w-])[\w\-./?#=&%]*/giu,
    label: '【网址】',
  },
  { pattern: /\p{Script=Han}?ICP[备证]\s*\d{4,}号(?:-\d+)?/giu, label: '【备案号】' },
  { pattern: /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)/gu, label: '【电话】' },
];

/**
 * Names and identifiers to leave out of free text, each with the part that its bearer has; an applicant's own part comes first.
 * A text that names a rival would give the rival away.
 */
export function tellingWords(
  parties: readonly (NamedParty & { lead: boolean })[],
  rivals: readonly NamedParty[],
): TellingWord[] {
  const own = parties.map((party) => ({ ...party, label: party.lead ? '【牵头单位】' : '【合作单位】' }));
  return [...own, ...rivals.map((party) => ({ ...party, label: '【其他申报单位】' }))]
    .flatMap(({ name, identifier, label }) => [name, identifier].map((text) => ({ text, label })))
    .sort((a, b) => b.text.length - a.text.length) // a name may begin another one
    .map(({ text, label }) => ({ pattern: looselyLike(text), label }));
}

/** The value with telling words, addresses and numbers in its texts replaced, however they are spaced or cased. */
export function hidden(value: unknown, words: readonly TellingWord[]): unknown {
  if (typeof value === 'string')
    return [...words, ...LEADS].reduce((text, { pattern, label }) => text.replace(pattern, label), value);
  if (Array.isArray(value)) return value.map((item) => hidden(item, words));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hidden(member, words)]));
  return value;
}

/** Matches a text in any case, with blanks and hyphens anywhere between its characters, and with either width of brackets. */
function looselyLike(text: string): RegExp {
  const characters = [...text.replace(/[\s-]/g, '')].map((one) => {
    if ('(（'.includes(one)) return '[(（]';
    if (')）'.includes(one)) return '[)）]';
    return one.replace(/[\\^$.*+?[\]{}|/]/g, '\\$&');
  });
  return new RegExp(characters.join('[\\s-]*'), 'giu');
}

/** Letter of an expert's nth rival of a category, from 0: A … Z, A1 … */
export const aliasOf = (index: number) =>
  String.fromCharCode(65 + (index % 26)) + (index >= 26 ? String(Math.floor(index / 26)) : '');
