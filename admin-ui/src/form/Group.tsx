import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { type FieldState, useField } from './context.ts';

/** An officer's note and the faults of a field. */
export function NotesAndFaults({ field }: { field: FieldState }) {
  const translate = useTranslate();
  return (
    <>
      {field.notes.length > 0 && (
        <Alert role="note" id={field.noteId} severity="warning" sx={{ mt: 0.5, py: 0 }}>
          <strong>{translate('application.form.officerNote')}</strong> {field.notes.join(' ')}
        </Alert>
      )}
      {field.faults.length > 0 && (
        <FormHelperText id={field.faultId} error sx={{ mx: 0 }}>
          {field.faults.join(' ')}
        </FormHelperText>
      )}
    </>
  );
}

export function Description({ id, text }: { id: string; text: unknown }) {
  if (typeof text !== 'string' || text === '') return null;
  return (
    <Typography id={id} variant="caption" component="p" color="text.secondary" sx={{ mb: 0.5 }}>
      {text}
    </Typography>
  );
}

type GroupProps = {
  id: string;
  title: string;
  description: unknown;
  required?: boolean;
  children: ReactNode;
  plain?: boolean;
};

/** A group of fields with its title; a fieldset, so that the title is read with each of them. */
export function Group({ id, title, description, required, children, plain }: GroupProps) {
  const field = useField(id);
  return (
    <Box
      component="fieldset"
      id={id}
      tabIndex={-1}
      data-pointer={field.pointer}
      sx={{
        m: 0,
        minWidth: 0,
        minInlineSize: 0,
        border: plain ? 0 : 1,
        borderColor: 'divider',
        borderRadius: 1,
        p: plain ? 0 : { xs: 1.5, sm: 2 },
        pt: plain ? 0 : 1,
      }}
    >
      {title !== '' && (
        <Typography component="legend" variant="subtitle2" sx={{ px: plain ? 0 : 0.75, fontWeight: 700 }}>
          {title}
          {required && (
            <Box component="span" aria-hidden sx={{ color: 'error.main' }}>
              {' *'}
            </Box>
          )}
        </Typography>
      )}
      <Description id={field.descriptionId} text={description} />
      {children}
      <NotesAndFaults field={field} />
    </Box>
  );
}
