/** What stands beside a field that is read: its change, an officer's notes, a slot of the page. */
import ChangeHistoryIcon from '@mui/icons-material/ChangeHistory';
import FlagOutlinedIcon from '@mui/icons-material/FlagOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { createContext, type ElementType, type ReactNode, useContext } from 'react';
import type { FormSection } from '../../../contracts/policy.ts';
import type { Bilingual } from '../../../contracts/text.ts';
import { isUnder } from '../../../domain/differences.ts';
import { type Schema, titlePath } from './schema.ts';
import { ValueText } from './ValueText.tsx';

export type ReadDifference = { pointer: string; before?: unknown; after?: unknown };

/** What the parts of one section share. */
export type Reading = {
  section: FormSection;
  differences: readonly ReadDifference[];
  marks: readonly { pointer: string; note: string }[];
  renderMark?: ((pointer: string, title: Bilingual) => ReactNode) | undefined;
  heading: ElementType;
};
export const ReadingContext = createContext<Reading | null>(null);

export function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (reading === null) throw new Error('SectionRead renders its own parts');
  return reading;
}

/** Change, note and slot of one field. */
export function FieldNotes({ pointer, schema }: { pointer: string; schema: Schema }) {
  const { section, differences, marks, renderMark } = useReading();
  const translate = useTranslate();
  const changed = differences.filter((difference) => isUnder(difference.pointer, pointer));
  const notes = marks.filter((mark) => mark.pointer === pointer);
  const own = changed.find((difference) => difference.pointer === pointer);
  return (
    <>
      {changed.length > 0 && (
        <Typography
          variant="caption"
          component="div"
          sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start', color: 'warning.main', mt: 0.25 }}
        >
          <ChangeHistoryIcon fontSize="inherit" aria-hidden sx={{ mt: '3px' }} />
          <span>
            {translate('application.read.changed')}
            {own && (
              <>
                {' '}
                {translate('application.read.before')}{' '}
                <Box component="del" sx={{ color: 'text.secondary' }}>
                  <ValueText schema={schema} value={own.before} />
                </Box>
              </>
            )}
          </span>
        </Typography>
      )}
      {notes.map(({ note }) => (
        <Typography
          key={note}
          variant="caption"
          component="div"
          sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start', color: 'error.main', mt: 0.25 }}
        >
          <FlagOutlinedIcon fontSize="inherit" aria-hidden sx={{ mt: '3px' }} />
          <span>
            {translate('application.read.toCorrect')} {note}
          </span>
        </Typography>
      ))}
      {renderMark?.(pointer, titlePath(section, pointer))}
    </>
  );
}
