import type { Locale } from '../../contracts/vocabulary.ts';
import { fillIn, wordsOf } from './template-text.ts';
import { en } from './texts.en.ts';
import { type MessageText, zh } from './texts.zh.ts';
import type { MessageValues, TemplateName } from './values.ts';

const TEXTS = { zh, en };

/** Subject and body of a message in a person's language: in the office's own words where it wrote some, else the built-in ones. */
export function renderMessage<T extends TemplateName>(
  locale: Locale,
  template: T,
  values: MessageValues[T],
  edited?: MessageText,
): MessageText {
  if (!edited) return TEXTS[locale][template](values);
  const words = wordsOf(locale, values);
  return { subject: fillIn(edited.subject, words).replaceAll(/\s*\n\s*/g, ' '), body: fillIn(edited.body, words) };
}
