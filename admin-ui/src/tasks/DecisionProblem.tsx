import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { ApiProblem } from '../providers/http.ts';
import { useOutcomeName } from './words.ts';

/** Sending the same decision again cannot help: somebody was faster, the content is newer, or the round was cancelled. */
export function isOvertaken(problem: unknown): boolean {
  return (
    problem instanceof ApiProblem && ['conflict', 'staleVersion', 'roundCancelled'].includes(problem.document.code)
  );
}

type DecisionProblemProps = { problem: unknown; step: string; onReload: () => void };

/** Why a decision was not recorded. Somebody was faster: who and when. The content is newer: look again. */
export function DecisionProblem({ problem, step, onReload }: DecisionProblemProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const outcomeName = useOutcomeName();
  const document = problem instanceof ApiProblem ? problem.document : null;
  if (document?.code !== 'conflict' && document?.code !== 'staleVersion') return <ProblemAlert problem={problem} />;
  const name = typeof document.decidedBy === 'string' ? document.decidedBy : translate('task.somebody');
  const at =
    typeof document.decidedAt === 'string' ? formatInstant(document.decidedAt, language, { seconds: true }) : '';
  const outcome = typeof document.outcome === 'string' ? outcomeName(document.outcome, step) : '';
  const words =
    document.code === 'staleVersion'
      ? translate('task.conflictStale')
      : document.why === 'claimed'
        ? translate('task.conflictClaimed', { name, at })
        : translate('task.conflictDecided', { name, at, outcome });
  return (
    <Alert
      severity="error"
      role="alert"
      sx={{ mt: 1 }}
      action={
        <Button size="small" onClick={onReload}>
          {translate('task.reload')}
        </Button>
      }
    >
      <AlertTitle>{translate('task.conflictTitle')}</AlertTitle>
      {words}
    </Alert>
  );
}
