import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { useBilingual } from '../i18n/bilingual.ts';
import { Block } from '../layout/Block.tsx';
import { useMe } from '../providers/me.ts';
import { Due } from '../tasks/Due.tsx';
import { taskPath } from '../tasks/queue-search.ts';
import { useStepName } from '../tasks/words.ts';
import type { RoundView } from './contract.ts';

/** Open matters of the round itself: who holds them, by when. */
export function RoundTasks({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const text = useBilingual();
  const stepName = useStepName();
  const { grants } = useMe();
  return (
    <Block title={translate('round.tasks')}>
      {round.tasks.length === 0 ? <Typography color="text.secondary">{translate('round.tasksNone')}</Typography> : null}
      <Stack spacing={1}>
        {round.tasks.map((task) => {
          const mine = grants.some(
            ({ role, body }) => role === 'auditor' || (role === task.role && body?.id === task.bodyId),
          );
          return (
            <Box key={task.id}>
              <Typography sx={{ fontWeight: 600 }}>
                {mine ? (
                  <Link component={RouterLink} to={taskPath(task.id)}>
                    {stepName(task.step)}
                  </Link>
                ) : (
                  stepName(task.step)
                )}{' '}
                · {text(task.bodyName)}
              </Typography>
              <Due task={task} />
            </Box>
          );
        })}
      </Stack>
    </Block>
  );
}
