/**
 * Message texts that the office writes itself. `{name}` stands for a value; a part between `[[` and `]]` is left out when a value
 * in it is empty, such as a reason that was not given.
 */
import type { Locale } from '../../contracts/vocabulary.ts';
import { SAMPLES } from './samples.ts';
import { en } from './texts.en.ts';
import { type MessageText, type Texts, zh } from './texts.zh.ts';
import type { MarkWords, TemplateName, Words } from './values.ts';
import { deadlineText, instantText, stepName, word } from './words.ts';

const TEXTS: Record<Locale, Texts> = { zh, en };
/** Instants that end something: midnight belongs to the day before. */
const DEADLINES = ['dueAt', 'closesAt', 'closedAt', 'endsAt'];
/** What a person must learn whatever the words: a text without them is refused where the template has them. */
const MUST_APPEAR = ['url', 'dueAt', 'closesAt', 'closedAt', 'endsAt', 'marks', 'receiptNo', 'sha256', 'reason'];

export const SUBJECT_MAX = 200;
export const BODY_MAX = 5_000;

/** Each value of a message as the words that stand for its placeholder; empty where there is none. */
export function wordsOf(locale: Locale, values: object): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wordsOfValue(locale, name, value)]));
}

function wordsOfValue(locale: Locale, name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((entry, index) => lineOf(locale, entry, index)).join('\n');
  if (name === 'step') return stepName(locale, value as Words);
  if (typeof value === 'object') return word(locale, value as Words);
  if (typeof value === 'string' && DEADLINES.includes(name)) return deadlineText(value);
  if (typeof value === 'string' && name.endsWith('At')) return instantText(value);
  return String(value);
}

function lineOf(locale: Locale, entry: string | MarkWords, index: number): string {
  if (typeof entry === 'string') return `${index + 1}. ${entry}`;
  return `${index + 1}. ${word(locale, entry.field)}${locale === 'zh' ? '：' : ': '}${entry.note}`;
}

/** The text with words put in. Names that are not among the words stay as they are. */
export function fillIn(text: string, words: Record<string, string>): string {
  const put = (part: string) => part.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
  return put(
    text.replace(/\[\[([\s\S]*?)\]\]/g, (_, part: string) =>
      namesIn(part).some((name) => words[name] === '') ? '' : part,
    ),
  );
}

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);

export type Placeholder = { name: string; required: boolean; sample: string };

/** What may stand in a template's text, in the order of its values. */
export function placeholdersOf(locale: Locale, template: TemplateName): Placeholder[] {
  return Object.entries(wordsOf(locale, SAMPLES[template])).map(([name, sample]) => ({
    name,
    required: MUST_APPEAR.includes(name),
    sample,
  }));
}

/** The built-in text in the notation of edited ones. */
export function builtInText(locale: Locale, template: TemplateName): MessageText {
  const render = TEXTS[locale][template] as (values: object) => MessageText;
  const values = SAMPLES[template];
  const { subject, body } = render(values);
  const words = Object.entries(wordsOf(locale, values)).sort(([, a], [, b]) => b.length - a.length);
  const named = (text: string) => words.reduce((done, [name, said]) => done.replaceAll(said, `{${name}}`), text);
  const marked = Object.keys(values)
    .filter((name) => name === 'reason' || name === 'body')
    .reduce((text, name) => markOptional(text, render({ ...values, [name]: null }).body), body);
  return { subject: named(subject), body: named(marked) };
}

/** Brackets what `full` has and `without` lacks. */
function markOptional(full: string, without: string): string {
  let start = 0;
  while (start < without.length && full[start] === without[start]) start += 1;
  let end = 0;
  while (end < without.length - start && full.at(-1 - end) === without.at(-1 - end)) end += 1;
  return `${full.slice(0, start)}[[${full.slice(start, full.length - end)}]]${full.slice(full.length - end)}`;
}

export type TemplateFault = { field: 'subject' | 'body'; rule: string; names: string };

/** What is wrong with an edited text; none when it may be used. */
export function templateFaults(locale: Locale, template: TemplateName, text: MessageText): TemplateFault[] {
  const placeholders = placeholdersOf(locale, template);
  const used = new Set([...namesIn(text.subject), ...namesIn(text.body)]);
  const faults = (['subject', 'body'] as const).flatMap((field): TemplateFault[] => {
    const said = text[field];
    const unknown = namesIn(said).filter((name) => !placeholders.some((known) => known.name === name));
    const rest = said.replace(/\[\[[^[\]]*\]\]/g, '').replace(/\{\w+\}/g, '');
    return [
      ...(said.trim() === '' ? [{ field, rule: 'empty', names: '' }] : []),
      ...(said.length > (field === 'subject' ? SUBJECT_MAX : BODY_MAX) ? [{ field, rule: 'tooLong', names: '' }] : []),
      ...(field === 'subject' && /[\r\n]/.test(said) ? [{ field, rule: 'oneLine', names: '' }] : []),
      ...(unknown.length > 0 ? [{ field, rule: 'unknownPlaceholder', names: listed(unknown) }] : []),
      ...(/[{}]|\[\[|\]\]/.test(rest.replace(/\{\w+\}/g, '')) ? [{ field, rule: 'unclosed', names: '' }] : []),
    ];
  });
  const missing = placeholders.filter(({ name, required }) => required && !used.has(name)).map(({ name }) => name);
  return missing.length > 0
    ? [...faults, { field: 'body', rule: 'missingPlaceholder', names: listed(missing) }]
    : faults;
}

const listed = (names: readonly string[]) => [...new Set(names)].map((name) => `{${name}}`).join(' ');
