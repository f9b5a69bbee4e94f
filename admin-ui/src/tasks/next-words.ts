import { useTranslate } from 'ra-core';
import { useCallback } from 'react';
import type { ApplicationView, TaskView } from './contract.ts';
import { useStepName } from './words.ts';

export type Outcome = TaskView['outcomes'][number];

/** Steps of an application's timeline that come after its slip. */
const AFTER_SLIP = ['review', 'ranking', 'deliberation', 'notice', 'publication'];

/** What an outcome at a desk leads to, in words for the confirmation. */
export function useNextWords(task: TaskView, application: ApplicationView | undefined): (outcome: Outcome) => string {
  const translate = useTranslate();
  const stepName = useStepName();
  return useCallback(
    ({ effect }) => {
      if (effect === 'correct') return translate('task.next.correct');
      if (effect === 'refuse') return translate('task.next.refuse');
      if (effect === 'sendBack') return translate('task.next.sendBack');
      const next = application?.timeline.find(({ state, step }) => state === 'next' && step !== task.step);
      if (next === undefined || AFTER_SLIP.includes(next.step)) return translate('task.next.qualified');
      return translate('task.next.desk', { step: stepName(next.step, next.label) });
    },
    [translate, stepName, task.step, application],
  );
}
