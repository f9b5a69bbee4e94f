/** 匿名评审: what an expert must not read in an application, and the letter that stands for its applicant. */
import { type Mask, markOf, passagesOf } from '../contracts/masks.ts';
import { isPlain, partsOfName } from './enterprise-name.ts';
import { latinBrands } from './latin-brands.ts';

/** What a party wrote of itself: its profile and its private sections, as far as they hold these fields. */
export type Written = Partial<
  Record<
    'legalRepresentative' | 'contact' | 'shareholders' | 'platformUrls' | 'registeredAddress' | 'registrationNumber',
    unknown
  >
>;
export type NamedParty = { name: string; identifier: string; written: readonly Written[] };
/** `weighed`: two characters may meet by chance where one word ends and the next begins, so the words around are looked at. */
export type TellingWord = { pattern: RegExp; mask: Mask; weighed: boolean };

const whole = (mask: Mask, pattern: RegExp): TellingWord => ({ pattern, mask, weighed: false });

/** What leads to a party whoever it is: addresses, numbers of telephones and of filings. Mail comes before its domain. */
const LEADS: readonly TellingWord[] = [
  whole('mail', /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu),
  whole('web', /(?:https?:\/\/|www\.)[\w\-./:?#[\]@!$&'()*+,;=%~]+/giu),
  whole('web', /(?<![\w.-])(?:[a-z0-9-]+\.)+(?:com|cn|net|org|top|shop|vip|xyz)(?![\w-])[\w\-./?#=&%]*/giu),
  whole('filing', /\p{Script=Han}?ICP[备证]\s*\d{4,}号(?:-\d+)?/giu),
  whole('phone', /(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}-\d{7,8}|[48]00-\d{3,4}-?\d{3,4})(?!\d)/gu),
];

/**
 * Words to leave out of free text, each with the part of its bearer; an applicant's own part comes before a rival's, for a text that names
 * a rival would give the rival away. Of each party: identifiers; the name, whole and without its form; the 字号, in Latin letters too
 * (its pinyin, the domain of its platforms); persons, shareholders, the address.
 *
 * A 字号 that tells nothing by itself stays where it stands alone: a division (中原 in 中原经济区), a word of a trade, a word of the category's
 * own texts. It is left out only with its trade or a form behind it (中原物流, 中原公司). Any other is left out wherever it is read as a word, an
 * everyday word such as 阳光 too: a passage hidden for nothing costs an expert a guess, a name read costs the review its blindness.
 * Abbreviations that are no part of the name are not known.
 * @param ordinary the texts that all applicants for the category share: services, labels of the form, rubric
 */
export function tellingWords(
  parties: readonly (NamedParty & { lead: boolean })[],
  rivals: readonly NamedParty[],
  ordinary: string,
): TellingWord[] {
  const bearers = [
    ...parties.map((party) => ({ ...party, mask: party.lead ? ('lead' as const) : ('partner' as const) })),
    ...rivals.map((party) => ({ ...party, mask: 'rival' as const })),
  ];
  const codes: Telling[] = [];
  const names: Telling[] = [];
  for (const bearer of bearers) {
    const { mask, identifier, written } = bearer;
    codes.push(...[identifier, ...written.flatMap((data) => textOf(data.registrationNumber))].map(entirely(mask)));
    names.push(...namesOf(bearer, ordinary), ...tiesOf(written, ordinary));
  }
  return [...inOrder(codes), ...LEADS, ...inOrder(names)];
}

type Telling = { text: string; source: string; mask: Mask; weighed: boolean };

/** A text whole, in any spacing. */
const entirely =
  (mask: Mask) =>
  (text: string): Telling => ({ text, source: loosely(text), mask, weighed: false });

/** A name may begin another one, so the longest come first; of equal ones the first stays. */
function inOrder(words: readonly Telling[]): TellingWord[] {
  const bySource = new Map<string, Telling>();
  for (const word of words) if (word.source !== '' && !bySource.has(word.source)) bySource.set(word.source, word);
  return [...bySource.values()]
    .sort((a, b) => b.text.length - a.text.length)
    .map(({ source, mask, weighed }) => ({ pattern: new RegExp(source, 'giu'), mask, weighed }));
}

/** Forms that prose puts behind a 字号. */
const FORM = '(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|股份|公司)';

function namesOf(party: NamedParty & { mask: Mask }, ordinary: string): Telling[] {
  const { name, identifier, mask, written } = party;
  const provinces = new Set([identifier.slice(2, 4)]);
  const { stem, brands, trade } = partsOfName(name, provinces, (word) => isWordOf(ordinary, word));
  const behind = loosely(trade);
  const found = [entirely(mask)(name)];
  if (stem.length >= 4) found.push({ text: stem, source: `${loosely(stem)}(?:${GAP}${FORM})?`, mask, weighed: false });
  const tells = (brand: string) => !isPlain(brand, provinces) && !isWordOf(ordinary, brand);
  for (const brand of brands) {
    const tail = behind === '' ? FORM : `(?:${behind}(?:${GAP}${FORM})?|${FORM})`;
    const source = `${loosely(brand)}(?:${GAP}${tail})${tells(brand) ? '?' : ''}`;
    found.push({ text: brand, source, mask, weighed: true });
  }
  const urls = written.flatMap(({ platformUrls }) => (Array.isArray(platformUrls) ? platformUrls.flatMap(textOf) : []));
  for (const parts of latinBrands(brands.filter(tells), urls, ordinary)) {
    const letters = parts.map((part) => [...part].map(eitherWidth).join('')).join('[\\s_-]*');
    const source = `(?<!\\p{Script=Latin})${letters}(?!\\p{Script=Latin})`;
    found.push({ text: parts.join(''), source, mask, weighed: false });
  }
  return found;
}

/** Persons, shareholders and the address of a party. */
function tiesOf(written: readonly Written[], ordinary: string): Telling[] {
  const holders = written.flatMap(({ shareholders }) =>
    Array.isArray(shareholders) ? (shareholders as unknown[]) : [],
  );
  const organisations = holders.filter((holder) => memberOf(holder, 'identifier').length > 0);
  const people = holders.filter((holder) => !organisations.includes(holder));
  const addresses = written.flatMap((data) => textOf(data.registeredAddress).filter((text) => text.length >= 8));
  const persons = [
    ...written.flatMap((data) => [...textOf(data.legalRepresentative), ...memberOf(data.contact, 'name')]),
    ...people.flatMap((holder) => memberOf(holder, 'name')),
  ];
  const isName = (text: string) => text.length <= LONGEST_HAN_NAME || text.includes('·');
  return [
    ...addresses.map(entirely('address')),
    ...[...organisations.flatMap((holder) => memberOf(holder, 'name')), ...persons.filter((text) => !isName(text))].map(
      entirely('holder'),
    ),
    ...persons.filter(isName).map((name) => personNamed(name, ordinary)),
  ];
}

const LONGEST_HAN_NAME = 4;
const TITLE = '(?:先生|女士|同志|总经理|董事长|总裁|经理|总监|主任|院长|教授|博士|工程师|厂长|总)';

/** A person whose name is a word as well (高峰) is left out only beside a title. */
function personNamed(name: string, ordinary: string): Telling {
  const source = loosely(name);
  const isWord = wordsOf(name).length === 1 || isWordOf(ordinary, name);
  if (source === '' || !isWord) return { text: name, source, mask: 'person', weighed: true };
  const beside = `(?<=${TITLE}[\\s:：]?)${source}|${source}(?=${GAP}${TITLE})`;
  return { text: name, source: beside, mask: 'person', weighed: false };
}

const textOf = (value: unknown): string[] => (typeof value === 'string' && value.trim() !== '' ? [value] : []);
const memberOf = (value: unknown, key: string): string[] =>
  typeof value === 'object' && value !== null ? textOf((value as Record<string, unknown>)[key]) : [];

/**
 * The value with telling words in its texts replaced by marks, however they are spaced, cased or wide. Doing it again changes nothing, and the
 * time grows with the text alone: no two starts of a pattern run over the same passage.
 */
export function hidden(value: unknown, words: readonly TellingWord[]): unknown {
  if (typeof value === 'string') return hiddenText(value, words);
  if (Array.isArray(value)) return value.map((item) => hidden(item, words));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hidden(member, words)]));
  return value;
}

