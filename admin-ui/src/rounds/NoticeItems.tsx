import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Block } from '../layout/Block.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import type { RoundView } from './contract.ts';
import { PlainTable } from '../layout/PlainTable.tsx';

/** Every line of the round's notices: what became of it, and how many object. */
export function NoticeItems({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const language = useLanguage();
  const word = useWord();
  if (round.noticeItems.length === 0) return null;
  return (
    <Block title={translate('round.noticeItems.title')}>
      <PlainTable
        bare
        caption={translate('round.noticeItems.title')}
        rows={round.noticeItems}
        rowKey={({ id }) => id}
        columns={[
          { label: translate('round.category'), render: ({ categoryNo }) => `${categoryNo}` },
          {
            label: translate('round.project'),
            render: ({ projectName, kind }) => projectName ?? (kind === 'leftOpen' ? translate('round.leftOpen') : '—'),
          },
          {
            label: translate('round.noticeItems.notice'),
            render: ({ noticeId, noticeKind, endsAt }) =>
              noticeId ? (
                <>
                  <Link component={RouterLink} to={`/notices/${noticeId}`}>
                    {word('noticeKind', noticeKind)}
                  </Link>
                  <Typography variant="body2" color="text.secondary">
                    {formatDeadline(endsAt, language)}
                  </Typography>
                </>
              ) : (
                '—'
              ),
          },
          {
            label: translate('round.state'),
            render: ({ state, reason }) => (
              <>
                <StatusChip status={state} kind="noticeItem" />
                {reason && ['struck', 'revoked', 'renounced'].includes(state) ? (
                  <Typography variant="body2">{reason}</Typography>
                ) : null}
              </>
            ),
          },
          {
            label: translate('round.noticeItems.objections'),
            render: ({ objections, objectionsOpen }) =>
              objections === 0 ? (
                '0'
              ) : (
                <Link component={RouterLink} to="/desk/objections">
                  {translate('round.noticeItems.count', { open: objectionsOpen, all: objections })}
                </Link>
              ),
          },
        ]}
      />
    </Block>
  );
}
