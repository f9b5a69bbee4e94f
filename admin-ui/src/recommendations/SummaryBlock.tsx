import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { api } from '../providers/http.ts';
import { Block } from '../layout/Block.tsx';
import type { RecommendationView, SummaryHead, SummaryKind } from './contract.ts';
import { summaryFile } from './paths.ts';

type SummaryBlockProps = { view: RecommendationView; dirty: boolean; onIssued: () => Promise<unknown> };

/** 汇总表: issue one, and those issued so far with their files. */
export function SummaryBlock({ view, dirty, onIssued }: SummaryBlockProps) {
  const translate = useTranslate();
  const [asked, setAsked] = useState<SummaryKind | null>(null);
  const mayIssue = view.allowed.includes('issue');
  const final = view.lacks.length === 0;
  const issue = async (kind: SummaryKind) => {
    const path = `/rounds/${view.roundId}/recommendations/${encodeURIComponent(view.bodyId)}/summaries`;
    await api.send<SummaryHead>('POST', path, { kind }, { ifMatch: view.version });
    await onIssued();
  };
  return (
    <Block title={translate('recommendation.summaries')}>
      {view.summaries.length > 0 && !view.summaryIsCurrent ? (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {translate('recommendation.changedSince', { number: view.summaries[0]?.number ?? '' })}
        </Alert>
      ) : null}
      {mayIssue ? (
        <>
          {final ? null : (
            <Alert severity="info" sx={{ mb: 1 }}>
              {translate('recommendation.finalNeeds')}
              <ul>
                {view.lacks.map(({ why, count }) => (
                  <li key={why}>{translate(`recommendation.lack.${why}`, { count })}</li>
                ))}
              </ul>
            </Alert>
          )}
          {dirty ? <Typography sx={{ mb: 1 }}>{translate('recommendation.saveFirst')}</Typography> : null}
          <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', mb: 1.5 }}>
            <Button variant="contained" disabled={dirty || !final} onClick={() => setAsked('final')}>
              {translate('recommendation.issueFinal')}
            </Button>
            <Button variant="outlined" disabled={dirty} onClick={() => setAsked('interim')}>
              {translate('recommendation.issueInterim')}
            </Button>
          </Stack>
        </>
      ) : null}
      {view.summaries.length === 0 ? (
        <Typography color="text.secondary">{translate('recommendation.noSummaries')}</Typography>
      ) : (
        <SummaryTable view={view} />
      )}
      <ConfirmDialog
        open={asked !== null}
        title={translate(asked === 'final' ? 'recommendation.issueFinal' : 'recommendation.issueInterim')}
        confirm={translate('recommendation.issue')}
        act={() => issue(asked ?? 'interim')}
        onClose={() => setAsked(null)}
      >
        {translate('recommendation.issueText')}
      </ConfirmDialog>
    </Block>
  );
}

function SummaryTable({ view }: { view: RecommendationView }) {
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <PlainTable
      caption={translate('recommendation.summaries')}
      rows={view.summaries}
      rowKey={({ number }) => number}
      columns={[
        { label: translate('recommendation.number'), render: ({ number }) => number },
        {
          label: translate('recommendation.kind'),
          render: ({ kind }) => translate(`recommendation.kindOf.${kind}`),
        },
        {
          label: translate('recommendation.issued'),
          render: ({ issuedAt, issuedBy }) => `${formatInstant(issuedAt, language, { seconds: true })} · ${issuedBy}`,
        },
        {
          label: translate('recommendation.recommended'),
          render: ({ recommended }) => recommended,
          number: true,
        },
        { label: 'SHA-256', render: ({ sha256 }) => <code>{sha256.slice(0, 16)}…</code> },
        {
          label: translate('recommendation.files'),
          render: ({ no, number }) => (
            <SummaryFiles roundId={view.roundId} bodyId={view.bodyId} no={no} number={number} />
          ),
        },
      ]}
    />
  );
}

/** Links to a summary's PDF and spreadsheet. */
export function SummaryFiles({
  roundId,
  bodyId,
  no,
  number,
}: {
  roundId: string;
  bodyId: string;
  no: number;
  number: string;
}) {
  const translate = useTranslate();
  return (
    <Stack direction="row" spacing={2}>
      {(['pdf', 'xlsx'] as const).map((kind) => (
        <Link
          key={kind}
          href={summaryFile(roundId, bodyId, no, kind)}
          target={kind === 'pdf' ? '_blank' : undefined}
          rel="noopener"
          aria-label={translate(`recommendation.file.${kind}`, { number })}
          sx={{ minHeight: 24, display: 'inline-flex', alignItems: 'center' }}
        >
          {kind.toUpperCase()}
        </Link>
      ))}
    </Stack>
  );
}
