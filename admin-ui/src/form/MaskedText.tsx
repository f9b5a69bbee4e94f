import VisibilityOff from '@mui/icons-material/VisibilityOff';
import Box from '@mui/material/Box';
import { useTranslate } from 'ra-core';
import { Fragment } from 'react';
import { type Mask, passagesOf } from '../../../contracts/masks.ts';
import { useWord } from '../i18n/words.ts';

/** Stands where a blind review hides something: shows what kind of thing it was, and cannot be taken for the applicant's own words. */
function Hidden({ mask }: { mask: Mask }) {
  const translate = useTranslate();
  const word = useWord();
  return (
    <Box
      component="span"
      sx={{
        mx: '2px',
        px: '5px',
        border: '1px dashed',
        borderColor: 'text.secondary',
        borderRadius: '3px',
        bgcolor: 'primary.light',
        color: 'text.secondary',
        fontSize: '0.9em',
        whiteSpace: 'nowrap',
      }}
    >
      <VisibilityOff aria-hidden sx={{ fontSize: '1em', mr: '3px', verticalAlign: '-0.1em' }} />
      <span className="visually-hidden">{translate('scoring.hidden')} </span>
      {word('mask', mask)}
    </Box>
  );
}

/** A text as people typed it; passages that a blind review hides show as such, in the reader's language. */
export function MaskedText({ text }: { text: string }) {
  return (
    <Box component="span" sx={{ whiteSpace: 'pre-wrap' }}>
      {passagesOf(text).map((passage, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: passages of a text have no other name than their place
        <Fragment key={index}>{'mask' in passage ? <Hidden mask={passage.mask} /> : passage.text}</Fragment>
      ))}
    </Box>
  );
}
