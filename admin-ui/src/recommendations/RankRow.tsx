import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import ArrowDownward from '@mui/icons-material/ArrowDownward';
import ArrowUpward from '@mui/icons-material/ArrowUpward';
import Close from '@mui/icons-material/Close';
import DragIndicator from '@mui/icons-material/DragIndicator';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import { useTranslate } from 'ra-core';
import type { RecommendationItem } from './contract.ts';
import { ItemMatter } from './ItemMatter.tsx';
import { OpinionField } from './OpinionField.tsx';
import type { RankDraft } from './rank-draft.ts';

type RankRowProps = {
  item: RecommendationItem;
  place: number;
  last: boolean;
  beyond: boolean;
  draft: RankDraft;
  mayRank: boolean;
};

/** One ranked application: dragged by its handle, or moved by the buttons. */
export function RankRow({ item, place, last, beyond, draft, mayRank }: RankRowProps) {
  const translate = useTranslate();
  const sortable = useSortable({ id: item.applicationId, disabled: !mayRank });
  const name = item.projectName ?? translate('task.noName');
  const id = item.applicationId;
  return (
    <Paper
      component="li"
      ref={sortable.setNodeRef}
      style={{ transform: CSS.Translate.toString(sortable.transform), transition: sortable.transition }}
      sx={{
        p: 1,
        display: 'grid',
        gridTemplateColumns: { xs: 'auto minmax(0, 1fr)', sm: 'auto auto minmax(0, 1fr) auto' },
        columnGap: 1,
        alignItems: 'start',
        position: 'relative',
        zIndex: sortable.isDragging ? 1 : 'auto',
        boxShadow: sortable.isDragging ? 6 : undefined,
      }}
    >
      {mayRank ? (
        <IconButton
          ref={sortable.setActivatorNodeRef}
          {...sortable.attributes}
          {...sortable.listeners}
          aria-label={translate('recommendation.drag', { name, place })}
          sx={{ cursor: 'grab', touchAction: 'none' }}
        >
          <DragIndicator aria-hidden />
        </IconButton>
      ) : (
        <span />
      )}
      <Box
        component="strong"
        sx={{ minWidth: 28, textAlign: { xs: 'left', sm: 'center' }, fontSize: '1.25rem', lineHeight: '36px' }}
      >
        <span className="visually-hidden">{translate('recommendation.rank')} </span>
        {place}
      </Box>
      <Box sx={{ minWidth: 0, gridColumn: { xs: '1 / -1', sm: 'auto' } }}>
        <ItemMatter item={item} />
        {beyond ? (
          <Chip size="small" color="warning" label={translate('recommendation.beyond')} sx={{ mt: 0.5 }} />
        ) : null}
        <OpinionField item={item} draft={draft} mayRank={mayRank} />
      </Box>
      {mayRank ? (
        <Box sx={{ whiteSpace: 'nowrap', gridColumn: { xs: '1 / -1', sm: 'auto' } }}>
          <IconButton
            aria-label={translate('recommendation.up', { name })}
            disabled={place === 1}
            onClick={() => draft.move(id, place - 2)}
          >
            <ArrowUpward aria-hidden />
          </IconButton>
          <IconButton
            aria-label={translate('recommendation.down', { name })}
            disabled={last}
            onClick={() => draft.move(id, place)}
          >
            <ArrowDownward aria-hidden />
          </IconButton>
          <IconButton aria-label={translate('recommendation.leaveOut', { name })} onClick={() => draft.leaveOut(id)}>
            <Close aria-hidden />
          </IconButton>
        </Box>
      ) : null}
    </Paper>
  );
}
