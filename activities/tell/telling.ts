import type { Fact } from '../../contracts/facts.ts';
import type { RoundPolicy } from '../../contracts/policy.ts';
import type { Category } from '../../contracts/programme.ts';
import type { Bilingual } from '../../contracts/text.ts';
import type { CaseKind } from '../../contracts/vocabulary.ts';
import type { Tx } from '../../db/client.ts';
import type { NewMessage } from '../../db/messages.ts';
import type { MessageValues, TemplateName, Words } from '../../domain/messages/values.ts';
import type { Person } from './recipients.ts';

/** What the messages about one case need to know of it. */
export type CaseOfFacts = {
  id: string;
  kind: CaseKind;
  roundId: string;
  round: Bilingual;
  policy: RoundPolicy;
  /** Name of the project; the receipt number or the category where it has none. Empty for a round. */
  project: string;
  category: Category | null;
};

/** One fact being told: the case, and how a message about it is put down. */
export type Telling = {
  tx: Tx;
  about: CaseOfFacts;
  fact: Fact;
  /** One message to each person, the fact's own actor included; the same person is told once for each template and `about`. */
  tell: <T extends TemplateName>(
    people: readonly Person[],
    template: T,
    values: MessageValues[T],
    link: string,
    part?: string,
  ) => void;
};

/** Collects messages about facts; each fact, template, person and part gives one key, so that nothing is sent twice. */
export function collector(tx: Tx, about: CaseOfFacts) {
  const messages: NewMessage[] = [];
  const tellingOf = (fact: Fact): Telling => ({
    tx,
    about,
    fact,
    tell: (people, template, values, link, part) => {
      for (const { userId, email, locale } of people) {
        const dedupeKey = [about.id, fact.version, template, userId, ...(part ? [part] : [])].join('/');
        messages.push({ userId, email, locale, template, values, caseId: about.id, link, dedupeKey });
      }
    },
  });
  return { messages, tellingOf };
}

/** A desk's own words, from the round's policy; the steps that every round has are named by their key. */
export const wordsOfStep = ({ policy }: CaseOfFacts, step: string): Words =>
  policy.desks.find((desk) => desk.step === step)?.label ?? step;

export const applicationLink = (id: string) => `/desk/applications/${id}`;
export const taskLink = (id: string) => `/desk/tasks/${id}`;
export const roundLink = (id: string) => `/desk/rounds/${id}`;
/** The public page, which everybody may read. */
export const callLink = (id: string) => `/calls/${id}`;
export const tasksLink = '/desk/tasks';
