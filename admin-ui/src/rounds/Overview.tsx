import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline, formatInstant } from '../i18n/instants.ts';
import { Block } from '../layout/Block.tsx';
import { Countdown, WorkingDaysLeft } from '../layout/Countdown.tsx';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import type { RoundView } from './contract.ts';
import { useProgramme } from './programme.ts';

/** Programme, clock, deadlines of the call, scoring and notice. */
export function Overview({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const text = useBilingual();
  const language = useLanguage();
  const programme = useProgramme(round.programmeKey);
  return (
    <Block title={translate('round.overview')}>
      <DefinitionList>
        <Definition term={translate('round.programme')}>{text(programme.data?.name)}</Definition>
        {round.opensAt ? (
          <Definition term={translate('round.opensAt')}>{formatInstant(round.opensAt, language)}</Definition>
        ) : null}
        <Definition term={translate('round.closesAt')}>{formatDeadline(round.closesAt, language)}</Definition>
        {round.status === 'open' && round.closesAt ? (
          <Definition term={translate('round.left')}>
            <Countdown until={round.closesAt} now={round.now} />
          </Definition>
        ) : null}
        {round.closedAt ? (
          <Definition term={translate('round.closedAt')}>{formatDeadline(round.closedAt, language)}</Definition>
        ) : null}
        {round.scoring ? (
          <Definition term={translate('round.scoring')}>
            <ScoringProgress scoring={round.scoring} now={round.now} running={round.status === 'scoring'} />
          </Definition>
        ) : null}
        {round.notice ? (
          <Definition term={translate('round.notice')}>
            <NoticeLine notice={round.notice} now={round.now} />
          </Definition>
        ) : null}
      </DefinitionList>
      {round.workingDayMs === null ? null : (
        <Typography sx={{ mt: 1 }}>
          {translate('round.rehearsalClock', { seconds: round.workingDayMs / 1000 })}
        </Typography>
      )}
      {round.status === 'published' ? (
        <Link component={RouterLink} to={`/results/${round.id}`}>
          {translate('round.resultsLink')}
        </Link>
      ) : null}
    </Block>
  );
}

type ScoringProgressProps = { scoring: NonNullable<RoundView['scoring']>; now: string; running: boolean };

function ScoringProgress({ scoring, now, running }: ScoringProgressProps) {
  const translate = useTranslate();
  const percent = scoring.all === 0 ? 0 : Math.round((scoring.signed / scoring.all) * 100);
  const words = translate('round.scoringProgress', { signed: scoring.signed, all: scoring.all });
  return (
    <Box component="span" sx={{ display: 'block' }}>
      {words}
      <LinearProgress variant="determinate" value={percent} aria-label={words} sx={{ display: 'block', my: 0.5 }} />
      {running && scoring.dueAt ? <WorkingDaysLeft dueAt={scoring.dueAt} now={now} /> : null}
    </Box>
  );
}

function NoticeLine({ notice, now }: { notice: NonNullable<RoundView['notice']>; now: string }) {
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <Box component="span" sx={{ display: 'block' }}>
      {notice.endedAt
        ? translate('round.noticeEnded', { at: formatInstant(notice.endedAt, language) })
        : translate('round.noticeRunning', {
            from: formatInstant(notice.startsAt, language),
            to: formatDeadline(notice.endsAt, language),
          })}{' '}
      {notice.endedAt ? null : <WorkingDaysLeft dueAt={notice.endsAt} now={now} brief />}{' '}
      <Link component={RouterLink} to={`/notices/${notice.id}`}>
        {translate('round.noticeLink')}
      </Link>
    </Box>
  );
}
