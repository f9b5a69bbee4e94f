import BookmarkBorder from '@mui/icons-material/BookmarkBorder';
import EmojiEventsOutlined from '@mui/icons-material/EmojiEventsOutlined';
import RemoveCircleOutline from '@mui/icons-material/RemoveCircleOutline';
import Chip from '@mui/material/Chip';
import { useTranslate } from 'ra-core';
import type { RankingRow } from './contract.ts';

const LOOK = {
  winner: { color: 'success', Icon: EmojiEventsOutlined },
  reserve: { color: 'info', Icon: BookmarkBorder },
  none: { color: 'default', Icon: RemoveCircleOutline },
} as const;

/** What the ranking proposes for a row, in words with an icon. */
export function PlaceChip({ place }: { place: RankingRow['place'] }) {
  const translate = useTranslate();
  const { color, Icon } = LOOK[place];
  return (
    <Chip
      size="small"
      variant="outlined"
      color={color}
      icon={<Icon aria-hidden />}
      label={translate(`round.placeOf.${place}`)}
      sx={{ bgcolor: 'background.paper' }}
    />
  );
}
