import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import Box from '@mui/material/Box';
import { useTranslate } from 'ra-core';
import type { RecommendationItem, RecommendationView } from './contract.ts';
import { beyondQuota } from './quota.ts';
import { RankRow } from './RankRow.tsx';
import type { RankDraft } from './rank-draft.ts';

type RankListProps = { view: RecommendationView; draft: RankDraft; mayRank: boolean };

/** The ranked applications in their order: by dragging, by keyboard on the handle, or by the buttons. */
export function RankList({ view, draft, mayRank }: RankListProps) {
  const translate = useTranslate();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates, scrollBehavior: 'auto' }),
  );
  const ranked = draft.ranked
    .map((id) => view.items.find(({ applicationId }) => applicationId === id))
    .filter((item): item is RecommendationItem => item !== undefined);
  const beyond = beyondQuota(ranked, view.quota);
  const placeOf = (id: unknown) => draft.ranked.indexOf(String(id)) + 1;
  const nameOf = (id: unknown) =>
    ranked.find(({ applicationId }) => applicationId === id)?.projectName ?? translate('task.noName');
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== active.id) draft.move(String(active.id), placeOf(over.id) - 1);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{
        screenReaderInstructions: { draggable: translate('recommendation.dragHelp') },
        announcements: {
          onDragStart: ({ active }) => translate('recommendation.lifted', { name: nameOf(active.id) }),
          onDragOver: ({ active, over }) =>
            over ? translate('recommendation.over', { name: nameOf(active.id), place: placeOf(over.id) }) : '',
          onDragEnd: ({ active, over }) =>
            translate('recommendation.dropped', {
              name: nameOf(active.id),
              place: placeOf(over?.id ?? active.id),
            }),
          onDragCancel: ({ active }) => translate('recommendation.dragCancelled', { name: nameOf(active.id) }),
        },
      }}
    >
      <SortableContext items={draft.ranked} strategy={verticalListSortingStrategy}>
        <Box
          component="ol"
          aria-label={translate('recommendation.order')}
          sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}
        >
          {ranked.map((item, index) => (
            <RankRow
              key={item.applicationId}
              item={item}
              place={index + 1}
              last={index === ranked.length - 1}
              beyond={beyond.has(item.applicationId) && item.state === 'atDesk'}
              draft={draft}
              mayRank={mayRank}
            />
          ))}
        </Box>
      </SortableContext>
    </DndContext>
  );
}
