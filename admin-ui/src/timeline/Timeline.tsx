/** Where a case stands: what is done, who has it now and until when, what comes next and when it is expected. */
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import DoDisturbOnOutlinedIcon from '@mui/icons-material/DoDisturbOnOutlined';
import RadioButtonCheckedIcon from '@mui/icons-material/RadioButtonChecked';
import RadioButtonUncheckedIcon from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { TimelineItem } from '../../../contracts/applications.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDay, formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { useStepName } from './useStepName.ts';

const ICONS = {
  done: { Icon: CheckCircleIcon, color: 'success.main' },
  current: { Icon: RadioButtonCheckedIcon, color: 'primary.main' },
  next: { Icon: RadioButtonUncheckedIcon, color: 'text.secondary' },
  stopped: { Icon: DoDisturbOnOutlinedIcon, color: 'error.main' },
} as const;

/** Deadlines end at 24:00: the day that is over then, not the one that begins. */
const lastDay = (iso: string, language: string) => formatDay(new Date(Date.parse(iso) - 1).toISOString(), language);

type Props = {
  items: readonly TimelineItem[];
  /** The server's clock, for working days left. */
  now: string;
  /** One line per step, on cards. */
  compact?: boolean;
  /** Name for screen readers. */
  label?: string;
};

function When({ item, now, compact }: { item: TimelineItem; now: string; compact: boolean }) {
  const language = useLanguage();
  const translate = useTranslate();
  if (item.state === 'current' && item.dueAt) {
    return <WorkingDaysLeft dueAt={item.dueAt} now={now} provisional={item.provisional} brief={compact} />;
  }
  if (item.at) return <>{compact ? formatDay(item.at, language) : formatInstant(item.at, language)}</>;
  const expected = item.expectedAt ?? item.dueAt;
  if (!expected) return null;
  const text = translate('application.timeline.expected', { on: lastDay(expected, language) });
  return <>{item.provisional ? `${text} · ${translate('application.timeline.provisional')}` : text}</>;
}

function Step({ item, now, compact, last }: { item: TimelineItem; now: string; compact: boolean; last: boolean }) {
  const bilingual = useBilingual();
  const translate = useTranslate();
  const word = useWord();
  const stepName = useStepName();
  const { Icon, color } = ICONS[item.state];
  const holder = bilingual(item.holder);
  const outcome = bilingual(item.outcomeLabel) || (item.outcome ? word('outcome', item.outcome) : '');
  return (
    <Box
      component="li"
      aria-current={item.state === 'current' ? 'step' : undefined}
      sx={{ display: 'grid', gridTemplateColumns: '22px minmax(0, 1fr)', columnGap: 1 }}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center' }}>
        <Icon aria-hidden sx={{ fontSize: 18, mt: '2px', color }} />
        {!last && <Box aria-hidden sx={{ flexGrow: 1, width: 2, minHeight: compact ? 4 : 12, bgcolor: 'divider' }} />}
      </Box>
      <Box sx={{ pb: last ? 0 : compact ? 0.5 : 1.25, minWidth: 0 }}>
        <Typography component="div" variant="body2" sx={{ fontWeight: item.state === 'current' ? 700 : 500 }}>
          {stepName(item.step, item.label)}
          <Box
            component="span"
            className={item.state === 'current' ? undefined : 'visually-hidden'}
            sx={{ color, fontWeight: 600 }}
          >
            {` · ${translate(`application.timeline.${item.state}`)}`}
          </Box>
          {outcome && (
            <Box component="span" sx={{ fontWeight: 500 }}>
              {` · ${outcome}`}
            </Box>
          )}
        </Typography>
        <Typography
          component="div"
          variant="caption"
          color="text.secondary"
          sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}
        >
          {holder && (
            <span>{item.state === 'current' ? translate('application.timeline.with', { holder }) : holder}</span>
          )}
          <span>
            <When item={item} now={now} compact={compact} />
          </span>
        </Typography>
        {!compact && item.reason && (
          <Typography component="p" variant="body2" sx={{ mt: 0.25, whiteSpace: 'pre-wrap' }}>
            {translate('application.timeline.reason', { reason: item.reason })}
          </Typography>
        )}
      </Box>
    </Box>
  );
}

/** What a card has room for: the last thing done, where it is, and the next step. */
function essential(items: readonly TimelineItem[]): readonly TimelineItem[] {
  const at = items.findIndex((item) => item.state === 'current' || item.state === 'stopped');
  if (at === -1) return items.slice(-2);
  return items.slice(Math.max(0, at - 1), at + 2);
}

/** Steps of a case from top to bottom. */
export function Timeline({ items, now, compact = false, label }: Props) {
  const translate = useTranslate();
  const shown = compact ? essential(items) : items;
  if (shown.length === 0) return null;
  return (
    <Box
      component="ol"
      aria-label={label ?? translate('application.timeline.label')}
      sx={{ listStyle: 'none', m: 0, p: 0 }}
    >
      {shown.map((item, i) => (
        <Step
          key={`${item.step} ${item.state} ${item.at ?? item.dueAt ?? item.expectedAt ?? i}`}
          item={item}
          now={now}
          compact={compact}
          last={i === shown.length - 1}
        />
      ))}
    </Box>
  );
}
