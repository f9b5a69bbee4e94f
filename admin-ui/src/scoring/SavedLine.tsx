import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useProblemText } from '../providers/http.ts';
import type { SheetDraft } from './sheet-draft.ts';

/** Whether the sheet is saved, and what to do when it is not. */
export function SavedLine({ draft, onReload }: { draft: SheetDraft; onReload: () => void }) {
  const translate = useTranslate();
  const language = useLanguage();
  const problemText = useProblemText();
  const { state } = draft;
  if (state.kind === 'stale') {
    const { current } = state;
    return (
      <Alert
        severity="warning"
        role="alert"
        action={
          <>
            <Button size="small" onClick={onReload}>
              {translate('scoring.loadNewer')}
            </Button>
            {current ? (
              <Button size="small" onClick={() => draft.keepMine(current.version)}>
                {translate('scoring.keepMine')}
              </Button>
            ) : null}
          </>
        }
      >
        {translate('scoring.stale')}
      </Alert>
    );
  }
  if (state.kind === 'failed') {
    return (
      <Alert severity="error" role="alert">
        {translate('scoring.saveFailed')} {problemText(state.problem)}
      </Alert>
    );
  }
  const words =
    state.kind === 'saving'
      ? translate('scoring.saving')
      : state.kind === 'unsaved'
        ? translate('scoring.unsaved')
        : state.at === null
          ? ''
          : translate('scoring.saved', { at: formatInstant(state.at, language, { seconds: true }) });
  return (
    <Typography variant="body2" color="text.secondary" aria-live="polite" sx={{ minHeight: '1.5em' }}>
      {words}
    </Typography>
  );
}
