import Button from '@mui/material/Button';
import { useTranslate } from 'ra-core';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { TaskCounts } from '../../../contracts/tasks.ts';
import { Reply } from '../layout/Reply.tsx';
import { useReply } from '../providers/useReply.ts';
import { HomeSection } from './HomeSection.tsx';
import { Tiles } from './Tiles.tsx';

const VIEWS = ['stranded', 'escalated', 'overdue', 'unclaimed', 'open'] as const;

/** What lies with the supervisor's body, by numbers. */
export function SupervisionHome() {
  const translate = useTranslate();
  const counts = useReply<z.infer<typeof TaskCounts>>('/tasks/counts', { scope: 'body' });
  return (
    <HomeSection
      title={translate('supervision.title')}
      actions={
        <Button component={Link} to="/desk/supervision" variant="outlined">
          {translate('shell.home.allTasks')}
        </Button>
      }
    >
      <Reply query={counts}>
        {(numbers) => (
          <Tiles
            label={translate('supervision.title')}
            tiles={VIEWS.map((view) => ({
              key: view,
              label: translate(`shell.home.view.${view}`),
              value: numbers[view],
              to: '/desk/supervision',
              attention: view !== 'open' && view !== 'unclaimed' && numbers[view] > 0,
            }))}
          />
        )}
      </Reply>
    </HomeSection>
  );
}
