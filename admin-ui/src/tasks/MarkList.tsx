import Close from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useBilingual } from '../i18n/bilingual.ts';
import type { ApplicationView } from './contract.ts';
import type { DecisionDraftHandle } from './decision-draft.ts';
import { useFieldName } from './field-name.ts';

/** Everything marked for correction, as the applicant will read it. */
export function MarkList({ application, decision }: { application: ApplicationView; decision: DecisionDraftHandle }) {
  const translate = useTranslate();
  const text = useBilingual();
  const fieldName = useFieldName(application);
  const { marks } = decision.draft;
  return (
    <Box>
      <Typography variant="h3">{translate('task.marks', { count: marks.length })}</Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('task.marksHint')}
      </Typography>
      <Stack component="ul" spacing={0.5} sx={{ m: 0, mt: 1, p: 0, listStyle: 'none' }}>
        {marks.map((mark) => {
          const field = text(fieldName(mark));
          return (
            <Stack
              component="li"
              key={`${mark.section} ${mark.enterpriseId} ${mark.pointer}`}
              direction="row"
              sx={{
                alignItems: 'flex-start',
                justifyContent: 'space-between',
                borderLeft: 3,
                borderColor: 'warning.main',
                pl: 1,
              }}
            >
              <Box sx={{ minWidth: 0 }}>
                <Typography variant="body2" sx={{ fontWeight: 600 }}>
                  {field}
                </Typography>
                <Typography variant="body2">{mark.note}</Typography>
              </Box>
              <IconButton
                size="small"
                aria-label={translate('task.markRemoveOf', { field })}
                onClick={() => decision.removeMark(mark)}
              >
                <Close fontSize="small" aria-hidden />
              </IconButton>
            </Stack>
          );
        })}
      </Stack>
    </Box>
  );
}
