import { useTranslate } from 'ra-core';
import { useCallback } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatDay, formatInstant } from '../i18n/instants.ts';
import { ApiProblem } from './request.ts';

/** A record of the credit register that stands in the way. */
type CreditHit = { name: string; reason: string; source: string; documentNo: string; validTo: string | null };
type Words = { text: string; way: string; details: string[] };

/** `(problem) => { text, way, details }`: what was refused, the way out, and each fault, in the person's language. */
export function useProblemWords(): (problem: unknown) => Words {
  const translate = useTranslate();
  const language = useLanguage();
  return useCallback(
    (problem) => {
      if (!(problem instanceof ApiProblem)) {
        return { text: translate('problem.internal.text'), way: translate('problem.internal.way'), details: [] };
      }
      const { document, status } = problem;
      const code = status === 0 ? 'offline' : document.code;
      const details: string[] = [];
      const { decidedBy, decidedAt, closedAt, requestId, projectName, receiptNo } = document;
      const project = [projectName, receiptNo].find((name) => typeof name === 'string') ?? '—';
      if (typeof decidedBy === 'string' && typeof decidedAt === 'string') {
        details.push(translate('problem.decided', { name: decidedBy, at: formatInstant(decidedAt, language) }));
      }
      if (typeof closedAt === 'string') {
        details.push(translate('problem.closed', { at: formatInstant(closedAt, language, { seconds: true }) }));
      }
      if (code === 'roundCancelled') {
        const { cancelledAt, reason } = document as { cancelledAt?: string; reason?: string };
        const at = formatInstant(cancelledAt ?? null, language);
        details.push(translate('problem.cancelled', { at, reason }));
      }
      if (code === 'quotaFull') {
        const { scope, categoryNo, quota, used } = document as { scope?: string; [member: string]: unknown };
        const name = scope === 'category' ? 'problem.quotaOfCategory' : 'problem.quotaOfBody';
        details.push(translate(name, { no: String(categoryNo), quota: String(quota), used: String(used) }));
      }
      for (const { pointer, rule, message } of document.errors ?? []) {
        const words = translate(`problem.rule.${rule}`, { _: message || rule, message, project });
        const last = pointer.split('/').pop() ?? '';
        const field = last === '' ? '' : translate(`vocabulary.field.${last}`, { _: last });
        details.push(field === '' ? words : `${field}: ${words}`);
      }
      for (const { name, reason, source, documentNo, validTo } of (document.hits ?? []) as CreditHit[]) {
        const until = validTo ? formatDay(validTo, language) : translate('problem.creditOpen');
        details.push(translate('problem.creditHit', { name, reason, source, documentNo, until }));
      }
      if (code === 'leaveClash') {
        const { why, person, startsOn, endsOn } = document;
        details.push(translate(`problem.clash.${String(why)}`, { person, startsOn, endsOn }));
      }
      if (code === 'internal' && typeof requestId === 'string')
        details.push(translate('problem.requestId', { id: requestId }));
      return {
        text: translate(`problem.${code}.text`, { _: document.title }),
        way: translate(`problem.${code}.way`, { _: '' }),
        details,
      };
    },
    [translate, language],
  );
}

/** `(problem) => string`: the same in one line, for notifications. */
export function useProblemText(): (problem: unknown) => string {
  const words = useProblemWords();
  return useCallback(
    (problem) => {
      const { text, way, details } = words(problem);
      return [text, ...details, way].filter((part) => part !== '').join(' ');
    },
    [words],
  );
}
