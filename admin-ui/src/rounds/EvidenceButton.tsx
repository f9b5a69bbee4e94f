import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useId, useState } from 'react';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import type { RankingRow, RoundPolicy } from './contract.ts';
import { PlainTable } from '../layout/PlainTable.tsx';
import { evidenceOf, pointsText } from './evidence.ts';

type EvidenceButtonProps = { row: RankingRow; rubric: RoundPolicy['rubric'] | undefined };

/** Opens what a rank rests on: averages, tie-breakers and the sheets that count. */
export function EvidenceButton({ row, rubric }: EvidenceButtonProps) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const titleId = useId();
  const title = translate('round.evidenceOf', { name: row.projectName ?? row.leadName });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={`${translate('round.evidenceShow')}: ${title}`}>
        {translate('round.evidenceShow')}
      </Button>
      {open ? (
        <Dialog open onClose={() => setOpen(false)} fullWidth maxWidth="sm" aria-labelledby={titleId}>
          <DialogTitle id={titleId}>{title}</DialogTitle>
          <DialogContent>
            <EvidenceRead row={row} rubric={rubric} />
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setOpen(false)} autoFocus>
              {translate('round.close')}
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
    </>
  );
}

/** Averages in the rubric's order: a database that keeps jsonb does not keep the order of members. */
function inRubricOrder(criteria: Record<string, number>, rubric: EvidenceButtonProps['rubric']): [string, number][] {
  const order = rubric?.criteria.map(({ key }) => key) ?? [];
  return Object.entries(criteria).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

function EvidenceRead({ row, rubric }: EvidenceButtonProps) {
  const translate = useTranslate();
  const text = useBilingual();
  const language = useLanguage();
  const evidence = evidenceOf(row);
  const criterionName = (key: string) => text(rubric?.criteria.find((one) => one.key === key)?.label) || key;
  const by = evidence.decidedBy?.startsWith('criterion:')
    ? translate('round.by.criterion', { name: criterionName(evidence.decidedBy.slice('criterion:'.length)) })
    : evidence.decidedBy && translate(`round.by.${evidence.decidedBy}`, { _: evidence.decidedBy });
  return (
    <Stack spacing={1.5}>
      {by ? (
        <Typography>
          {translate('round.decidedBy')}: <strong>{by}</strong>
        </Typography>
      ) : null}
      <PlainTable
        bare
        narrow
        caption={translate('round.average')}
        rows={inRubricOrder(evidence.criteria, rubric)}
        rowKey={([key]) => key}
        columns={[
          { label: translate('round.criterion'), render: ([key]) => criterionName(key) },
          { label: translate('round.average'), render: ([, value]) => pointsText(value), number: true },
        ]}
      />
      {evidence.coverageBp === null ? null : (
        <Typography>
          {translate('round.coverage')}: {(evidence.coverageBp / 100).toFixed(2)}%
        </Typography>
      )}
      {evidence.submittedAt ? (
        <Typography>
          {translate('round.submittedAt')}: {formatInstant(evidence.submittedAt, language, { seconds: true })}
        </Typography>
      ) : null}
      {evidence.lot ? (
        <Typography>
          {translate('round.lot')}: <code>{evidence.lot}</code>
        </Typography>
      ) : null}
      {evidence.totals.length === 0 ? null : (
        <PlainTable
          bare
          narrow
          caption={translate('round.experts')}
          rows={evidence.totals.map((total, index) => ({ ...total, no: index + 1 }))}
          rowKey={({ expertId }) => expertId}
          columns={[
            { label: translate('round.expert'), render: ({ no }) => no },
            {
              label: translate('round.total'),
              render: ({ totalHundredths }) => pointsText(totalHundredths),
              number: true,
            },
            {
              label: translate('round.state'),
              render: ({ dropped }) => translate(dropped === null ? 'round.counted' : `round.dropped.${dropped}`),
            },
          ]}
        />
      )}
    </Stack>
  );
}
