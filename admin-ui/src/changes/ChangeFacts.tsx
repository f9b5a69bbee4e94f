/** What a change of member says: who leaves, who joins, why, the shares before and after, and how far it has come. */
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { ChangeView } from '../../../contracts/changes.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { type Column, PlainTable } from '../layout/PlainTable.tsx';

const percent = (bp: number | null) => (bp === null ? '—' : `${bp / 100} %`);

export function ChangeFacts({ change }: { change: ChangeView }) {
  const translate = useTranslate();
  const language = useLanguage();
  const at = (instant: string) => formatInstant(instant, language);
  const share = (when: 'before' | 'after'): Column<ChangeView['shares'][number]> => ({
    label: translate(`joint.change.${when}`),
    render: (party) => percent(party[`${when}Bp`]),
    number: true,
  });
  const deadline =
    change.status === 'confirming' ? change.confirmBy : change.status === 'deciding' ? change.dueAt : null;
  return (
    <Stack spacing={1}>
      <Typography>
        {change.joining
          ? translate('joint.change.replaces', { leaving: change.leaving.name, joining: change.joining.name })
          : translate('joint.change.removes', { leaving: change.leaving.name })}
      </Typography>
      <Typography sx={{ whiteSpace: 'pre-wrap' }}>
        {translate('joint.change.because', { reason: change.reason })}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('joint.change.filed', { name: change.filedBy, at: at(change.filedAt) })}
      </Typography>
      {deadline && (
        <Typography component="div" variant="body2">
          {translate(`joint.change.until.${change.status}`)} <WorkingDaysLeft dueAt={deadline} now={change.now} />
        </Typography>
      )}
      {change.settledAt && (
        <Typography variant="body2">{translate('joint.change.settled', { at: at(change.settledAt) })}</Typography>
      )}
      {change.decisionReason && (
        <Typography sx={{ whiteSpace: 'pre-wrap' }}>
          {translate('joint.change.because', { reason: change.decisionReason })}
        </Typography>
      )}
      <PlainTable
        bare
        narrow
        caption={translate('joint.change.shares')}
        rows={change.shares}
        rowKey={({ enterpriseId }) => enterpriseId}
        columns={[
          { label: translate('application.party.name'), render: ({ name }) => name },
          ...(change.shares.some(({ beforeBp }) => beforeBp !== null) ? [share('before')] : []),
          share('after'),
        ]}
      />
    </Stack>
  );
}
