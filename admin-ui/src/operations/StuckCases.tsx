import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import type { z } from 'zod';
import type { Stuck, StuckItem, StuckRetried } from '../../../contracts/operations.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Busy, Empty, ProblemAlert } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { EngineLine } from './EngineLine.tsx';
import { RetryOutcome } from './RetryOutcome.tsx';
import { StrandedDialog } from './StrandedDialog.tsx';
import { StuckCause } from './StuckCause.tsx';
import { StuckLinks } from './StuckLinks.tsx';
import { useOperations } from './useOperations.ts';

type Item = z.infer<typeof StuckItem>;
type Retried = z.infer<typeof StuckRetried>;

/** What does not move: why, since when, what it means for whom, and a retry that is believed only when something moved. */
export function StuckCases() {
  const translate = useTranslate();
  const language = useLanguage();
  const client = useQueryClient();
  const [result, setResult] = useState<{ label: string; retried: Retried } | null>(null);
  const [stranded, setStranded] = useState<{ taskId: string; label: string } | null>(null);
  const { busy, problem, run } = useAct();
  const stuck = useOperations<z.infer<typeof Stuck>>('stuck');
  const nameOf = ({ label, caseId, id }: Item) => label ?? caseId ?? id;
  const retry = (item: Item) =>
    run(async () => {
      setResult(null);
      const retried = await api.send<Retried>('POST', '/operations/stuck/retry', { id: item.id });
      setResult({ label: nameOf(item), retried });
      await client.invalidateQueries({ queryKey: ['operations'] });
    });
  return (
    <>
      <ProblemAlert problem={problem} />
      {busy ? <Busy text={translate('operations.stuck.retrying')} /> : null}
      {result ? <RetryOutcome {...result} onClose={() => setResult(null)} /> : null}
      {stranded ? (
        <StrandedDialog
          {...stranded}
          onClose={() => {
            setStranded(null);
            void client.invalidateQueries({ queryKey: ['operations'] });
          }}
        />
      ) : null}
      <Reply query={stuck}>
        {({ items, truncated, engine }) => (
          <>
            <EngineLine engine={engine} />
            {truncated ? (
              <Alert severity="warning" sx={{ mb: 1 }}>
                {translate('operations.stuck.truncated')}
              </Alert>
            ) : null}
            {items.length === 0 ? (
              <Empty text={translate('operations.stuck.none')} />
            ) : (
              <PlainTable
                caption={translate('operations.stuck.title')}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  {
                    label: translate('operations.stuck.what'),
                    render: (item) => (
                      <>
                        {nameOf(item)}
                        <StuckLinks item={item} />
                      </>
                    ),
                  },
                  {
                    label: translate('operations.stuck.cause'),
                    render: (item) => <StuckCause item={item} />,
                  },
                  {
                    label: translate('operations.stuck.since'),
                    minWidth: 120,
                    render: ({ since }) => formatInstant(since, language),
                  },
                  {
                    label: translate('enterprise.team.acts'),
                    minWidth: 120,
                    render: (item) =>
                      item.cause === 'nobodyMayTake' && item.taskId ? (
                        <Button
                          size="small"
                          variant="outlined"
                          onClick={() => setStranded({ taskId: item.taskId ?? '', label: nameOf(item) })}
                          aria-label={translate('stranded.openOf', { project: nameOf(item) })}
                        >
                          {translate('stranded.open')}
                        </Button>
                      ) : item.retriable ? (
                        <Button
                          size="small"
                          variant="outlined"
                          disabled={busy}
                          onClick={() => void retry(item)}
                          aria-label={`${translate('operations.stuck.retry')}: ${nameOf(item)}`}
                        >
                          {translate('operations.stuck.retry')}
                        </Button>
                      ) : (
                        <Typography component="span">—</Typography>
                      ),
                  },
                ]}
              />
            )}
          </>
        )}
      </Reply>
    </>
  );
}
