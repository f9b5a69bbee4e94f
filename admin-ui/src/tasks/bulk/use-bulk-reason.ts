import { useTranslate } from 'ra-core';
import { useCallback } from 'react';
import type { ProblemDocument } from '../../../../contracts/problems.ts';
import { ApiProblem, useProblemWords } from '../../providers/http.ts';
import type { BulkItemPage } from '../contract.ts';

/** `(item) => string`: why an item would not pass, or was skipped, in one line; empty where nothing stands in the way. */
export function useBulkReason(): (item: BulkItemPage['items'][number]) => string {
  const translate = useTranslate();
  const words = useProblemWords();
  return useCallback(
    ({ problem }) => {
      if (problem === null) return '';
      const { code, why, decidedBy, errors } = problem as { [member: string]: unknown };
      const name = typeof decidedBy === 'string' ? decidedBy : translate('task.somebody');
      const pointer = Array.isArray(errors) ? (errors[0] as { pointer?: string } | undefined)?.pointer : undefined;
      if (code === 'conflict' && why === 'claimed') return translate('queue.bulk.why.claimed', { name });
      if (code === 'conflict' && why === 'decided') return translate('queue.bulk.why.decided', { name });
      if (code === 'staleVersion') return translate('queue.bulk.why.stale');
      if (code === 'forbidden') return translate('queue.bulk.why.forbidden');
      if (code === 'invalid' && pointer === '/marks') return translate('queue.bulk.why.marks');
      if (code === 'invalid' && pointer === '/reason') return translate('queue.bulk.why.reason');
      if (code === 'invalid' && pointer === '/outcome') return translate('queue.bulk.why.outcome');
      const { text, details } = words(new ApiProblem(409, { title: '', ...problem } as unknown as ProblemDocument));
      return [text, ...details].join(' ');
    },
    [translate, words],
  );
}
