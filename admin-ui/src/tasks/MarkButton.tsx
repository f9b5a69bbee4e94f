import Flag from '@mui/icons-material/Flag';
import FlagOutlined from '@mui/icons-material/FlagOutlined';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import { useTranslate } from 'ra-core';
import { type FormEvent, useId, useState } from 'react';
import type { DecisionDraftHandle, Place } from './decision-draft.ts';

type MarkButtonProps = { place: Place; field: string; decision: DecisionDraftHandle };

/** Marks one field for correction, with a note that says what is wrong. */
export function MarkButton({ place, field, decision }: MarkButtonProps) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const mark = decision.markAt(place);
  return (
    <>
      <Tooltip title={mark ? mark.note : translate('task.mark')}>
        <IconButton
          size="small"
          color={mark ? 'warning' : 'default'}
          aria-label={`${mark ? `${translate('task.marked')}: ` : ''}${translate('task.markField', { field })}`}
          onClick={() => setOpen(true)}
          sx={{ minWidth: 26, minHeight: 26, p: 0.25 }}
        >
          {mark ? <Flag aria-hidden fontSize="small" /> : <FlagOutlined aria-hidden fontSize="small" />}
        </IconButton>
      </Tooltip>
      {open ? <MarkDialog place={place} field={field} decision={decision} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function MarkDialog({ place, field, decision, onClose }: MarkButtonProps & { onClose: () => void }) {
  const translate = useTranslate();
  const mark = decision.markAt(place);
  const [note, setNote] = useState(mark?.note ?? '');
  const titleId = useId();
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() === '') return;
    decision.putMark({ ...place, note: note.trim() });
    onClose();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <form onSubmit={save} noValidate>
        <DialogTitle id={titleId}>{translate('task.markField', { field })}</DialogTitle>
        <DialogContent>
          <TextField
            label={translate('task.markNote')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            autoFocus
            required
            fullWidth
            multiline
            minRows={2}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
        </DialogContent>
        <DialogActions>
          {mark ? (
            <Button
              color="error"
              onClick={() => {
                decision.removeMark(place);
                onClose();
              }}
            >
              {translate('task.markRemove')}
            </Button>
          ) : null}
          <Button onClick={onClose}>{translate('task.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={note.trim() === ''}>
            {translate('task.markSave')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
