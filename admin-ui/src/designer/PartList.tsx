/** A list of parts with an order: opened one by one, moved by dragging or by buttons, added and taken away. */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import AddIcon from '@mui/icons-material/Add';
import ArrowDownward from '@mui/icons-material/ArrowDownward';
import ArrowUpward from '@mui/icons-material/ArrowUpward';
import DeleteOutline from '@mui/icons-material/DeleteOutline';
import DragIndicator from '@mui/icons-material/DragIndicator';
import ExpandLess from '@mui/icons-material/ExpandLess';
import ExpandMore from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type ReactNode, useId, useState } from 'react';
import { FaultCount } from './FaultCount.tsx';
import { faultsUnder, partId, useDesigning, usePart } from './document.ts';

type Props<T> = {
  pointer: string;
  /** What a part is called, e.g. 环节. */
  noun: string;
  title: (part: T, no: number) => string;
  /** A new part; absent where parts are only changed. */
  blank?: () => T;
  /** The inputs of one part. */
  children: (pointer: string, part: T) => ReactNode;
  /** Short words beside the title. */
  note?: (part: T) => string;
  least?: number;
};

export function PartList<T>({ pointer, noun, title, blank, children, note, least = 0 }: Props<T>) {
  const translate = useTranslate();
  const { value, set, faults, locked } = usePart<T[]>(pointer);
  const parts = Array.isArray(value) ? value : [];
  return (
    <Box id={partId(pointer)} tabIndex={-1}>
      <SortableParts
        items={parts.map((part, i) => ({
          pointer: `${pointer}/${i}`,
          title: title(part, i + 1) || translate('design.unnamed', { noun, no: i + 1 }),
          note: note?.(part),
          removable: blank !== undefined && parts.length > least,
        }))}
        noun={noun}
        locked={locked}
        onMove={(from, to) => set(arrayMove(parts, from, to))}
        onRemove={(no) => set(parts.filter((_, i) => i !== no))}
        onAdd={blank ? () => set([...parts, blank()]) : undefined}
      >
        {(no) => children(`${pointer}/${no}`, parts[no] as T)}
      </SortableParts>
      {faults.length > 0 ? <FormHelperText error>{faults.join(' ')}</FormHelperText> : null}
    </Box>
  );
}

export type SortableItem = { pointer: string; title: string; note?: string; removable: boolean };

type SortableProps = {
  items: readonly SortableItem[];
  noun: string;
  locked: boolean;
  /** Absent where the order says nothing. */
  onMove?: (from: number, to: number) => void;
  onRemove: (no: number) => void;
  onAdd?: () => void;
  /** The inputs of one part. */
  children: (no: number) => ReactNode;
};

/** The list itself, whatever holds its parts. */
export function SortableParts({ items, noun, locked, onMove, onRemove, onAdd, children }: SortableProps) {
  const translate = useTranslate();
  const [open, setOpen] = useState<number | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates, scrollBehavior: 'auto' }),
  );
  const ids = items.map(({ pointer }) => pointer);
  const move = (from: number, to: number) => {
    onMove?.(from, to);
    setOpen((no) => (no === null ? null : arrayMove([...ids.keys()], from, to).indexOf(no)));
  };
  const dragged = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id) move(ids.indexOf(String(active.id)), ids.indexOf(String(over.id)));
  };
  const mayMove = onMove !== undefined && !locked;
  return (
    <>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={dragged}>
        <SortableContext items={ids} strategy={verticalListSortingStrategy} disabled={!mayMove}>
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
            {items.map(({ pointer, title, note, removable }, i) => (
              <Part
                key={pointer}
                pointer={pointer}
                title={title}
                note={note}
                mayMove={mayMove}
                open={open === i}
                onToggle={() => setOpen(open === i ? null : i)}
                onUp={i > 0 && mayMove ? () => move(i, i - 1) : undefined}
                onDown={i < items.length - 1 && mayMove ? () => move(i, i + 1) : undefined}
                onRemove={
                  removable && !locked
                    ? () => {
                        onRemove(i);
                        setOpen(null);
                      }
                    : undefined
                }
              >
                {open === i ? children(i) : null}
              </Part>
            ))}
          </Box>
        </SortableContext>
      </DndContext>
      {onAdd && !locked ? (
        <Button
          size="small"
          startIcon={<AddIcon />}
          sx={{ mt: 1, alignSelf: 'flex-start' }}
          onClick={() => {
            onAdd();
            setOpen(items.length);
          }}
        >
          {translate('design.add', { noun })}
        </Button>
      ) : null}
    </>
  );
}

type PartProps = {
  pointer: string;
  title: string;
  note?: string;
  mayMove: boolean;
  open: boolean;
  onToggle: () => void;
  onUp?: () => void;
  onDown?: () => void;
  onRemove?: () => void;
  children: ReactNode;
};

function Part({ pointer, title, note, mayMove, open, onToggle, onUp, onDown, onRemove, children }: PartProps) {
  const translate = useTranslate();
  const bodyId = useId();
  const { faults } = useDesigning();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition } = useSortable({
    id: pointer,
  });
  const count = faultsUnder(faults, [pointer]).length;
  const { role: _role, ...handle } = attributes;
  return (
    <Paper
      component="li"
      ref={setNodeRef}
      style={{ transform: CSS.Transform.toString(transform), transition }}
      sx={{ p: 0.5 }}
    >
      <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center' }}>
        {mayMove ? (
          <IconButton
            ref={setActivatorNodeRef}
            size="small"
            aria-label={translate('design.drag', { title })}
            {...handle}
            {...listeners}
            sx={{ cursor: 'grab', touchAction: 'none' }}
          >
            <DragIndicator fontSize="small" aria-hidden />
          </IconButton>
        ) : null}
        <Button
          id={partId(pointer)}
          color="inherit"
          onClick={onToggle}
          aria-expanded={open}
          aria-controls={open ? bodyId : undefined}
          endIcon={open ? <ExpandLess aria-hidden /> : <ExpandMore aria-hidden />}
          sx={{ flexGrow: 1, minWidth: 0, justifyContent: 'space-between', textAlign: 'left' }}
        >
          <span>
            {title}{' '}
            {note ? (
              <Typography component="span" variant="body2" color="text.secondary">
                {note}
              </Typography>
            ) : null}{' '}
            <FaultCount count={count} />
          </span>
        </Button>
        <IconButton size="small" disabled={!onUp} onClick={onUp} aria-label={translate('design.up', { title })}>
          <ArrowUpward fontSize="small" aria-hidden />
        </IconButton>
        <IconButton size="small" disabled={!onDown} onClick={onDown} aria-label={translate('design.down', { title })}>
          <ArrowDownward fontSize="small" aria-hidden />
        </IconButton>
        <IconButton
          size="small"
          disabled={!onRemove}
          onClick={onRemove}
          aria-label={translate('design.remove', { title })}
        >
          <DeleteOutline fontSize="small" aria-hidden />
        </IconButton>
      </Stack>
      {open ? (
        <Stack id={bodyId} spacing={1.5} sx={{ p: { xs: 1, sm: 1.5 } }}>
          {children}
        </Stack>
      ) : null}
    </Paper>
  );
}
