import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline } from '../i18n/instants.ts';
import { Reply } from '../layout/Reply.tsx';
import { useReply } from '../providers/useReply.ts';
import { useStepName } from '../tasks/words.ts';
import type { Uncovered } from './replies.ts';

type Props = { userId: string; role: string; bodyId: string; deputyId: string };

/** What the leave would leave without anybody, told before it is entered. */
export function UncoveredTasks(asked: Props) {
  const translate = useTranslate();
  const query = useReply<Uncovered>('/leaves/uncovered', asked);
  return (
    <Reply query={query}>
      {({ items, count }) =>
        count === 0 ? (
          <Alert severity="success">{translate('stranded.uncovered.none')}</Alert>
        ) : (
          <Alert severity="warning">
            <AlertTitle>{translate('stranded.uncovered.title', { count })}</AlertTitle>
            <Stack component="ul" spacing={0.5} sx={{ my: 0.5, pl: 2.5 }}>
              {items.map((item) => (
                <Task key={item.taskId} item={item} />
              ))}
            </Stack>
            {count > items.length ? (
              <Typography variant="body2">{translate('stranded.uncovered.more', { count: items.length })}</Typography>
            ) : null}
            <Typography variant="body2">{translate('stranded.uncovered.text')}</Typography>
          </Alert>
        )
      }
    </Reply>
  );
}

function Task({ item }: { item: Uncovered['items'][number] }) {
  const translate = useTranslate();
  const text = useBilingual();
  const language = useLanguage();
  const stepName = useStepName();
  const { step, stepLabel, projectName, roundTitle, dueAt, why } = item;
  return (
    <li>
      {projectName ?? text(roundTitle)} · {stepName(step, stepLabel)} · {formatDeadline(dueAt, language)} ·{' '}
      {translate(`stranded.uncovered.${why}`)}
    </li>
  );
}