function hiddenText(text: string, words: readonly TellingWord[]): string {
  let now = text;
  for (const word of words) if (now.search(word.pattern) >= 0) now = withoutWord(now, word);
  // A passage read anew between its marks may be cut into other words.
  return now === text ? text : hiddenText(now, words);
}

const withoutWord = (text: string, { pattern, mask, weighed }: TellingWord) =>
  passagesOf(text)
    .map((passage) =>
      'mask' in passage
        ? markOf(passage.mask)
        : passage.text.replace(pattern, (found: string, at: number) =>
            weighed && isChance(passage.text, at, found.length) ? found : markOf(mask),
          ),
    )
    .join('');

const dictionary = new Intl.Segmenter('zh', { granularity: 'word' });
/** A text cut into words; characters that make none stand alone. */
const wordsOf = (text: string) => [...dictionary.segment(text)].map(({ segment }) => segment);

/** Characters on either side that decide how a passage is cut into words. */
const AROUND = 8;

/**
 * Whether characters meet by chance: both ends lie within words of the dictionary, as 大成 does in 重大成果. One end is not enough: in
 * 华丰富有经验 it may well be 华丰 that is 富有经验.
 */
function isChance(text: string, at: number, length: number): boolean {
  const from = Math.max(0, at - AROUND);
  const ends = new Set<number>([from]);
  let end = from;
  for (const word of wordsOf(text.slice(from, at + length + AROUND))) {
    end += word.length;
    ends.add(end);
  }
  return !ends.has(at) && !ends.has(at + length);
}

/** Whether a text has the word, read as one. */
function isWordOf(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isChance(text, at, word.length)) return true;
  return false;
}

/** What people put between the characters of a name, and what nobody sees. */
const GAP = '[\\s\\-·•・\\u200b-\\u200d\\u2060\\ufeff]*';

/** Source of a pattern for a text in any case and width, with gaps between its characters; empty for less than two characters. */
function loosely(text: string): string {
  const characters = [...text.normalize('NFKC').replace(new RegExp(GAP, 'gu'), '')];
  if (characters.length < 2) return '';
  return characters.map(eitherWidth).join(GAP);
}

const SYNTAX = /[\\^$.*+?()[\]{}|/-]/u;

function eitherWidth(one: string): string {
  if (one < '!' || one > '~') return one;
  return `[${SYNTAX.test(one) ? '\\' : ''}${one}${String.fromCharCode(one.charCodeAt(0) + 0xfee0)}]`;
}

/** Letter of an expert's nth rival of a category, from 0: A … Z, A1 … */
export const aliasOf = (index: number) =>
  String.fromCharCode(65 + (index % 26)) + (index >= 26 ? String(Math.floor(index / 26)) : '');
