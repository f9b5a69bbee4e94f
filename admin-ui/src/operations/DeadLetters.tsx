import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import type { z } from 'zod';
import type { DeadLetterPage, Redriven } from '../../../contracts/dead-letters.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Empty, ProblemAlert } from '../layout/Page.tsx';
import { Pager } from '../layout/Pager.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useAct } from '../layout/useAct.ts';
import { useDebounced } from '../layout/useDebounced.ts';
import { api } from '../providers/http.ts';
import { useReply } from '../providers/useReply.ts';
import { RedriveResult } from './RedriveResult.tsx';

const PATH = '/operations/dead-letters';
const SOURCES = ['outbox', 'mail'] as const;
/** What is to be sent again: chosen ones, or all that a filter finds. */
type Asked = { ids: string[] } | { filter: { source?: string; q?: string } };

/** What was given up, with its last error; sent again after a dry run. */
export function DeadLetters() {
  const translate = useTranslate();
  const language = useLanguage();
  const client = useQueryClient();
  const [source, setSource] = useState('');
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [result, setResult] = useState<Redriven | null>(null);
  const { busy, problem, run } = useAct();
  const letters = useReply<z.infer<typeof DeadLetterPage>>(PATH, { source, q: useDebounced(q.trim()), page });
  const redrive = (what: Asked, dryRun: boolean) =>
    run(async () => {
      setAsked(what);
      setResult(await api.send<Redriven>('POST', `${PATH}/redrive`, { ...what, dryRun }));
      if (!dryRun) await client.invalidateQueries({ queryKey: [PATH] });
    });
  const filter = { ...(source ? { source } : {}), ...(q.trim() ? { q: q.trim() } : {}) };
  return (
    <section aria-labelledby="dead-letters">
      <Typography id="dead-letters" variant="h2" sx={{ mt: 3 }}>
        {translate('operator.dead.title')}
      </Typography>
      <Typography color="text.secondary" sx={{ mb: 1 }}>
        {translate('operator.dead.text')}
      </Typography>
      <ProblemAlert problem={problem} />
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ mb: 1, alignItems: { sm: 'center' } }}>
        <TextField
          select
          label={translate('operator.dead.source')}
          value={source}
          onChange={(event) => setSource(event.target.value)}
          sx={{ maxWidth: { sm: 180 } }}
        >
          <MenuItem value="">{translate('shell.all')}</MenuItem>
          {SOURCES.map((key) => (
            <MenuItem key={key} value={key}>
              {translate(`operator.dead.${key}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label={translate('operator.dead.q')}
          type="search"
          value={q}
          onChange={(event) => setQ(event.target.value)}
          sx={{ maxWidth: { sm: 320 } }}
        />
        <Button
          variant="outlined"
          disabled={busy || (letters.data?.items.length ?? 0) === 0}
          onClick={() => void redrive({ filter }, true)}
          sx={{ flexShrink: 0 }}
        >
          {translate('operator.dead.all')}
        </Button>
      </Stack>
      {result && asked ? (
        <RedriveResult
          result={result}
          busy={busy}
          onConfirm={() => void redrive(asked, false)}
          onClose={() => setResult(null)}
        />
      ) : null}
      <Reply query={letters}>
        {({ items, hasNextPage }) =>
          items.length === 0 ? (
            <Empty text={translate('operator.dead.none')} />
          ) : (
            <>
              <PlainTable
                caption={translate('operator.dead.title')}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  { label: translate('operator.dead.what'), render: ({ label, id }) => label ?? id },
                  {
                    label: translate('operator.dead.source'),
                    render: ({ source: of }) => translate(`operator.dead.${of}`),
                  },
                  {
                    label: translate('operator.dead.attempts'),
                    number: true,
                    render: ({ attempts }) => attempts,
                  },
                  { label: translate('operator.dead.error'), render: ({ error }) => error ?? '—' },
                  {
                    label: translate('operator.dead.since'),
                    render: ({ since }) => formatInstant(since, language),
                  },
                  {
                    label: translate('enterprise.team.acts'),
                    render: ({ id, label }) => (
                      <Button
                        size="small"
                        variant="outlined"
                        disabled={busy}
                        onClick={() => void redrive({ ids: [id] }, true)}
                        aria-label={`${translate('operator.dead.one')}: ${label ?? id}`}
                      >
                        {translate('operator.dead.one')}
                      </Button>
                    ),
                  },
                ]}
              />
              <Pager page={page} hasNextPage={hasNextPage} onPage={setPage} />
            </>
          )
        }
      </Reply>
    </section>
  );
}
