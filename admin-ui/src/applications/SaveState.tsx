import CheckIcon from '@mui/icons-material/Check';
import CloudOffIcon from '@mui/icons-material/CloudOff';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { Conflicts } from './Conflicts.tsx';
import type { FormSection } from './contract.ts';
import type { KeeperState, SectionKeeper } from './sectionKeeper.ts';

type Props = { keeper: SectionKeeper; state: KeeperState; section: FormSection };

/** Whether what was typed is on the server, since when, and what to do when it is not. */
export function SaveState({ keeper, state, section }: Props) {
  const translate = useTranslate();
  const language = useLanguage();
  const { phase, savedAt, mergedWith, restored } = state;
  const at = formatInstant(savedAt, language, { seconds: true });
  const look = {
    saved: {
      Icon: CheckIcon,
      text: savedAt ? translate('application.save.saved', { at }) : translate('application.save.empty'),
    },
    waiting: { Icon: HourglassEmptyIcon, text: translate('application.save.waiting') },
    saving: { Icon: HourglassEmptyIcon, text: translate('application.save.saving') },
    failed: { Icon: CloudOffIcon, text: translate('application.save.failed') },
    conflict: { Icon: CloudOffIcon, text: translate('application.save.conflict') },
    refused: { Icon: CloudOffIcon, text: translate('application.save.refused') },
  }[phase];
  const bad = phase === 'failed' || phase === 'refused' || phase === 'conflict';
  return (
    <Box sx={{ mb: 2 }}>
      <Stack
        role="status"
        direction="row"
        spacing={1}
        useFlexGap
        sx={{ alignItems: 'center', flexWrap: 'wrap', color: bad ? 'error.main' : 'text.secondary' }}
      >
        <look.Icon aria-hidden fontSize="small" />
        <Typography variant="body2" data-save-phase={phase}>
          {look.text}
        </Typography>
        {phase === 'failed' && (
          <Button size="small" onClick={() => void keeper.flush()}>
            {translate('application.save.retry')}
          </Button>
        )}
      </Stack>
      {phase === 'refused' && (
        <>
          <ProblemAlert problem={state.problem} />
          <Button size="small" onClick={() => void keeper.discard()}>
            {translate('application.save.discard')}
          </Button>
        </>
      )}
      {restored && phase !== 'conflict' && (
        <Alert role="note" severity="info" sx={{ mt: 1 }}>
          {translate('application.save.restored')}
        </Alert>
      )}
      {mergedWith && phase !== 'conflict' && (
        <Alert role="note" severity="info" sx={{ mt: 1 }}>
          {translate('application.save.merged', { name: mergedWith })}
        </Alert>
      )}
      {phase === 'conflict' && <Conflicts keeper={keeper} state={state} section={section} />}
    </Box>
  );
}
