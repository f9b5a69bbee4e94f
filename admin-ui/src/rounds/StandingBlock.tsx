import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline } from '../i18n/instants.ts';
import { useJoined } from '../i18n/joined.ts';
import standing from '../i18n/standing.ts';
import { Block } from '../layout/Block.tsx';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import type { RoundView } from './contract.ts';
import { type Holder, type Sentence, standingOf } from './standing.ts';

/** Whoever opens the control room reads first what goes on, who has it, by when, and what comes next. */
export function StandingBlock({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const language = useLanguage();
  const joined = useJoined();
  const { now, holders, due, next } = standingOf(round);
  const words = standing[language];
  const say = ({ key, values, at }: Sentence) =>
    translate(`standing.say.${key}`, { _: words.say[key], ...values, at: formatDeadline(at, language) });
  const name = (holder: Holder) =>
    holder === 'public' || holder === 'system' ? words[holder] : translate(`diagram.holder.${holder}`);
  return (
    <Block title={words.title}>
      <Typography sx={{ fontWeight: 600, mb: 1 }}>{now.map(say).join(language === 'en' ? ' ' : '')}</Typography>
      <DefinitionList>
        {holders.length > 0 ? <Definition term={words.holder}>{joined(holders.map(name))}</Definition> : null}
        {due ? (
          <Definition term={words.due}>
            <WorkingDaysLeft dueAt={due.at} now={round.now} provisional={due.provisional} />
          </Definition>
        ) : null}
        <Definition term={words.next}>{say(next)}</Definition>
      </DefinitionList>
    </Block>
  );
}
