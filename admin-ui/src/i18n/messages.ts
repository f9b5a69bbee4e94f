import account from './account.ts';
import application from './application.ts';
import audit from './audit.ts';
import cancellation from './cancellation.ts';
import credit from './credit.ts';
import diagram from './diagram.ts';
import documents from './documents.ts';
import design from './design.ts';
import enterprise from './enterprise.ts';
import inbox from './inbox.ts';
import joint from './joint.ts';
import mail from './mail.ts';
import objection from './objection.ts';
import operations from './operations.ts';
import operator from './operator.ts';
import problem from './problem.ts';
import publicPages from './public.ts';
import queue from './queue.ts';
import ra from './ra.ts';
import recommendation from './recommendation.ts';
import reversal from './reversal.ts';
import round from './round.ts';
import scoring from './scoring.ts';
import shell from './shell.ts';
import stranded from './stranded.ts';
import supervision from './supervision.ts';
import task from './task.ts';
import vocabulary from './vocabulary.ts';

/** Every text of the pages, by namespace: `application.submit`, `vocabulary.role.expert`. */
const areas = {
  shell,
  public: publicPages,
  account,
  credit,
  enterprise,
  inbox,
  application,
  joint,
  task,
  queue,
  recommendation,
  supervision,
  stranded,
  round,
  scoring,
  objection,
  reversal,
  cancellation,
  mail,
  design,
  operations,
  operator,
  audit,
  diagram,
  documents,
  problem,
  vocabulary,
};

const pick = <L extends 'zh' | 'en'>(language: L) =>
  Object.fromEntries(Object.entries(areas).map(([name, area]) => [name, area[language]]));

export const messages = {
  zh: { ...ra.zh, ...pick('zh') },
  en: { ...ra.en, ...pick('en') },
};
