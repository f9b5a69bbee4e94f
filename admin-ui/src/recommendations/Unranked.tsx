import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useTranslate } from 'ra-core';
import type { RecommendationItem } from './contract.ts';
import { ItemMatter } from './ItemMatter.tsx';
import { OpinionField } from './OpinionField.tsx';
import type { RankDraft } from './rank-draft.ts';

type UnrankedProps = { items: RecommendationItem[]; draft: RankDraft; mayRank: boolean };

/** Applications that have no rank yet. */
export function Unranked({ items, draft, mayRank }: UnrankedProps) {
  const translate = useTranslate();
  return (
    <Box
      component="ul"
      aria-label={translate('recommendation.unranked')}
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}
    >
      {items.map((item) => (
        <Paper
          component="li"
          variant="outlined"
          key={item.applicationId}
          sx={{ p: 1, display: 'flex', flexWrap: { xs: 'wrap', sm: 'nowrap' }, gap: 1, alignItems: 'start' }}
        >
          <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
            <ItemMatter item={item} />
            <OpinionField item={item} draft={draft} mayRank={mayRank} />
          </Box>
          {mayRank ? (
            <Button
              variant="outlined"
              onClick={() => draft.takeIn(item.applicationId)}
              aria-label={translate('recommendation.takeInOf', { name: item.projectName ?? '' })}
              sx={{ whiteSpace: 'nowrap' }}
            >
              {translate('recommendation.takeIn')}
            </Button>
          ) : null}
        </Paper>
      ))}
    </Box>
  );
}
