import type { Locale } from '../../contracts/vocabulary.ts';
import { en } from './texts.en.ts';
import { type MessageText, zh } from './texts.zh.ts';
import type { MessageValues, TemplateName } from './values.ts';

const TEXTS = { zh, en };

/** Subject and body of a message in a person's language. */
export function renderMessage<T extends TemplateName>(
  locale: Locale,
  template: T,
  values: MessageValues[T],
): MessageText {
  return TEXTS[locale][template](values);
}
