import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { RecommendationItem } from './contract.ts';
import type { RankDraft } from './rank-draft.ts';

type OpinionFieldProps = { item: RecommendationItem; draft: RankDraft; mayRank: boolean };

/** The body's opinion of one application, for the city and the summary; the applicant does not see it. */
export function OpinionField({ item, draft, mayRank }: OpinionFieldProps) {
  const translate = useTranslate();
  if (!mayRank) {
    return item.opinion === null ? null : (
      <Typography sx={{ whiteSpace: 'pre-wrap' }}>
        {translate('recommendation.opinion')}: {item.opinion}
      </Typography>
    );
  }
  const name = item.projectName ?? translate('task.noName');
  return (
    <TextField
      label={translate('recommendation.opinion')}
      value={draft.opinions[item.applicationId] ?? ''}
      onChange={(event) => draft.setOpinion(item.applicationId, event.target.value)}
      multiline
      maxRows={6}
      fullWidth
      size="small"
      margin="dense"
      slotProps={{
        htmlInput: { maxLength: 1000, 'aria-label': translate('recommendation.opinionOf', { name }) },
      }}
    />
  );
}
