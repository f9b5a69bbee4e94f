import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import type { z } from 'zod';
import type { InvariantRuns } from '../../../contracts/invariants.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Busy, Empty, Page, ProblemAlert } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import { RunResult } from './RunResult.tsx';

const PATH = '/invariants/runs';

/** What must always hold: the latest check with its exceptions, and the checks before it. */
export default function InvariantsPage() {
  const translate = useTranslate();
  const language = useLanguage();
  const client = useQueryClient();
  const allowed = useAllowed();
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<string | null>(null);
  const { busy, problem, run } = useAct();
  const runs = useReply<z.infer<typeof InvariantRuns>>(PATH, { page });
  const check = () =>
    run(async () => {
      await api.send('POST', PATH);
      setPage(1);
      setChosen(null);
      await client.invalidateQueries({ queryKey: [PATH] });
    });
  return (
    <Page
      title={translate('shell.menu.invariants')}
      subtitle={translate('operator.invariants.subtitle')}
      actions={
        allowed('invariant.run') ? (
          <Button variant="contained" disabled={busy} onClick={() => void check()}>
            {translate('operator.invariants.run')}
          </Button>
        ) : null
      }
    >
      <ProblemAlert problem={problem} />
      {busy ? <Busy text={translate('operator.invariants.running')} /> : null}
      <Reply query={runs}>
        {({ items, hasNextPage }) => {
          const shown = items.find(({ id }) => id === chosen) ?? items[0];
          if (!shown) return <Empty text={translate('operator.invariants.none')} />;
          return (
            <>
              <RunResult run={shown} />
              <Typography variant="h2" sx={{ mt: 4, mb: 1 }}>
                {translate('operator.invariants.history')}
              </Typography>
              <PlainTable
                caption={translate('operator.invariants.history')}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  {
                    label: translate('operator.invariants.when'),
                    render: ({ startedAt }) => formatInstant(startedAt, language, { seconds: true }),
                  },
                  {
                    label: translate('operator.invariants.occasion'),
                    render: ({ occasion, actor }) =>
                      translate(`operator.invariants.${occasion}`, { name: actor ?? '—' }),
                  },
                  {
                    label: translate('operator.invariants.result'),
                    render: ({ broken, finishedAt }) =>
                      broken === 0
                        ? translate('operator.invariants.all')
                        : translate('operator.invariants.broken', {
                            smart_count: broken,
                            at: formatInstant(finishedAt, language),
                          }),
                  },
                  {
                    label: translate('shell.details'),
                    render: ({ id, startedAt }) => (
                      <Button
                        size="small"
                        variant="outlined"
                        disabled={id === shown.id}
                        onClick={() => setChosen(id)}
                        aria-label={`${translate('shell.details')}: ${formatInstant(startedAt, language, { seconds: true })}`}
                      >
                        {translate('shell.details')}
                      </Button>
                    ),
                  },
                ]}
              />
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          );
        }}
      </Reply>
    </Page>
  );
}
