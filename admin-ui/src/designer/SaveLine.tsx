import CheckIcon from '@mui/icons-material/Check';
import CloudOffIcon from '@mui/icons-material/CloudOff';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { pointerSteps } from '../../../domain/differences.ts';
import { stepsTo } from '../../../domain/design-differences.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import type { Draft } from './useDraft.ts';
import { ValueWords } from './ValueWords.tsx';
import { usePathWords } from './words.ts';

const ICONS = {
  saved: CheckIcon,
  waiting: HourglassEmptyIcon,
  saving: HourglassEmptyIcon,
  failed: CloudOffIcon,
  conflict: CloudOffIcon,
  refused: CloudOffIcon,
} as const;

/** Whether what was written is on the server, since when, and what to do when it is not. */
export function SaveLine({ draft }: { draft: Draft }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { keeper, state } = draft;
  const { phase } = state;
  const Icon = ICONS[phase];
  const bad = phase === 'failed' || phase === 'refused' || phase === 'conflict';
  return (
    <Box sx={{ mb: 1 }}>
      <Stack
        role="status"
        direction="row"
        spacing={1}
        sx={{ alignItems: 'center', color: bad ? 'error.main' : 'text.secondary' }}
      >
        <Icon aria-hidden fontSize="small" />
        <Typography variant="body2" data-save-phase={phase}>
          {translate(`application.save.${phase}`, { at: formatInstant(state.savedAt, language, { seconds: true }) })}
        </Typography>
        {phase === 'failed' ? (
          <Button size="small" onClick={() => void keeper.flush()}>
            {translate('application.save.retry')}
          </Button>
        ) : null}
      </Stack>
      {phase === 'refused' ? (
        <>
          <ProblemAlert problem={state.problem} />
          <Button size="small" onClick={() => void keeper.discard()}>
            {translate('application.save.discard')}
          </Button>
        </>
      ) : null}
      {state.restored && phase !== 'conflict' ? (
        <Alert role="note" severity="info">
          {translate('application.save.restored')}
        </Alert>
      ) : null}
      {state.mergedWith && phase !== 'conflict' ? (
        <Alert role="note" severity="info">
          {translate('application.save.merged', { name: state.mergedWith })}
        </Alert>
      ) : null}
      {phase === 'conflict' ? <Choose draft={draft} /> : null}
    </Box>
  );
}

/** Two people changed one part: both values are shown, and a person chooses. */
function Choose({ draft: { keeper, state } }: { draft: Draft }) {
  const translate = useTranslate();
  const path = usePathWords();
  const [choices, setChoices] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map());
  const who = state.mergedWith ?? translate('application.save.somebody');
  return (
    <Alert role="note" severity="warning">
      {state.conflicts.map(({ pointer, mine, theirs }) => (
        <Box key={pointer} role="group" aria-label={path(stepsTo(state.data, pointerSteps(pointer)))} sx={{ mb: 1 }}>
          <Typography variant="h4" component="h2">
            {path(stepsTo(state.data, pointerSteps(pointer)))}
          </Typography>
          {(
            [
              ['mine', mine],
              ['theirs', theirs],
            ] as const
          ).map(([side, value]) => (
            <Box key={side} sx={{ mb: 0.5 }}>
              <Button
                size="small"
                variant={choices.get(pointer) === side ? 'contained' : 'outlined'}
                aria-pressed={choices.get(pointer) === side}
                onClick={() => setChoices(new Map([...choices, [pointer, side]]))}
              >
                {translate(`application.save.${side}`, { name: who })}
              </Button>
              <ValueWords value={value} name={pointer} />
            </Box>
          ))}
        </Box>
      ))}
      <Button
        variant="contained"
        size="small"
        disabled={state.conflicts.some(({ pointer }) => !choices.has(pointer))}
        onClick={() => keeper.resolve(choices)}
      >
        {translate('application.save.resolve')}
      </Button>
    </Alert>
  );
}
