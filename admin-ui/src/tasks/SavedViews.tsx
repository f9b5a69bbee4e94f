import Star from '@mui/icons-material/Star';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useListContext, useTranslate } from 'ra-core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { api } from '../providers/http.ts';
import type { SavedView, SavedViews as SavedViewsReply } from './contract.ts';
import { queuePath, queueSearchOf } from './queue-search.ts';

const KEY = ['me', 'views'];

/** My saved views of the queue, kept on the server. */
export function useSavedViews() {
  return useQuery({ queryKey: KEY, queryFn: () => api.get<SavedViewsReply>('/me/views'), staleTime: 60_000 });
}

const same = (a: object, b: object) => {
  const text = (value: object) => JSON.stringify(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
};

/** One chip for each saved view; the present filter can be saved, the chosen one changed or deleted. */
export function SavedViews({ views }: { views: SavedView[] }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { filterValues, sort } = useListContext();
  const [editing, setEditing] = useState<'new' | 'change' | 'delete' | null>(null);
  const now = queueSearchOf(filterValues, sort);
  const chosen = views.find(({ filter }) => same(filter, now));
  const keep = (reply: SavedViewsReply) => client.setQueryData(KEY, reply);
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center', mb: 1 }}>
      {views.length > 0 ? (
        <Stack
          direction="row"
          useFlexGap
          spacing={1}
          role="group"
          aria-label={translate('queue.views')}
          sx={{ flexWrap: 'wrap' }}
        >
          {views.map((view) => (
            <Chip
              key={view.id}
              label={view.isDefault ? `${view.name} (${translate('queue.default')})` : view.name}
              icon={view.isDefault ? <Star aria-hidden /> : undefined}
              color={view.id === chosen?.id ? 'primary' : 'default'}
              variant={view.id === chosen?.id ? 'filled' : 'outlined'}
              aria-pressed={view.id === chosen?.id}
              onClick={() => navigate(queuePath(view.filter))}
            />
          ))}
        </Stack>
      ) : null}
      {chosen ? (
        <>
          <Button size="small" onClick={() => setEditing('change')}>
            {translate('queue.changeView')}
          </Button>
          <Button size="small" onClick={() => setEditing('delete')}>
            {translate('queue.deleteView')}
          </Button>
        </>
      ) : (
        <Button size="small" onClick={() => setEditing('new')}>
          {translate('queue.saveView')}
        </Button>
      )}
      {editing === 'new' || (editing === 'change' && chosen) ? (
        <ViewDialog
          view={editing === 'change' ? (chosen ?? null) : null}
          filter={now}
          onSaved={keep}
          onClose={() => setEditing(null)}
        />
      ) : null}
      <ConfirmDialog
        open={editing === 'delete' && chosen !== undefined}
        title={translate('queue.deleteView')}
        confirm={translate('queue.deleteView')}
        dangerous
        act={async () => keep(await api.send<SavedViewsReply>('DELETE', `/me/views/${chosen?.id}`, {}))}
        onClose={() => setEditing(null)}
      >
        {translate('queue.deleteText', { name: chosen?.name ?? '' })}
      </ConfirmDialog>
    </Stack>
  );
}

type ViewDialogProps = {
  view: SavedView | null;
  filter: SavedView['filter'];
  onSaved: (reply: SavedViewsReply) => void;
  onClose: () => void;
};

function ViewDialog({ view, filter, onSaved, onClose }: ViewDialogProps) {
  const translate = useTranslate();
  const [name, setName] = useState(view?.name ?? '');
  const [isDefault, setIsDefault] = useState(view?.isDefault ?? false);
  const save = async () => {
    const body = { name: name.trim(), filter, isDefault };
    onSaved(
      view === null
        ? await api.send<SavedViewsReply>('POST', '/me/views', body)
        : await api.send<SavedViewsReply>('PUT', `/me/views/${view.id}`, body),
    );
  };
  return (
    <ConfirmDialog
      open
      title={translate(view === null ? 'queue.saveView' : 'queue.changeView')}
      confirm={translate('queue.save')}
      disabled={name.trim() === ''}
      act={save}
      onClose={onClose}
    >
      <TextField
        label={translate('queue.viewName')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        fullWidth
        autoFocus
        slotProps={{ htmlInput: { maxLength: 40 } }}
      />
      <FormControlLabel
        control={<Checkbox checked={isDefault} onChange={(_event, checked) => setIsDefault(checked)} />}
        label={translate('queue.asDefault')}
      />
    </ConfirmDialog>
  );
}
